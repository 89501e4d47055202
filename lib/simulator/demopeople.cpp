#include "demopeople.h"

#include "demodevices.h"
#include "simulateddates.h"

#include <QSet>
#include <array>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr std::array firstNames{u"Amélie", u"Noah", u"Priya", u"Jürgen", u"Zoë", u"Mateo", u"Aiko", u"Liam",
    u"Søren", u"Chiara", u"Olu", u"Hannah", u"Łukasz", u"Fatima", u"Elias", u"Mei", u"Tomás", u"Ingrid",
    u"Ravi", u"Clara", u"Youssef", u"Nora", u"Dmitri", u"Isla", u"Kenji", u"Vera", u"Samuel", u"Anaïs",
    u"Peter", u"Rosa"};
constexpr std::array lastNames{u"Gruber", u"Okafor", u"Müller", u"Nakamura", u"Dupont", u"Sharma",
    u"Virtanen", u"O’Brien", u"Kowalski", u"Rossi", u"Jensen", u"García", u"Schmid", u"Haddad", u"Novák",
    u"Lindqvist", u"Baker", u"Chen", u"Moreau", u"Weiß", u"Petrov", u"Silva", u"Andersson", u"Keller",
    u"Yamada", u"Nguyen", u"Huber"};

QString addressPart(const QString &name)
{
    QString part;
    const QString decomposed = name.toLower().normalized(QString::NormalizationForm_D);
    for (const QChar character : decomposed) {
        if (character >= u'a' && character <= u'z')
            part += character;
    }
    return part.isEmpty() ? u"x"_s : part;
}

} // namespace

QJsonObject demoAccount(const QDateTime &now)
{
    return {{u"accountId"_s, demoAccountId}, {u"type"_s, 0}, {u"email"_s, u"keys@alpenblick.example"_s},
        {u"emailVerified"_s, true}, {u"name"_s, u"Hotel Alpenblick"_s}, {u"language"_s, u"en"_s},
        {u"creationDate"_s, millisecondsText(now.addDays(-1600))},
        {u"updateDate"_s, millisecondsText(now.addDays(-12))}};
}

QJsonArray demoPeople(int count, const QDateTime &now, QRandomGenerator &random)
{
    QJsonArray people;
    QSet<QString> taken;
    for (int i = 0; i < count; ++i) {
        const QString first = QString::fromUtf16(firstNames[random.bounded(quint32(firstNames.size()))]);
        const QString last = QString::fromUtf16(lastNames[size_t(i) % lastNames.size()]);
        const QString local = addressPart(first) + u'.' + addressPart(last);
        QString email = local + u"@alpenblick.example"_s;
        for (int number = 2; taken.contains(email); ++number)
            email = u"%1%2@alpenblick.example"_s.arg(local).arg(number);
        taken.insert(email);
        const QDateTime created = now.addDays(-1 - random.bounded(1400));
        QJsonObject person{{u"accountUserId"_s, 2'100'000 + i * 7}, {u"accountId"_s, demoAccountId},
            {u"email"_s, email}, {u"language"_s, i % 3 ? u"en"_s : u"de"_s},
            {u"creationDate"_s, millisecondsText(created)}, {u"updateDate"_s, millisecondsText(created)}};
        if (i % 23 != 22)
            person.insert("name"_L1, first + u' ' + last);
        people.append(person);
    }
    return people;
}

} // namespace lockdesk
