#include "sideline.h"

#include <QSemaphore>
#include <QTest>
#include <QThread>

using namespace lockdesk;

class SidelineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void worksAsideAndAnswersHere()
    {
        Sideline sideline;
        QThread *workedIn = nullptr;
        QThread *answeredIn = nullptr;
        sideline.start([] { return QThread::currentThread(); },
            [&](QThread *thread) {
                workedIn = thread;
                answeredIn = QThread::currentThread();
            });
        QVERIFY(sideline.isBusy());
        QVERIFY(!answeredIn); // from the event loop only
        QTRY_VERIFY(!sideline.isBusy());
        QCOMPARE(answeredIn, QThread::currentThread());
        QVERIFY(workedIn && workedIn != answeredIn);
    }

    void handsOverWhatIsMovableOnly()
    {
        Sideline sideline;
        int answer = 0;
        sideline.start([] { return std::make_unique<int>(42); },
            [&answer](std::unique_ptr<int> value) { answer = *value; });
        QTRY_COMPARE(answer, 42);
    }

    void dropsTheAnswerOfWorkThatWasReplaced()
    {
        Sideline sideline;
        auto gate = std::make_shared<QSemaphore>();
        QList<int> answers;
        const auto keep = [&answers](int answer) { answers.append(answer); };
        sideline.start(
            [gate] {
                gate->acquire();
                return 1;
            },
            keep);
        sideline.start([] { return 2; }, keep);
        gate->release();
        QTRY_COMPARE(answers, QList<int>{2});
        sideline.start([] { return 3; }, keep);
        sideline.cancel();
        QVERIFY(!sideline.isBusy());
        sideline.start([] { return 4; }, keep);
        QTRY_COMPARE(answers, (QList<int>{2, 4}));
    }

    void waitsForItsWorkAndDropsTheAnswerWhenItGoes()
    {
        bool isAnswered = false;
        const auto isDone = std::make_shared<std::atomic<bool>>(false);
        const auto started = std::make_shared<QSemaphore>();
        {
            Sideline sideline;
            sideline.start(
                [isDone, started] {
                    started->release();
                    *isDone = true;
                    return 1;
                },
                [&](int) { isAnswered = true; });
            started->acquire();
        }
        QVERIFY(*isDone);
        QCoreApplication::processEvents();
        QVERIFY(!isAnswered);
    }

    // It may go before the work is done, or between its end and the answer.
    void letsGoOfItsWorkAndDropsTheAnswerWhenItGoes()
    {
        bool isAnswered = false;
        for (const bool goesWhileWorking : {true, false}) {
            const auto gate = std::make_shared<QSemaphore>();
            const auto started = std::make_shared<QSemaphore>();
            const auto done = std::make_shared<QSemaphore>();
            auto sideline = std::make_unique<Sideline>(Sideline::AtEnd::LetGo);
            sideline->start(
                [gate, started, done] {
                    started->release();
                    gate->acquire();
                    done->release();
                    return 1;
                },
                [&isAnswered](int) { isAnswered = true; });
            started->acquire();
            if (goesWhileWorking)
                sideline.reset(); // would wait for ever
            gate->release();
            QVERIFY(done->tryAcquire(1, 10'000));
            sideline.reset();
            QThreadPool::globalInstance()->waitForDone(); // as the end of the program does
            QCoreApplication::processEvents();
        }
        QVERIFY(!isAnswered);
    }
};

QTEST_GUILESS_MAIN(SidelineTest)
#include "sidelinetest.moc"
