#pragma once

#include "alarm.h"
#include "secret.h"
#include "tlsfacts.h"
#include "tokenstore.h"

#include <QCoreApplication>
#include <QObject>
#include <functional>

class QRandomGenerator;

namespace lockdesk {

class Clock;

/// Checks what an installed program needs and cannot bring along: a keychain that keeps, gives and deletes;
/// secure connections; folders that can be written. It prints a line a check, "ok …" or "failed …" with what
/// to do, and never what it stored. It leaves nothing behind.
class SelfTest : public QObject
{
    Q_OBJECT

public:
    /// All of it outlives the test.
    struct Parts
    {
        TokenStore &tokens;
        Clock &clock;
        QRandomGenerator &random;
        TlsFacts tls;
        QString settingsFolder; ///< need not exist yet
        QString dataFolder; ///< need not exist yet
        std::function<void(const QString &line)> print;
    };

    explicit SelfTest(const Parts &parts);

    /// Starts it; finished() comes once, from the event loop, within half a minute.
    void start();

Q_SIGNALS:
    void finished(bool isAllWell);

private:
    void tell(bool isWell, const QString &text);
    void checkTls();
    void checkFolder(const QString &what, const QString &folder);
    void write();
    void readBack();
    void remove();
    void end();

    Parts m_parts;
    QString m_id;
    Secret m_secret;
    QString m_keychainProblem; // empty: none so far
    bool m_isAllWell = true;
    bool m_isOver = false;
    Alarm m_limit;
};

} // namespace lockdesk
