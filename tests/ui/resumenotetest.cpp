#include "resumenote.h"

#include "changestore.h"
#include "manualclock.h"
#include "setkeeper.h"

#include <QTemporaryDir>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

void settle(SetKeeper &keeper)
{
    keeper.waitForDisk();
    QCoreApplication::processEvents();
}

} // namespace

class ResumeNoteTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysNothingWhileAllIsWell()
    {
        const QTemporaryDir folder;
        ManualClock clock;
        ChangeStore changes(clock);
        SetKeeper keeper(changes, u"School"_s, clock);
        QCOMPARE(resumeNote(keeper), QString()); // the keychain has not answered
        keeper.open(std::make_unique<Journal>(folder.filePath(u"a.journal"_s), SecretKey::random()), {});
        settle(keeper);
        QVERIFY(keeper.isKept());
        QCOMPARE(resumeNote(keeper), QString());
    }

    void saysThatResumeIsOff()
    {
        ManualClock clock;
        ChangeStore changes(clock);
        SetKeeper keeper(changes, u"School"_s, clock);
        keeper.open(std::make_unique<Journal>(u"There is\u202e no keychain."_s), {});
        settle(keeper);
        const QString note = resumeNote(keeper);
        QVERIFY2(note.startsWith(u"Resume is off. There is"_s), qUtf8Printable(note));
        QVERIFY(note.endsWith(u" no keychain."_s) && !note.contains(QChar(0x202e)));
    }

    void saysWhatBecameOfAnEarlierJournal()
    {
        const QTemporaryDir folder;
        const QString path = folder.filePath(u"a.journal"_s);
        ManualClock clock;
        ChangeStore changes(clock);
        {
            Journal earlier(path, SecretKey::random()); // under a key that is lost
            Change change;
            change.id = ChangeId(1);
            change.set = ChangeSetId(1);
            change.subject = UpdateDevice{u"Front"_s, u"Back"_s, false, false};
            QVERIFY(earlier.takeUp({}).isOk());
            QVERIFY(earlier.begin({ChangeSetId(1), u"Set"_s, clock.now(), false, {}}, {change}).isOk());
        }
        SetKeeper keeper(changes, u"School"_s, clock);
        keeper.open(std::make_unique<Journal>(path, SecretKey::random()), {});
        settle(keeper);
        QVERIFY(!keeper.problem().isEmpty());
        QCOMPARE(resumeNote(keeper).startsWith(u"Resume is off."_s), !keeper.isKept());
        QVERIFY(resumeNote(keeper).size() >= keeper.problem().size());
    }
};

QTEST_GUILESS_MAIN(ResumeNoteTest)
#include "resumenotetest.moc"
