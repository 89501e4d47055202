#include "undo.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

Authorization code()
{
    Authorization a;
    a.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718"_s);
    a.smartlockId = SmartlockId(18178888180);
    a.type = AuthorizationType::KeypadCode;
    a.name = u"Cleaning"_s;
    a.code = KeypadCode::fromServer(345678);
    a.enabled = true;
    a.lockAuthId = 8200;
    a.useCount = 3;
    a.updated = QDateTime(QDate(2026, 1, 5), QTime(8, 0), Qt::UTC);
    return a;
}

Change confirmed(const ChangeSubject &subject)
{
    Change change;
    change.id = ChangeId(7);
    change.smartlockId = SmartlockId(18178888180);
    change.deviceName = u"Front"_s;
    change.subject = subject;
    change.status = ChangeStatus::Confirmed;
    return change;
}

} // namespace

class UndoTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void editIsTurnedRound()
    {
        Authorization after = code();
        after.enabled = false;
        const Change change = confirmed(UpdateAuthorization{code(), after, true});
        const Inverse inverse = inverseOf(change);
        QVERIFY(inverse.change);
        QCOMPARE(inverse.change->undoes, std::optional(ChangeId(7)));
        QCOMPARE(inverse.change->status, ChangeStatus::Draft);
        QCOMPARE(inverse.change->deviceName, u"Front"_s);
        const bool isTurned = std::get<UpdateAuthorization>(inverse.change->subject)
            == UpdateAuthorization{after, code(), true};
        QVERIFY(isTurned);
    }

    void disabledOneComesBackEnabledAndThatIsSaid()
    {
        Authorization disabled = code();
        disabled.enabled = false;
        const Inverse inverse = inverseOf(confirmed(DeleteAuthorization{disabled}));
        QCOMPARE(std::get<CreateAuthorization>(inverse.change->subject).after.enabled, std::optional(true));
        QVERIFY(inverse.note.contains(u"always enabled"_s));
        QVERIFY(!inverseOf(confirmed(DeleteAuthorization{code()})).note.contains(u"enabled"_s));
    }

    void creationBecomesADeletionOfWhatWasFound()
    {
        const bool isDeletion =
            std::get<DeleteAuthorization>(inverseOf(confirmed(CreateAuthorization{code()})).change->subject)
            == DeleteAuthorization{code()};
        QVERIFY(isDeletion);
        Authorization notFound = code();
        notFound.id = {};
        const Inverse none = inverseOf(confirmed(CreateAuthorization{notFound}));
        QVERIFY(!none.change && !none.note.isEmpty());
    }

    void deletionBecomesACreationOfTheSameFields()
    {
        const Inverse inverse = inverseOf(confirmed(DeleteAuthorization{code()}));
        const Authorization again = std::get<CreateAuthorization>(inverse.change->subject).after;
        QVERIFY(again.id.isNull());
        QVERIFY(!again.lockAuthId && !again.useCount && !again.updated.isValid());
        QCOMPARE(updatableDifferences(again, code()), QStringList());
        QVERIFY(inverse.note.isEmpty());
    }

    void saysWhatDoesNotComeBack()
    {
        Authorization withFinger = code();
        withFinger.fingerprints.insert(u"1"_s, u"Thumb"_s);
        QVERIFY(inverseOf(confirmed(DeleteAuthorization{withFinger})).note.contains(u"fingerprints"));
        Authorization app = code();
        app.type = AuthorizationType::App;
        app.code.reset();
        QVERIFY(inverseOf(confirmed(DeleteAuthorization{app})).note.contains(u"invitation"));
        Authorization fob = app;
        fob.type = AuthorizationType::Fob;
        const Inverse none = inverseOf(confirmed(DeleteAuthorization{fob}));
        QVERIFY(!none.change && none.note.contains(u"paired"));
        Authorization hidden = code();
        hidden.code.reset();
        QVERIFY(!inverseOf(confirmed(DeleteAuthorization{hidden})).change);
    }

    void lossesAreNamedOneByOne()
    {
        QCOMPARE(lossesOf(code()), Losses());
        QVERIFY(lossOf(code()).isEmpty());
        Authorization app = code();
        app.type = AuthorizationType::App;
        app.fingerprints.insert(u"1"_s, u"Thumb"_s);
        QCOMPARE(lossesOf(app), Loss::Invitation | Loss::Fingerprints);
        Authorization fob = app;
        fob.type = AuthorizationType::Fob;
        QCOMPARE(lossesOf(fob), Losses(Loss::Pairing));
        Authorization hidden = code();
        hidden.code.reset();
        QCOMPARE(lossesOf(hidden), Losses(Loss::Code));
        QVERIFY(lossOf(hidden).contains(u"never shown"));
    }

    void deviceGetsItsNameBack()
    {
        const Inverse inverse = inverseOf(confirmed(UpdateDevice{u"Old"_s, u"New"_s, false, true}));
        const bool isTurned =
            std::get<UpdateDevice>(inverse.change->subject) == UpdateDevice{u"New"_s, u"Old"_s, true, false};
        QVERIFY(isTurned);
    }

    void actionsAreNeverTakenBack()
    {
        QVERIFY(!inverseOf(confirmed(OperateDevice{LockAction::Unlock, {}, {}})).change);
        QVERIFY(!inverseOf(confirmed(SynchroniseDevice{})).change);
    }

    void onlyWhatHappenedIsTakenBack()
    {
        for (int status = 0; status <= int(ChangeStatus::Undone); ++status) {
            Change change = confirmed(UpdateDevice{u"Old"_s, u"New"_s, false, false});
            change.status = ChangeStatus(status);
            const bool hasHappened = change.status == ChangeStatus::Confirmed
                || change.status == ChangeStatus::Listed || change.status == ChangeStatus::Accepted;
            QCOMPARE(inverseOf(change).change.has_value(), hasHappened);
        }
    }
};

QTEST_APPLESS_MAIN(UndoTest)
#include "undotest.moc"
