#include "turns.h"

#include <QTest>

using namespace lockdesk;

class TurnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_turns = std::make_unique<Turns>();
        m_gone.clear();
    }

    void letsFewGoAtOnce()
    {
        QList<QObject *> whos;
        for (int i = 0; i < Turns::atOnce + 2; ++i)
            whos += ask(i, i);
        QCOMPARE(m_gone, (QList<int>{0, 1, 2}));
        m_turns->end(whos[1]);
        QCOMPARE(m_gone, (QList<int>{0, 1, 2, 3}));
        m_turns->end(whos[1]); // has none any more
        QCOMPARE(m_gone.size(), 4);
    }

    void letsOneGoOnADevice()
    {
        QObject *first = ask(0, 7);
        ask(1, 7);
        QObject *elsewhere = ask(2, 8);
        ask(3, 8);
        QCOMPARE(m_gone, (QList<int>{0, 2}));
        m_turns->end(elsewhere);
        QCOMPARE(m_gone, (QList<int>{0, 2, 3}));
        m_turns->end(first);
        QCOMPARE(m_gone, (QList<int>{0, 2, 3, 1}));
    }

    void forgetsWhoIsGone()
    {
        QObject *first = ask(0, 7);
        QObject *second = ask(1, 7);
        ask(2, 7);
        delete second;
        QCOMPARE(m_gone, (QList<int>{0}));
        delete first;
        QCOMPARE(m_gone, (QList<int>{0, 2}));
    }

    // Asked for again, a turn is another one, behind those that wait.
    void takesAnotherTurn()
    {
        QObject *first = ask(0, 7);
        QObject *second = ask(1, 7);
        m_turns->ask(first, SmartlockId(7), [this] { m_gone += 10; });
        QCOMPARE(m_gone, (QList<int>{0, 1}));
        m_turns->end(second);
        QCOMPARE(m_gone, (QList<int>{0, 1, 10}));
    }

    void isUsedWhileItCalls()
    {
        QObject who;
        QObject other;
        m_turns->ask(&who, SmartlockId(7), [&] {
            m_gone += 1;
            m_turns->ask(&other, SmartlockId(7), [this] { m_gone += 2; });
            m_turns->end(&who);
        });
        QCOMPARE(m_gone, (QList<int>{1, 2}));
    }

private:
    QObject *ask(int number, int device)
    {
        auto *who = new QObject(m_turns.get());
        m_turns->ask(who, SmartlockId(device), [this, number] { m_gone += number; });
        return who;
    }

    std::unique_ptr<Turns> m_turns;
    QList<int> m_gone;
};

QTEST_APPLESS_MAIN(TurnsTest)
#include "turnstest.moc"
