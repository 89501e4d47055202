#include "keychainprobe.h"

#include <QDirIterator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

namespace {

// Files under HOME, which is all this session has, that hold the text.
QStringList filesWith(const QByteArray &text)
{
    QStringList found;
    QDirIterator files(QDir::homePath(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        QFile file(files.next());
        if (file.open(QIODevice::ReadOnly) && file.readAll().contains(text))
            found.append(file.fileName());
    }
    return found;
}

} // namespace

/// A real, unlocked gnome-keyring.
class KeychainReadyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testWriteReadRemove()
    {
        QCOMPARE(m_probe.read(u"default"_s).state, KeychainState::Missing);
        QCOMPARE(m_probe.write(u"default"_s, "CANARYTOKEN-1").state, KeychainState::Ready);
        const TokenAnswer answer = m_probe.read(u"default"_s, true);
        QCOMPARE(answer.state, KeychainState::Ready);
        QCOMPARE(answer.token.reveal(), "CANARYTOKEN-1"_ba);
        QCOMPARE(m_probe.write(u"default"_s, "CANARYTOKEN-2").state, KeychainState::Ready);
        QCOMPARE(m_probe.read(u"default"_s).token.reveal(), "CANARYTOKEN-2"_ba);
        QCOMPARE(m_probe.remove(u"default"_s).state, KeychainState::Ready);
        QCOMPARE(m_probe.read(u"default"_s).state, KeychainState::Missing);
    }

    // KEY-3, the other half: the marker alone makes a missing token a locked one.
    void testMarkerMakesItLocked()
    {
        QCOMPARE(m_probe.read(u"none"_s, false).state, KeychainState::Missing);
        QCOMPARE(m_probe.read(u"none"_s, true).state, KeychainState::Locked);
    }

    // KEY-8
    void testNoCollisions()
    {
        const QStringList ids{
            u"default"_s, u"Default"_s, u"other"_s, u"lockdesk/default"_s, u"a b/ü%"_s, u""_s};
        for (int i = 0; i < ids.size(); ++i)
            QCOMPARE(m_probe.write(ids.at(i), "token " + QByteArray::number(i)).state, KeychainState::Ready);
        for (int i = 0; i < ids.size(); ++i)
            QCOMPARE(m_probe.read(ids.at(i)).token.reveal(), "token " + QByteArray::number(i));
        QCOMPARE(m_probe.remove(ids.first()).state, KeychainState::Ready);
        for (int i = 1; i < ids.size(); ++i) {
            QCOMPARE(m_probe.read(ids.at(i)).token.reveal(), "token " + QByteArray::number(i));
            QCOMPARE(m_probe.remove(ids.at(i)).state, KeychainState::Ready);
        }
    }

    // KEY-8: 2,001 bytes are refused before the call, 2,000 are not.
    void testLength()
    {
        QCOMPARE(m_probe.write(u"long"_s, QByteArray(2000, 'x')).state, KeychainState::Ready);
        const TokenAnswer refused = m_probe.write(u"long"_s, QByteArray(2001, 'y'));
        QCOMPARE(refused.state, KeychainState::Denied);
        QVERIFY(refused.detail.contains(u"2,000"_s));
        QCOMPARE(m_probe.write(u"long"_s, {}).state, KeychainState::Denied);
        QCOMPARE(m_probe.read(u"long"_s).token.reveal(), QByteArray(2000, 'x'));
        QCOMPARE(m_probe.remove(u"long"_s).state, KeychainState::Ready);
    }

    // KEY-9: a second sign-out is harmless, and leaves no placeholder behind.
    void testRemoveTwice()
    {
        QCOMPARE(m_probe.write(u"twice"_s, "CANARYTOKEN").state, KeychainState::Ready);
        QCOMPARE(m_probe.remove(u"twice"_s).state, KeychainState::Ready);
        QCOMPARE(m_probe.remove(u"twice"_s).state, KeychainState::Ready);
        QCOMPARE(m_probe.read(u"twice"_s).state, KeychainState::Missing);
    }

    void testOrder()
    {
        QObject context;
        QStringList answers;
        const auto note = [&](const TokenAnswer &answer) {
            answers.append(QString::number(int(answer.state)) + QString::fromUtf8(answer.token.reveal()));
        };
        m_store.write(u"order"_s, Secret("1"), &context, note);
        m_store.read(u"order"_s, true, &context, note);
        m_store.write(u"order"_s, Secret("2"), &context, note);
        m_store.read(u"order"_s, true, &context, note);
        m_store.remove(u"order"_s, &context, note);
        m_store.read(u"order"_s, false, &context, note);
        QVERIFY(answers.isEmpty());
        QTRY_COMPARE(answers, (QStringList{u"0"_s, u"01"_s, u"0"_s, u"02"_s, u"0"_s, u"4"_s}));
    }

    // KEY-2: 100 cycles of sign-in and sign-out, no file holds the token in clear.
    void testNothingInClear()
    {
        for (int i = 0; i < 100; ++i) {
            QCOMPARE(m_probe.write(u"canary"_s, "CANARYTOKEN-CLEAR").state, KeychainState::Ready);
            if (i % 10 == 0)
                QCOMPARE(filesWith("CANARYTOKEN-CLEAR"), QStringList());
            QCOMPARE(m_probe.remove(u"canary"_s).state, KeychainState::Ready);
        }
        QCOMPARE(filesWith("CANARYTOKEN-CLEAR"), QStringList());
    }

private:
    SystemClock m_clock;
    KeychainTokenStore m_store{m_clock};
    KeychainProbe m_probe{m_store};
};

QTEST_GUILESS_MAIN(KeychainReadyTest)
#include "keychainreadytest.moc"
