#include "changeset.h"

#include "manualclock.h"

#include <QSignalSpy>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ChangeSetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAndDatesWhatIsAdded()
    {
        ManualClock clock;
        ChangeSet changes(clock);
        const ChangeId first = changes.add({});
        clock.advance(5s);
        const ChangeId second = changes.add({});
        QVERIFY(first != second);
        QCOMPARE(changes.change(second)->asked, clock.now());
        QCOMPARE(changes.change(first)->asked.secsTo(clock.now()), 5);
        QVERIFY(!changes.change(ChangeId(77)));
    }

    void announcesOnlyWhatMoves()
    {
        ManualClock clock;
        ChangeSet changes(clock);
        const ChangeId id = changes.add({});
        QSignalSpy spy(&changes, &ChangeSet::changed);
        changes.setStatus(id, ChangeStatus::Waiting, u"reading"_s);
        changes.setStatus(id, ChangeStatus::Waiting, u"reading"_s);
        QCOMPARE(spy.count(), 1);
        clock.advance(1s);
        changes.setStatus(id, ChangeStatus::Sent);
        QCOMPARE(changes.change(id)->sentAt, clock.now());
        QCOMPARE(changes.change(id)->statusSince, clock.now());
    }

    void discardsOnlyWhatWasNotSent()
    {
        ManualClock clock;
        ChangeSet changes(clock);
        for (int status = 0; status <= int(ChangeStatus::Undone); ++status) {
            const ChangeId id = changes.add({});
            changes.setStatus(id, ChangeStatus(status));
            changes.discard(id);
            const bool isUnsent =
                ChangeStatus(status) == ChangeStatus::Draft || ChangeStatus(status) == ChangeStatus::Problem;
            QCOMPARE(changes.change(id).has_value(), !isUnsent);
        }
    }
};

QTEST_APPLESS_MAIN(ChangeSetTest)
#include "changesettest.moc"
