#include "restore.h"

#include "backupsamples.h"

#include <QTest>

using namespace lockdesk;
using namespace lockdesk::samples;
using namespace Qt::StringLiterals;

namespace {

const Authorization cleaner = [] {
    Authorization a = code(1, 345678, u"Cleaner"_s);
    a.schedule = {Instant::fromText(u"2026-01-01T00:00:00.000Z"_s),
        Instant::fromText(u"2026-12-31T00:00:00.000Z"_s), 124, 540, 1020};
    a.useCount = 7;
    a.lockAuthId = 8200;
    return a;
}();
const Authorization kitchen = code(2, 987654, u"Kitchen"_s);
const Authorization ada = app(3, 501, u"Ada"_s);
const Authorization fob = [] {
    Authorization a = code(4, 0, u"Fob"_s);
    a.type = AuthorizationType::Fob;
    a.code.reset();
    return a;
}();

Backup backupOf(const QList<Authorization> &records, bool hasCodes = true)
{
    Backup backup{now.addDays(-1), u"Office"_s, hasCodes, {{AccountUserId(501), u"Ada"_s}},
        {{front, DeviceType::SmartLock34, u"Front"_s, records}}, 0};
    return hasCodes ? backup : *backupFromBytes(toBytes(backup)); // which leaves them out
}

Backup whole(bool hasCodes = true)
{
    return backupOf({cleaner, kitchen, ada, fob}, hasCodes);
}

RestoreWish to(SmartlockId target)
{
    RestoreWish wish;
    wish.targets = {{front, target}};
    return wish;
}

RestoreGround ground(const QList<Authorization> &present)
{
    return {{{lock(), lock(spare, u"Spare"_s)}, present},
        QHash<AccountUserId, QString>{{AccountUserId(501), u"Ada"_s}, {AccountUserId(502), u"Ben"_s}}, now};
}

QList<RestoreKind> kindsOf(const Restoration &restoration)
{
    QList<RestoreKind> kinds;
    for (const RestoreRow &row : restoration.rows)
        kinds += row.kind;
    return kinds;
}

// What the service would hold after the changes: what is sent replaces the whole record, new ones are
// enabled, and have remote access said (SmartlockAuthCreate).
QList<Authorization> carriedOut(const QList<Change> &changes, QList<Authorization> present)
{
    int number = 900;
    for (const Change &change : changes) {
        if (const auto *create = std::get_if<CreateAuthorization>(&change.subject)) {
            Authorization made = create->after;
            made.id = idOf(++number);
            made.enabled = true;
            made.remoteAllowed = made.remoteAllowed.value_or(false);
            present.append(made);
        } else if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
            for (Authorization &a : present) {
                if (a.id == update->before.id)
                    a = recordToSend(*update, a);
            }
        } else if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject)) {
            present.removeIf([&](const Authorization &a) { return a.id == remove->before.id; });
        }
    }
    return present;
}

} // namespace

namespace lockdesk {

inline char *toString(RestoreKind kind)
{
    return qstrdup(qPrintable(text(kind)));
}

} // namespace lockdesk

class RestoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesNothingWhereNothingChanged()
    {
        for (bool hasCodes : {true, false}) {
            RestoreWish wish = to(front);
            wish.removesExtra = true;
            const Restoration plan = planRestore(whole(hasCodes), wish, ground({fob, ada, kitchen, cleaner}));
            QCOMPARE(plan.count(RestoreKind::Same), 4);
            QVERIFY(plan.changes().isEmpty());
            QVERIFY(plan.warnings.isEmpty());
        }
    }

    // Use counts and the like are not for a person to restore.
    void leavesAloneWhatOnlyTheLockDecides()
    {
        Authorization used = cleaner;
        used.useCount = 8;
        used.lastActive = used.updated = now;
        used.fingerprints = {{u"1"_s, u"thumb"_s}};
        used.lockAuthId = 9;
        QVERIFY(planRestore(backupOf({cleaner}), to(front), ground({used})).changes().isEmpty());
    }

    // Each of 300 random records with each field changed: one edit gives back the record as it was.
    void bringsBackEveryFieldThatChanged()
    {
        RandomAuthorizations random(5);
        int edits = 0;
        for (int round = 0; round < 300; ++round) {
            Authorization saved = random.next(front, 1);
            Authorization present = random.next(front, 1);
            saved.unreadable = present.unreadable = {};
            present.type = saved.type; // of the same id
            saved.name = saved.name.isEmpty() ? u"x"_s : saved.name;
            saved.schedule.untilDate.reset(); // an end in the past is another test
            saved.schedule = saved.schedule.problem(now).isEmpty() ? saved.schedule : AccessSchedule();
            if (saved.isKeypadCode())
                saved.code = KeypadCode::fromServer(345678 + round % 2);
            if (present.isKeypadCode())
                present.code = KeypadCode::fromServer(345678);
            const RestoreGround today = ground({present});
            const Restoration plan = planRestore(backupOf({saved}), to(front), today);
            const QList<Authorization> after = carriedOut(plan.changes(), today.present.authorizations);
            QCOMPARE(after.size(), 1);
            Authorization got = after.first();
            QVERIFY2(plan.count(RestoreKind::Problem) == 0, qPrintable(plan.rows.first().words));
            if (got.isEnabled() == saved.isEnabled())
                got.enabled = saved.enabled; // absent is the default
            if (got.remoteAllowed.value_or(false) == saved.remoteAllowed.value_or(false))
                got.remoteAllowed = saved.remoteAllowed;
            if (!saved.isKeypadCode())
                got.code = saved.code;
            QCOMPARE(updatableDifferences(got, saved), QStringList());
            QVERIFY(planRestore(backupOf({saved}), to(front), ground(after)).changes().isEmpty());
            edits += int(plan.changes().size());
        }
        QVERIFY(edits > 200);
    }

    // All that is updatable comes back, on a device that has lost everything meanwhile, and on another one.
    void bringsBackWhatIsGone()
    {
        for (const SmartlockId target : {front, spare}) {
            const Restoration plan = planRestore(backupOf({cleaner, kitchen, ada}), to(target), ground({}));
            QCOMPARE(plan.changes().size(), 3);
            for (const Change &change : plan.changes()) {
                QVERIFY(change.smartlockId == target);
                QCOMPARE(change.deviceName, target == front ? u"Front"_s : u"Spare"_s);
                QCOMPARE(change.deviceType, lock(target).deviceType());
                QCOMPARE(change.status, ChangeStatus::Draft);
                QVERIFY(std::get<CreateAuthorization>(change.subject).after.id.isNull());
            }
            const QList<Authorization> after = carriedOut(plan.changes(), {});
            for (const Authorization &saved : {cleaner, kitchen, ada}) {
                const auto found = std::ranges::find(after, saved.name, &Authorization::name);
                QVERIFY(found != after.end());
                Authorization got = *found;
                QVERIFY(got.smartlockId == target);
                QCOMPARE(got.type, saved.type);
                got.remoteAllowed = saved.remoteAllowed ? got.remoteAllowed : std::nullopt;
                QCOMPARE(updatableDifferences(got, saved), QStringList());
                QVERIFY(!found->useCount && !found->lockAuthId && !found->updated.isValid());
            }
            // And once more there is nothing left to do, although all ids are others.
            const Restoration again =
                planRestore(backupOf({cleaner, kitchen, ada}), to(target), ground(after));
            QCOMPARE(again.count(RestoreKind::Same), 3);
        }
    }

    // An id of another device is nobody's.
    void findsRecordsByWhatTellsThemApart()
    {
        Authorization recreated = cleaner;
        recreated.id = idOf(77);
        recreated.name = u"Cleaning"_s;
        Authorization phone = ada;
        phone.id = idOf(1); // the id that the cleaner's code once had
        const Restoration plan = planRestore(backupOf({cleaner, ada}), to(front), ground({phone, recreated}));
        QCOMPARE(kindsOf(plan), (QList{RestoreKind::Different, RestoreKind::Same}));
        const auto update = std::get<UpdateAuthorization>(plan.changes().first().subject);
        QCOMPARE(update.before.id, idOf(77));
        QCOMPARE(update.after.name, u"Cleaner"_s);
        QVERIFY(!update.scheduleEdited);
        Authorization onSpare = code(1, 111111, u"Other"_s, spare); // the same id by chance
        QCOMPARE(kindsOf(planRestore(backupOf({cleaner}), to(spare), ground({onSpare}))),
            (QList{RestoreKind::Missing, RestoreKind::Extra}));
    }

    void saysWhatCannotBeMadeFromAfar()
    {
        QList<Authorization> paired;
        for (const int type : {1, 2, 3, 14, 15, 99}) {
            Authorization a = fob;
            a.type = AuthorizationType(type);
            paired.append(a);
        }
        Authorization phone = ada;
        phone.accountUserId.reset();
        paired.append(phone);
        for (const Authorization &a : std::as_const(paired)) {
            const Restoration plan = planRestore(backupOf({a}), to(spare), ground({}));
            QCOMPARE(kindsOf(plan), QList{RestoreKind::NeedsPairing});
            QVERIFY(plan.rows.first().words.contains(u"paired again"));
            QVERIFY(plan.changes().isEmpty());
        }
        Authorization renamed = fob;
        renamed.name = u"Old fob"_s;
        QCOMPARE(planRestore(backupOf({fob}), to(front), ground({renamed})).changes().size(), 1);
    }

    void savedWithoutCodesRestoresTheRest()
    {
        Authorization changed = cleaner;
        changed.schedule.weekDays = 127;
        changed.code = KeypadCode::fromServer(111111);
        const Restoration plan =
            planRestore(backupOf({cleaner, kitchen}, false), to(front), ground({changed}));
        QCOMPARE(kindsOf(plan), (QList{RestoreKind::Different, RestoreKind::NeedsCode}));
        QVERIFY(plan.rows.last().words.contains(u"saved without its code"));
        const auto update = std::get<UpdateAuthorization>(plan.changes().first().subject);
        QCOMPARE(update.after.code, changed.code); // nobody knows another one
        QCOMPARE(update.after.schedule.weekDays, 124);
        QVERIFY(update.scheduleEdited);
    }

    // Made anew meanwhile, and saved without codes: the name is all there is, and only where it is one's own.
    void findsCodesByNameWhereDigitsAreUnknown()
    {
        RestoreWish wish = to(front);
        wish.removesExtra = true;
        Authorization recreated = kitchen;
        recreated.id = idOf(77);
        QVERIFY(planRestore(backupOf({kitchen}, false), wish, ground({recreated})).changes().isEmpty());
        Authorization namesake = code(78, 222222, u"Kitchen"_s);
        const Restoration plan =
            planRestore(backupOf({kitchen}, false), to(front), ground({recreated, namesake}));
        QCOMPARE(plan.count(RestoreKind::NeedsCode), 1);
        // With digits on both sides the name proves nothing.
        QCOMPARE(
            planRestore(backupOf({kitchen}), to(front), ground({namesake})).count(RestoreKind::Missing), 1);
    }

    void extrasStayUnlessAskedFor()
    {
        const Authorization extra = code(50, 222222, u"New"_s);
        Restoration plan = planRestore(whole(), to(front), ground({cleaner, kitchen, ada, fob, extra}));
        QCOMPARE(plan.count(RestoreKind::Extra), 1);
        QVERIFY(plan.changes().isEmpty());
        RestoreWish wish = to(front);
        wish.removesExtra = true;
        plan = planRestore(whole(), wish, ground({cleaner, kitchen, ada, fob, extra}));
        QCOMPARE(plan.changes().size(), 1);
        QVERIFY(std::get<DeleteAuthorization>(plan.changes().first().subject).before == extra);
    }

    // A keypad that loses its own authorization is unpaired, a bridge takes the lock offline with it.
    void pairedOnesAreNeverRemoved()
    {
        RestoreWish wish = to(spare);
        wish.removesExtra = true;
        QList<Authorization> present;
        for (const int type : {0, 1, 2, 3, 14, 15, 99}) {
            Authorization a = fob;
            a.id = idOf(60 + type);
            a.smartlockId = spare;
            a.type = AuthorizationType(type);
            present.append(a);
        }
        const Restoration plan = planRestore(backupOf({}), wish, ground(present));
        QCOMPARE(plan.count(RestoreKind::Extra), 7);
        QVERIFY(plan.changes().isEmpty());
        QVERIFY(plan.rows.first().words.contains(u"stays"));
    }

    // What could not be read may be among them.
    void extrasStayWhereTheBackupIsNotWhole()
    {
        RestoreWish wish = to(front);
        wish.removesExtra = true;
        Backup backup = backupOf({cleaner});
        backup.unreadable = 1;
        const Restoration plan = planRestore(backup, wish, ground({cleaner, kitchen}));
        QCOMPARE(plan.count(RestoreKind::Extra), 1);
        QVERIFY(plan.changes().isEmpty());
    }

    // The cleaner's code has gone to somebody new, who is removed, and the kitchen's to the cleaner.
    void freesCodesBeforeTheyAreNeeded()
    {
        Authorization moved = cleaner;
        moved.code = kitchen.code;
        const Authorization taker = code(51, 345678, u"Taker"_s);
        Restoration plan = planRestore(backupOf({cleaner, kitchen}), to(front), ground({moved, taker}));
        QCOMPARE(plan.count(RestoreKind::Problem), 2);
        QVERIFY(plan.rows.first().words.contains(u"Taker"));
        RestoreWish wish = to(front);
        wish.removesExtra = true;
        plan = planRestore(backupOf({cleaner, kitchen}), wish, ground({moved, taker}));
        const QList<Change> changes = plan.changes();
        QCOMPARE(changes.size(), 3);
        QVERIFY(std::holds_alternative<DeleteAuthorization>(changes.at(0).subject));
        QVERIFY(std::holds_alternative<UpdateAuthorization>(changes.at(1).subject));
        QVERIFY(std::holds_alternative<CreateAuthorization>(changes.at(2).subject));
        QVERIFY(planRestore(backupOf({cleaner, kitchen}), wish, ground(carriedOut(changes, {moved, taker})))
                    .changes()
                    .isEmpty());
    }

    // The service makes every new one enabled: nobody gets access back by accident.
    void disabledAccessComesBackOnlyIfAsked()
    {
        Authorization disabled = kitchen;
        disabled.enabled = false;
        Restoration plan = planRestore(backupOf({disabled}), to(front), ground({}));
        QCOMPARE(kindsOf(plan), QList{RestoreKind::Problem});
        QVERIFY(plan.rows.first().words.contains(u"disabled"));
        RestoreWish wish = to(front);
        wish.addsDisabled = true;
        plan = planRestore(backupOf({disabled}), wish, ground({}));
        QCOMPARE(plan.changes().size(), 1);
        const QList<Authorization> there = carriedOut(plan.changes(), {});
        plan = planRestore(backupOf({disabled}), wish, ground(there));
        const auto update = std::get<UpdateAuthorization>(plan.changes().first().subject);
        QCOMPARE(updatableDifferences(update.before, update.after), QStringList{u"enabled"_s});
        QCOMPARE(update.after.enabled, false);
    }

    void refusesPeopleOfAnotherAccount()
    {
        RestoreGround other = ground({});
        other.people = {{AccountUserId(77), u"Eve"_s}};
        Restoration plan = planRestore(backupOf({ada}), to(front), other);
        QCOMPARE(kindsOf(plan), QList{RestoreKind::Problem});
        QVERIFY(plan.rows.first().words.contains(u"“Ada” is not in this account"));
        other.people = {{AccountUserId(501), u"Eve"_s}};
        plan = planRestore(backupOf({ada}), to(front), other);
        QVERIFY(plan.warnings.join(u'\n').contains(u"“Ada” in the backup is “Eve” today"));
        other.people.reset(); // the token may not see people
        QCOMPARE(planRestore(backupOf({ada}), to(front), other).changes().size(), 1);
    }

    void saysWhatTheDeviceWouldRefuse()
    {
        Authorization ended = cleaner;
        ended.schedule.untilDate = Instant::fromText(u"2026-02-01T00:00:00.000Z"_s);
        Authorization odd = kitchen;
        odd.code = KeypadCode::fromServer(120011);
        Authorization unread = ada;
        unread.unreadable = {u"allowedFromTime"_s};
        Restoration plan = planRestore(backupOf({ended, odd, unread}), to(front), ground({}));
        QCOMPARE(plan.count(RestoreKind::Problem), 3);
        for (const RestoreRow &row : std::as_const(plan.rows))
            QVERIFY(!row.words.isEmpty() && !row.change);
        RestoreGround noKeypad = ground({});
        noKeypad.present.smartlocks.first().keypadPaired = false;
        plan = planRestore(backupOf({kitchen}), to(front), noKeypad);
        QVERIFY(plan.rows.first().words.contains(u"no keypad"));
        QVERIFY(planRestore(backupOf({kitchen}), to(SmartlockId(4711)), ground({})).rows.isEmpty());
        QVERIFY(planRestore(backupOf({kitchen}), to(SmartlockId(4711)), ground({}))
                    .warnings.first()
                    .contains(u"no longer in the account"));
    }

    void doesOnlyWhatIsWished()
    {
        Authorization changed = cleaner;
        changed.name = u"x"_s;
        RestoreWish wish = to(front);
        wish.addsMissing = false;
        Restoration plan = planRestore(backupOf({cleaner, kitchen}), wish, ground({changed}));
        QCOMPARE(kindsOf(plan), (QList{RestoreKind::Different, RestoreKind::Missing}));
        QVERIFY(plan.rows.first().change && !plan.rows.last().change);
        wish.addsMissing = true;
        wish.changesDifferent = false;
        plan = planRestore(backupOf({cleaner, kitchen}), wish, ground({changed}));
        QVERIFY(!plan.rows.first().change && plan.rows.last().change);
        QVERIFY(planRestore(backupOf({cleaner}), {}, ground({})).rows.isEmpty()); // goes nowhere
    }

    // Two doors become one: each code once.
    void twoDevicesMayBecomeOne()
    {
        Backup backup = backupOf({cleaner, kitchen});
        backup.locks.append({SmartlockId(7), DeviceType::SmartLock12, u"Side"_s,
            {code(80, 987654, u"Kitchen side"_s, SmartlockId(7)),
                code(81, 555555, u"Side"_s, SmartlockId(7))}});
        RestoreWish wish = to(spare);
        wish.targets.insert(SmartlockId(7), spare);
        const Restoration plan = planRestore(backup, wish, ground({}));
        QCOMPARE(plan.changes().size(), 3);
        QCOMPARE(plan.count(RestoreKind::Problem), 1);
        QVERIFY(plan.rows.at(2).words.contains(u"already taken on Spare by “Kitchen”"));
    }

    void warnsBeforeADeviceIsFull()
    {
        Backup backup = backupOf({});
        backup.locks.first().id = SmartlockId(7);
        for (int i = 0; i < 101; ++i)
            backup.locks.first().authorizations.append(
                code(i, 311111 + i / 81 * 100 + i / 9 % 9 * 10 + i % 9, u"Guest"_s, SmartlockId(7)));
        RestoreGround old = ground({});
        old.present.smartlocks = {lock(SmartlockId(8), u"Shed"_s)};
        RestoreWish wish;
        wish.targets = {{SmartlockId(7), SmartlockId(8)}};
        const auto warnings = [&] {
            const Restoration plan = planRestore(backup, wish, old);
            return plan.count(RestoreKind::Problem) == 0 ? plan.warnings.join(u'\n') : u"problem"_s;
        };
        QVERIFY2(warnings().contains(u"Shed would hold 101 authorizations, and 100"), qPrintable(warnings()));
        backup.locks.first().authorizations.removeLast();
        QCOMPARE(warnings(), QString());
        old.present.smartlocks.first().serverState = ServerState::Offline;
        QVERIFY(warnings().contains(u"offline"));
    }

    void namesAreShownHarmlessly()
    {
        Backup backup = backupOf({ada});
        backup.people = {{AccountUserId(501), u"A\u202edA\n"_s}};
        RestoreGround other = ground({});
        other.people = QHash<AccountUserId, QString>();
        const QString words = planRestore(backup, to(front), other).rows.first().words;
        QVERIFY(!words.contains(u'\u202e') && !words.contains(u'\n'));
    }
};

QTEST_APPLESS_MAIN(RestoreTest)
#include "restoretest.moc"
