#include "accesswords.h"

#include <QHash>
#include <QSet>
#include <array>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

using Words = std::array<const char16_t *, fileLanguageCount>;

// English, German, French, Italian, Spanish, Dutch, Polish, Czech.
constexpr Words yes{u"Yes", u"Ja", u"Oui", u"Sì", u"Sí", u"Ja", u"Tak", u"Ano"};
constexpr Words no{u"No", u"Nein", u"Non", u"No", u"No", u"Nee", u"Nie", u"Ne"};
constexpr Words none{u"none", u"keine", u"aucune", u"nessuna", u"ninguna", u"geen", u"brak", u"žádné"};
constexpr Words everyDay{u"Every day", u"Jeden Tag", u"Tous les jours", u"Tutti i giorni", u"Todos los días",
    u"Elke dag", u"Codziennie", u"Každý den"};
constexpr Words lockClock{u"lock’s time", u"Zeit des Schlosses", u"heure de la serrure",
    u"ora della serratura", u"hora de la cerradura", u"tijd van het slot", u"czas zamka", u"čas zámku"};

constexpr std::array<std::pair<AuthorizationType, Words>, 7> types{{
    {AuthorizationType::App,
        {u"App", u"App", u"Application", u"App", u"App", u"App", u"Aplikacja", u"Aplikace"}},
    {AuthorizationType::Bridge,
        {u"Bridge", u"Bridge", u"Bridge", u"Bridge", u"Bridge", u"Bridge", u"Bridge", u"Bridge"}},
    {AuthorizationType::Fob, {u"Fob", u"Fob", u"Fob", u"Fob", u"Fob", u"Fob", u"Fob", u"Fob"}},
    {AuthorizationType::Keypad,
        {u"Keypad", u"Keypad", u"Keypad", u"Keypad", u"Keypad", u"Keypad", u"Keypad", u"Keypad"}},
    {AuthorizationType::KeypadCode,
        {u"Keypad code", u"Keypad-Code", u"Code du Keypad", u"Codice del Keypad", u"Código del Keypad",
            u"Keypad-code", u"Kod do Keypada", u"Kód Keypadu"}},
    {AuthorizationType::ZKey,
        {u"Z-key", u"Z-Key", u"Z-Key", u"Z-Key", u"Z-Key", u"Z-Key", u"Z-Key", u"Z-Key"}},
    {AuthorizationType::Virtual,
        {u"Virtual", u"Virtuell", u"Virtuel", u"Virtuale", u"Virtual", u"Virtueel", u"Wirtualny",
            u"Virtuální"}},
}};

// Monday to Sunday, short and long, by language.
constexpr std::array<std::array<const char16_t *, 14>, fileLanguageCount> dayNames{{
    {u"Mon", u"Tue", u"Wed", u"Thu", u"Fri", u"Sat", u"Sun", //
        u"Monday", u"Tuesday", u"Wednesday", u"Thursday", u"Friday", u"Saturday", u"Sunday"},
    {u"Mo", u"Di", u"Mi", u"Do", u"Fr", u"Sa", u"So", //
        u"Montag", u"Dienstag", u"Mittwoch", u"Donnerstag", u"Freitag", u"Samstag", u"Sonntag"},
    {u"lun", u"mar", u"mer", u"jeu", u"ven", u"sam", u"dim", //
        u"lundi", u"mardi", u"mercredi", u"jeudi", u"vendredi", u"samedi", u"dimanche"},
    {u"lun", u"mar", u"mer", u"gio", u"ven", u"sab", u"dom", //
        u"lunedì", u"martedì", u"mercoledì", u"giovedì", u"venerdì", u"sabato", u"domenica"},
    {u"lun", u"mar", u"mié", u"jue", u"vie", u"sáb", u"dom", //
        u"lunes", u"martes", u"miércoles", u"jueves", u"viernes", u"sábado", u"domingo"},
    {u"ma", u"di", u"wo", u"do", u"vr", u"za", u"zo", //
        u"maandag", u"dinsdag", u"woensdag", u"donderdag", u"vrijdag", u"zaterdag", u"zondag"},
    {u"pon", u"wt", u"śr", u"czw", u"pt", u"sob", u"niedz", //
        u"poniedziałek", u"wtorek", u"środa", u"czwartek", u"piątek", u"sobota", u"niedziela"},
    {u"po", u"út", u"st", u"čt", u"pá", u"so", u"ne", //
        u"pondělí", u"úterý", u"středa", u"čtvrtek", u"pátek", u"sobota", u"neděle"},
}};

QString inLanguage(const Words &words, FileLanguage language)
{
    return QStringView(words.at(size_t(language))).toString();
}

