#include "inbackground.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace lockdesk;

class InBackgroundTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksOnAnotherThreadAndAnswersOnThis()
    {
        QThread *worker = nullptr;
        QThread *here = nullptr;
        int answer = 0;
        inBackground(
            this,
            [&worker] {
                worker = QThread::currentThread();
                return std::make_unique<int>(42); // movable only
            },
            [&](std::unique_ptr<int> value) {
                here = QThread::currentThread();
                answer = *value;
            });
        QCOMPARE(answer, 0); // never before the call returns
        QTRY_COMPARE(answer, 42);
        QVERIFY(worker != QThread::currentThread());
        QCOMPARE(here, QThread::currentThread());
    }

    // The caller may be gone before the work is done, or between its end and the answer.
    void forgetsWhoIsGone()
    {
        bool isAnswered = false;
        for (const bool goesWhileWorking : {true, false}) {
            auto context = std::make_unique<QObject>();
            QSemaphore mayEnd;
            QSemaphore isDone;
            inBackground(
                context.get(),
                [&mayEnd, &isDone] {
                    mayEnd.acquire();
                    isDone.release();
                    return 1;
                },
                [&isAnswered](int) { isAnswered = true; });
            if (goesWhileWorking)
                context.reset();
            mayEnd.release();
            isDone.acquire();
            QThreadPool::globalInstance()->waitForDone();
            context.reset();
            QCoreApplication::processEvents();
            QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        }
        QVERIFY(!isAnswered);
    }
};

QTEST_MAIN(InBackgroundTest)
#include "inbackgroundtest.moc"
