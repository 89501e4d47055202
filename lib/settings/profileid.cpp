#include "profileid.h"

#include <QRandomGenerator>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// Of the first profile, which the command line need not name.
const QString firstName = u"default"_s;

QRegularExpressionMatch match(const QString &id)
{
    static const QRegularExpression form(u"\\Aportable-[0-9a-f]{8}(?:\\.(.+))?\\z"_s);
    return form.match(id);
}

QString randomDigits(QRandomGenerator &random)
{
    return QString::number(random.generate(), 16).rightJustified(8, u'0');
}

} // namespace

bool isPortableId(const QString &id)
{
    return match(id).hasMatch();
}

QString profileNameOf(const QString &id)
{
    const QRegularExpressionMatch found = match(id);
    if (!found.hasMatch())
        return id;
    return found.captured(1).isEmpty() ? firstName : found.captured(1);
}

QString profileIdFor(
    const QString &name, bool isPortable, const QList<Profile> &known, QRandomGenerator &random)
{
    if (!isPortable)
        return name;
    for (const Profile &profile : known) {
        if (isPortableId(profile.id) && (profile.id == name || profileNameOf(profile.id) == name))
            return profile.id;
    }
    const QString own = u"portable-"_s + randomDigits(random);
    const QString wanted = profileNameOf(name);
    return wanted == firstName ? own : own + u'.' + wanted;
}

} // namespace lockdesk
