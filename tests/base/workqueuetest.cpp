#include "workqueue.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>
#include <algorithm>

using namespace lockdesk;

class WorkQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksInOrderAndAnswersOnItsOwnThread()
    {
        WorkQueue queue;
        QList<int> done;
        QList<int> answered;
        QThread *const here = QThread::currentThread();
        for (int i = 0; i < 1'000; ++i) {
            queue.add(
                [&done, here, i] {
                    done.append(QThread::currentThread() == here ? -1 : i);
                    return i;
                },
                [&answered](int number) { answered.append(number); });
        }
        QVERIFY(queue.isBusy());
        QVERIFY(answered.isEmpty());
        queue.waitForWork();
        QVERIFY(answered.isEmpty());
        QTRY_VERIFY(!queue.isBusy());
        QCOMPARE(answered.size(), 1'000);
        QVERIFY(std::ranges::is_sorted(done) && done.first() == 0);
        QCOMPARE(answered, done);
    }

    void endsWhenAllIsDone()
    {
        QSemaphore mayGoOn;
        int done = 0;
        bool isAnswered = false;
        {
            WorkQueue queue;
            for (int i = 0; i < 10; ++i) {
                queue.add(
                    [&] {
                        mayGoOn.acquire();
                        return ++done;
                    },
                    [&isAnswered](int) { isAnswered = true; });
            }
            mayGoOn.release(10);
        }
        QCOMPARE(done, 10);
        QCoreApplication::processEvents();
        QVERIFY(!isAnswered);
    }
};

QTEST_GUILESS_MAIN(WorkQueueTest)
#include "workqueuetest.moc"
