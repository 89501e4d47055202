#include "authorization.h"

#include "devicetype.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *words)
{
    return QCoreApplication::translate("Authorization", words);
}

} // namespace

QString text(AuthorizationType type)
{
    switch (type) {
    case AuthorizationType::App:
        return tr(QT_TRANSLATE_NOOP("Authorization", "App"));
    case AuthorizationType::Bridge:
        return tr(QT_TRANSLATE_NOOP("Authorization", "Bridge"));
    case AuthorizationType::Fob:
        return tr(QT_TRANSLATE_NOOP("Authorization", "Fob"));
    case AuthorizationType::Keypad:
        return tr(QT_TRANSLATE_NOOP("Authorization", "Keypad"));
    case AuthorizationType::KeypadCode:
        return tr(QT_TRANSLATE_NOOP("Authorization", "Keypad code"));
    case AuthorizationType::ZKey:
        return tr(QT_TRANSLATE_NOOP("Authorization", "Z-key"));
    case AuthorizationType::Virtual:
        return tr(QT_TRANSLATE_NOOP("Authorization", "Virtual"));
    }
    return unknownNumber(int(type));
}

int maxNameBytes(AuthorizationType type)
{
    return type == AuthorizationType::KeypadCode ? 20 : 32;
}

QString nameProblem(const QString &name, AuthorizationType type)
{
    if (name.trimmed().isEmpty())
        return tr(QT_TRANSLATE_NOOP("Authorization", "Give it a name."));
    const qsizetype bytes = name.toUtf8().size();
    const int most = maxNameBytes(type);
    if (bytes <= most)
        return {};
    const QString words = type == AuthorizationType::KeypadCode
        ? tr(QT_TRANSLATE_NOOP("Authorization",
            "The name is too long for a keypad code: %1 of %2 bytes. Letters with accents count twice."))
        : tr(QT_TRANSLATE_NOOP(
            "Authorization", "The name is too long: %1 of %2 bytes. Letters with accents count twice."));
    return words.arg(bytes).arg(most);
}

bool mayGoBack(const Authorization &authorization)
{
    const auto isGone = [&authorization](const QString &field) {
        const QString &name = authorization.name;
        return field == "name"_L1 && !name.isEmpty() && !name.contains(QChar::ReplacementCharacter);
    };
    return std::ranges::all_of(authorization.unreadable, isGone);
}

QStringList updatableDifferences(const Authorization &a, const Authorization &b)
{
    QStringList names = a.schedule.differences(b.schedule);
    const auto compare = [&names](bool isEqual, const QString &name) {
        if (!isEqual)
            names += name;
    };
    compare(a.name == b.name, u"name"_s);
    compare(a.accountUserId == b.accountUserId, u"accountUserId"_s);
    compare(a.enabled == b.enabled, u"enabled"_s);
    compare(a.remoteAllowed == b.remoteAllowed, u"remoteAllowed"_s);
    compare(a.code == b.code, u"code"_s);
    return names;
}

} // namespace lockdesk
