// Plays a keychain on the session bus that goes wrong, for the program that it starts:
//   fakekeychain fail|hang|kwallet PROGRAM [ARGUMENT...]
// "fail" and "hang" own org.freedesktop.secrets; "kwallet" owns org.kde.kwalletd5 and goes wrong as
// org.lockdesk.FakeKeychain.setMode(s) says: ok, writeerr, writeneg, readerr, denied. count(s) answers how
// often a method was called.

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVirtualObject>
#include <QHash>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace {

class FakeKeychain : public QDBusVirtualObject
{
public:
    explicit FakeKeychain(const QString &kind)
        : m_kind(kind)
    {
    }

    QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &bus) override
    {
        if (message.interface() == "org.lockdesk.FakeKeychain"_L1)
            return bus.send(message.createReply(control(message)));
        ++m_calls[message.member()];
        if (m_kind == "hang"_L1)
            return true; // and never a word
        if (m_kind == "fail"_L1)
            return bus.send(failure(message));
        const QVariant answer = wallet(message.member(), message.arguments());
        return bus.send(answer.isValid() ? message.createReply(answer) : failure(message));
    }

private:
    static QDBusMessage failure(const QDBusMessage &message)
    {
        return message.createErrorReply(u"org.freedesktop.DBus.Error.Failed"_s, u"it broke"_s);
    }

    QVariant control(const QDBusMessage &message)
    {
        const QString argument = message.arguments().value(0).toString();
        if (message.member() == "count"_L1)
            return m_calls.value(argument);
        m_mode = argument;
        return true;
    }

    // The part of org.kde.KWallet that QtKeychain calls; invalid: an error.
    QVariant wallet(const QString &method, const QVariantList &arguments)
    {
        const QString key = arguments.value(2).toString();
        if (method == "networkWallet"_L1)
            return u"kdewallet"_s;
        if (method == "open"_L1)
            return m_mode == "denied"_L1 ? -1 : 1;
        if (method == "entryType"_L1)
            return m_entries.contains(key) ? 1 : 0;
        if (method == "readPassword"_L1)
            return m_mode == "readerr"_L1 ? QVariant() : m_entries.value(key);
        if (method == "removeEntry"_L1)
            return m_entries.remove(key) ? 0 : -1;
        if (method != "writePassword"_L1 || m_mode == "writeerr"_L1)
            return {};
        if (m_mode == "writeneg"_L1)
            return -1;
        m_entries[key] = arguments.value(3).toString();
        return 0;
    }

    QString m_kind;
    QString m_mode = u"ok"_s;
    QHash<QString, QString> m_entries;
    QHash<QString, int> m_calls;
};

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    const QString kind = app.arguments().value(1);
    FakeKeychain keychain(kind);
    QDBusConnection bus = QDBusConnection::sessionBus();
    bus.registerVirtualObject(u"/"_s, &keychain, QDBusConnection::SubPath);
    if (!bus.registerService(kind == "kwallet"_L1 ? u"org.kde.kwalletd5"_s : u"org.freedesktop.secrets"_s))
        return 1;

    QProcess program;
    program.setProcessChannelMode(QProcess::ForwardedChannels);
    QObject::connect(&program, &QProcess::finished, &app, [](int code, QProcess::ExitStatus how) {
        QCoreApplication::exit(how == QProcess::NormalExit ? code : 99);
    });
    QObject::connect(&program, &QProcess::errorOccurred, &app, [] { QCoreApplication::exit(98); });
    program.start(app.arguments().value(2), app.arguments().mid(3));
    return app.exec();
}