QSet<QString> plainSet(const Words &words)
{
    QSet<QString> plain;
    for (const char16_t *word : words)
        plain.insert(plainWord(QStringView(word)));
    return plain;
}

// Of each language, its days by their plain words: Monday 1 … Sunday 7.
using Days = std::array<QHash<QString, int>, fileLanguageCount>;

const Days &days()
{
    static const Days known = [] {
        Days made;
        for (size_t language = 0; language < made.size(); ++language) {
            const auto &names = dayNames.at(language);
            for (size_t i = 0; i < names.size(); ++i)
                made.at(language).insert(plainWord(QStringView(names.at(i))), int(i % 7) + 1);
        }
        return made;
    }();
    return known;
}

QHash<QString, AuthorizationType> typesByWord()
{
    QHash<QString, AuthorizationType> made;
    for (const auto &[type, words] : types) {
        for (const char16_t *word : words)
            made.insert(plainWord(QStringView(word)), type);
    }
    return made;
}

// 0 for no day, and for one that other languages disagree about.
int dayFromWord(QStringView word, FileLanguage language)
{
    const QString plain = plainWord(word);
    int day = days().at(size_t(language)).value(plain);
    for (size_t other = 0; day == 0 && other < days().size(); ++other) {
        const int meant = days().at(other).value(plain);
        for (size_t third = other + 1; meant != 0 && third < days().size(); ++third) {
            const int differently = days().at(third).value(plain);
            if (differently != 0 && differently != meant)
                return 0;
        }
        day = meant;
    }
    return day;
}

} // namespace

QString typeWord(AuthorizationType type, FileLanguage language)
{
    for (const auto &[known, words] : types) {
        if (known == type)
            return inLanguage(words, language);
    }
    return QString::number(int(type));
}

std::optional<AuthorizationType> typeFromWord(const QString &word)
{
    static const QHash<QString, AuthorizationType> known = typesByWord();
    const auto found = known.constFind(plainWord(word));
    if (found != known.cend())
        return *found;
    bool isNumber = false;
    const int number = word.trimmed().toInt(&isNumber);
    return isNumber ? std::optional(AuthorizationType(number)) : std::nullopt;
}

QString yesNoWord(bool isYes, FileLanguage language)
{
    return inLanguage(isYes ? yes : no, language);
}

std::optional<bool> yesNoFromWord(const QString &word)
{
    static const QSet<QString> yesWords = plainSet(yes);
    static const QSet<QString> noWords = plainSet(no);
    const QString plain = plainWord(word);
    if (yesWords.contains(plain) || plain == "true"_L1 || plain == "1"_L1)
        return true;
    if (noWords.contains(plain) || plain == "false"_L1 || plain == "0"_L1)
        return false;
    return std::nullopt;
}

QString noneWord(FileLanguage language)
{
    return inLanguage(none, language);
}

bool isNoneWord(const QString &word)
{
    static const QSet<QString> known = plainSet(none);
    return known.contains(plainWord(word));
}

QString daysText(Weekdays chosen, FileLanguage language)
{
    if ((int(chosen) & allWeekdays) == allWeekdays)
        return inLanguage(everyDay, language);
    QStringList names;
    for (int day = 1; day <= 7; ++day) {
        if (chosen.testFlag(weekdayFromQt(day)))
            names += QStringView(dayNames.at(size_t(language)).at(size_t(day - 1))).toString();
    }
    return names.join(u' ');
}

std::optional<Weekdays> daysFromText(const QString &text, FileLanguage language)
{
    static const QSet<QString> everyDayWords = plainSet(everyDay);
    if (everyDayWords.contains(plainWord(text)))
        return Weekdays::fromInt(allWeekdays);
    QString marked = text.trimmed();
    for (const QChar c : {u',', u';', u'/', u'\t', u'\u00A0'})
        marked.replace(c, u' ');
    marked.replace(u'–', u'-').replace(u" -"_s, u"-"_s).replace(u"- "_s, u"-"_s);
    const QStringList parts = marked.split(u' ', Qt::SkipEmptyParts);
    Weekdays found;
    for (const QString &part : parts) {
        const QStringList ends = part.split(u'-');
        const int first = dayFromWord(ends.first(), language);
        const int last = dayFromWord(ends.last(), language);
        if (first == 0 || last == 0 || ends.size() > 2)
            return std::nullopt;
        for (int day = first;; day = day % 7 + 1) {
            found.setFlag(weekdayFromQt(day));
            if (day == last)
                break;
        }
    }
    return found ? std::optional(found) : std::nullopt;
}

QString lockClockWord(FileLanguage language)
{
    return inLanguage(lockClock, language);
}

bool isLockClockWord(const QString &word)
{
    static const QSet<QString> known = plainSet(lockClock);
    return known.contains(plainWord(word));
}

} // namespace lockdesk
