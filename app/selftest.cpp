#include "selftest.h"

#include "clock.h"
#include "keychainbackend.h"
#include "redact.h"

#include <QDir>
#include <QFileInfo>
#include <QRandomGenerator>
#include <QTemporaryFile>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace lockdesk {

namespace {

constexpr auto timeLimit = 25s;

QByteArray randomHex(QRandomGenerator &random, int words)
{
    QByteArray bytes;
    for (int i = 0; i < words; ++i)
        bytes += QByteArray::number(random.generate64(), 16).rightJustified(16, '0');
    return bytes;
}

// The folder, or what is there of the way to it: the program makes the rest when it needs it.
QString existingPart(const QString &folder)
{
    QString path = QDir::cleanPath(QFileInfo(folder).absoluteFilePath());
    while (!QFileInfo::exists(path) && !QDir(path).isRoot())
        path = QFileInfo(path).absolutePath();
    return path;
}

} // namespace

SelfTest::SelfTest(const Parts &parts)
    : m_parts(parts)
    , m_id(u"self-test-"_s + QString::fromLatin1(randomHex(parts.random, 1)))
    , m_secret(randomHex(parts.random, 4))
    , m_limit(parts.clock)
{
}

void SelfTest::start()
{
    checkFolder(tr("settings folder"), m_parts.settingsFolder);
    checkFolder(tr("data folder"), m_parts.dataFolder);
    checkTls();
    m_limit.set(timeLimit, [this] {
        m_keychainProblem = explain(KeychainState::Unreachable, {});
        end();
    });
    write();
}

void SelfTest::tell(bool isWell, const QString &text)
{
    m_isAllWell = m_isAllWell && isWell;
    // One line a check, whatever others have put into it.
    const QString line = QString(text).replace(u'\n', u' ');
    m_parts.print(isWell ? tr("ok %1").arg(line) : tr("failed %1").arg(line));
}

void SelfTest::checkFolder(const QString &what, const QString &folder)
{
    QTemporaryFile file(existingPart(folder) + u"/lockdesk-self-test-XXXXXX"_s);
    const bool isWritable = file.open() && file.write("test") == 4 && file.flush();
    const QString shown = forDisplay(QDir::toNativeSeparators(folder));
    tell(isWritable,
        isWritable ? tr("%1: %2").arg(what, shown)
                   : tr("%1: %2 cannot be written (%3). Check who owns it, and whether the disk is full.")
                         .arg(what, shown, forDisplay(file.errorString())));
}

void SelfTest::checkTls()
{
    const TlsFacts &tls = m_parts.tls;
    if (!tls.isUsable)
        tell(false,
            tr("secure connections: Qt's TLS library is missing or too old. Install OpenSSL 3, or "
               "install Lockdesk again."));
    else if (tls.authorities == 0)
        tell(false,
            tr("secure connections: this computer has no certificate authorities, so no server can "
               "be checked. Install the package ca-certificates."));
    else
        tell(true, tr("secure connections: %1 %2").arg(tls.backend, tls.library));
}

void SelfTest::write()
{
    m_parts.tokens.write(m_id, m_secret, this, [this](const TokenAnswer &answer) {
        if (answer.state == KeychainState::Ready) {
            readBack();
            return;
        }
        m_keychainProblem = explain(answer.state, answer.detail);
        // What was said to have failed may be there all the same.
        if (answer.state == KeychainState::Broken)
            remove();
        else
            end();
    });
}

void SelfTest::readBack()
{
    m_parts.tokens.read(m_id, true, this, [this](const TokenAnswer &answer) {
        const bool isSame =
            answer.state == KeychainState::Ready && answer.token.reveal() == m_secret.reveal();
        if (!isSame)
            m_keychainProblem = explain(
                answer.state == KeychainState::Ready ? KeychainState::Broken : answer.state, answer.detail);
        remove();
    });
}

void SelfTest::remove()
{
    m_parts.tokens.remove(m_id, this, [this](const TokenAnswer &answer) {
        if (answer.state != KeychainState::Ready && m_keychainProblem.isEmpty())
            m_keychainProblem = tr("It kept and gave an entry, but did not delete it. Delete “lockdesk/%1” "
                                   "by hand; it opens nothing.")
                                    .arg(m_id);
        end();
    });
}

void SelfTest::end()
{
    if (m_isOver)
        return;
    m_isOver = true;
    m_limit.cancel();
    const QString name = keychainBackendName();
    if (m_keychainProblem.isEmpty())
        tell(true, tr("keychain: %1 kept, gave and deleted an entry").arg(name));
    else
        tell(false, tr("keychain: %1: %2").arg(name, m_keychainProblem));
    Q_EMIT finished(m_isAllWell);
}

} // namespace lockdesk
