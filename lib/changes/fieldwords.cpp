#include "fieldwords.h"

#include <QCoreApplication>
#include <QHash>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(FieldWords)

public:
    static QString of(const QString &field)
    {
        const QHash<QString, QString> words{
            {u"name"_s, tr("name")},
            {u"accountUserId"_s, tr("person")},
            {u"code"_s, tr("keypad code")},
            {u"enabled"_s, tr("enabled")},
            {u"remoteAllowed"_s, tr("remote access")},
            {u"allowedFromDate"_s, tr("valid from")},
            {u"allowedUntilDate"_s, tr("valid until")},
            {u"allowedWeekDays"_s, tr("days")},
            {u"allowedFromTime"_s, tr("times of day")},
            {u"allowedUntilTime"_s, tr("times of day")},
            {u"favorite"_s, tr("favourite")},
        };
        return words.value(field, field);
    }
};

} // namespace

QString fieldWords(const QStringList &fields)
{
    QStringList words;
    for (const QString &field : fields)
        words += Words::of(field);
    words.removeDuplicates();
    return words.join(u", "_s);
}

} // namespace lockdesk
