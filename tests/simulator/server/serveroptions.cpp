#include "serveroptions.h"

#include <QCommandLineParser>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr auto allScopes =
    "account notification smartlock smartlock.readOnly smartlock.action smartlock.auth "
    "smartlock.config smartlock.log smartlock.create";

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"The Nuki Web API with invented locks, on the loopback address. Knobs: %1."_s.arg(
            behaviourKnobs().join(u", "_s)));
    parser.addHelpOption();
    parser.addOptions({{u"port"_s, u"Listen on this port; 0 takes any that is free."_s, u"number"_s, u"0"_s},
        {u"tls"_s, u"Serve https, with a certificate made on the spot unless one is given."_s},
        {u"cert"_s, u"The certificate to serve, PEM."_s, u"file"_s},
        {u"key"_s, u"Its private key, PEM."_s, u"file"_s},
        {u"write-cert"_s, u"Write the certificate there, for clients to trust."_s, u"file"_s},
        {u"devices"_s, u"So many devices."_s, u"count"_s, u"24"_s},
        {u"authorizations"_s, u"So many authorizations."_s, u"count"_s, u"400"_s},
        {u"seed"_s, u"The same seed makes the same world."_s, u"number"_s, u"1"_s},
        {u"delay"_s, u"How long each answer takes."_s, u"ms"_s, u"0"_s},
        {u"apply-delay"_s, u"How long each stage of a write or an action takes."_s, u"ms"_s},
        {u"token"_s, u"Accept only this token, with all scopes or these, separated by spaces; repeatable."_s,
            u"token[=scopes]"_s},
        {u"set"_s, u"Set a knob, the value as JSON; repeatable."_s, u"knob=value"_s}});
}

std::optional<qint64> number(const QCommandLineParser &parser, const QString &option, qint64 largest)
{
    bool isNumber = false;
    const qint64 value = parser.value(option).toLongLong(&isNumber);
    return isNumber && value >= 0 && value <= largest ? std::optional(value) : std::nullopt;
}

// Tokens may end in '='.
std::pair<QByteArray, QByteArray> tokenFrom(const QString &text)
{
    const qsizetype equals = text.lastIndexOf(u'=');
    if (equals < 0 || equals == text.size() - 1)
        return {text.toUtf8(), allScopes};
    return {text.first(equals).toUtf8(), text.sliced(equals + 1).toUtf8()};
}

QJsonObject knobsFrom(const QCommandLineParser &parser)
{
    QJsonObject knobs;
    if (parser.isSet(u"apply-delay"_s)) {
        for (const QString &knob : {u"listing"_s, u"confirming"_s, u"moving"_s, u"settling"_s, u"syncing"_s})
            knobs.insert(knob, parser.value(u"apply-delay"_s).toInt());
    }
    const QStringList settings = parser.values(u"set"_s);
    for (const QString &setting : settings) {
        const QString value = setting.section(u'=', 1);
        const QJsonArray parsed = QJsonDocument::fromJson(u"[%1]"_s.arg(value).toUtf8()).array();
        knobs.insert(setting.section(u'=', 0, 0), parsed.size() == 1 ? parsed[0] : QJsonValue(value));
    }
    return knobs;
}

} // namespace

Result<ServerOptions, QString> parseServerOptions(QCommandLineParser &parser, const QStringList &arguments)
{
    addOptions(parser);
    if (!parser.parse(arguments))
        return parser.errorText();
    if (parser.isSet(u"help"_s))
        parser.showHelp();
    const auto port = number(parser, u"port"_s, 65'535);
    const auto devices = number(parser, u"devices"_s, 100'000);
    const auto authorizations = number(parser, u"authorizations"_s, 10'000'000);
    const auto seed = number(parser, u"seed"_s, std::numeric_limits<quint32>::max());
    const auto delay = number(parser, u"delay"_s, 3'600'000);
    if (!port || !devices || !authorizations || !seed || !delay || (*devices == 0 && *authorizations > 0))
        return u"A number is missing or out of range."_s;
    if (parser.isSet(u"apply-delay"_s) && !number(parser, u"apply-delay"_s, 3'600'000))
        return u"--apply-delay needs milliseconds."_s;
    if (parser.isSet(u"cert"_s) != parser.isSet(u"key"_s))
        return u"--cert and --key go together."_s;
    const auto behaviour = changedBehaviour({}, knobsFrom(parser));
    if (!behaviour)
        return u"--set: "_s + behaviour.error();

    ServerOptions options;
    options.port = quint16(*port);
    options.usesTls = parser.isSet(u"tls"_s) || parser.isSet(u"cert"_s);
    options.certificateFile = parser.value(u"cert"_s);
    options.keyFile = parser.value(u"key"_s);
    options.certificateOutput = parser.value(u"write-cert"_s);
    options.size = {int(*devices), int(*authorizations)};
    options.seed = quint32(*seed);
    options.delay = std::chrono::milliseconds(*delay);
    options.behaviour = *behaviour;
    const QStringList tokens = parser.values(u"token"_s);
    for (const QString &token : tokens) {
        const auto [name, scopes] = tokenFrom(token);
        options.tokens.insert(name, scopes);
    }
    return options;
}

} // namespace lockdesk
