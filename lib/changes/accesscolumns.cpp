#include "accesscolumns.h"

#include <algorithm>
#include <array>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

using Words = std::array<const char16_t *, fileLanguageCount>;

// English, German, French, Italian, Spanish, Dutch, Polish, Czech.
constexpr std::array<Words, accessColumnCount> words{{
    {u"Name", u"Name", u"Nom", u"Nome", u"Nombre", u"Naam", u"Nazwa", u"Název"},
    {u"Device", u"Gerät", u"Appareil", u"Dispositivo", u"Dispositivo", u"Apparaat", u"Urządzenie",
        u"Zařízení"},
    {u"Device id", u"Geräte-ID", u"ID appareil", u"ID dispositivo", u"ID de dispositivo", u"Apparaat-ID",
        u"ID urządzenia", u"ID zařízení"},
    {u"Type", u"Typ", u"Type", u"Tipo", u"Tipo", u"Type", u"Typ", u"Typ"},
    {u"Person", u"Person", u"Personne", u"Persona", u"Persona", u"Persoon", u"Osoba", u"Osoba"},
    {u"Person id", u"Personen-ID", u"ID personne", u"ID persona", u"ID de persona", u"Persoon-ID",
        u"ID osoby", u"ID osoby"},
    {u"Weekdays", u"Wochentage", u"Jours", u"Giorni", u"Días", u"Weekdagen", u"Dni tygodnia", u"Dny"},
    {u"From time", u"Ab Uhrzeit", u"Heure de début", u"Ora di inizio", u"Hora de inicio", u"Vanaf tijd",
        u"Od godziny", u"Od času"},
    {u"Until time", u"Bis Uhrzeit", u"Heure de fin", u"Ora di fine", u"Hora de fin", u"Tot tijd",
        u"Do godziny", u"Do času"},
    {u"Valid from", u"Gültig ab", u"Valable du", u"Valido dal", u"Válido desde", u"Geldig vanaf", u"Ważne od",
        u"Platné od"},
    {u"Valid until", u"Gültig bis", u"Valable jusqu’au", u"Valido fino al", u"Válido hasta", u"Geldig tot",
        u"Ważne do", u"Platné do"},
    {u"Enabled", u"Aktiviert", u"Activé", u"Attivo", u"Activado", u"Ingeschakeld", u"Włączone", u"Povoleno"},
    {u"Remote access", u"Fernzugriff", u"Accès à distance", u"Accesso remoto", u"Acceso remoto",
        u"Toegang op afstand", u"Dostęp zdalny", u"Vzdálený přístup"},
    {u"Code", u"Code", u"Code", u"Codice", u"Código", u"Code", u"Kod", u"Kód"},
    {u"Id", u"ID", u"ID", u"ID", u"ID", u"ID", u"ID", u"ID"},
    {u"Last used", u"Zuletzt benutzt", u"Dernière utilisation", u"Ultimo uso", u"Último uso",
        u"Laatst gebruikt", u"Ostatnio użyte", u"Naposledy použito"},
    {u"Uses", u"Nutzungen", u"Utilisations", u"Utilizzi", u"Usos", u"Gebruik", u"Użycia", u"Použití"},
    {u"Created", u"Erstellt", u"Créé", u"Creato", u"Creado", u"Gemaakt", u"Utworzono", u"Vytvořeno"},
}};

// SmartlockAuth's own names, where they are others.
constexpr std::array<std::pair<const char16_t *, AccessColumn>, 7> apiNames{{
    {u"smartlockid", AccessColumn::DeviceId},
    {u"accountuserid", AccessColumn::PersonId},
    {u"allowedweekdays", AccessColumn::Days},
    {u"allowedfromtime", AccessColumn::FromTime},
    {u"alloweduntiltime", AccessColumn::UntilTime},
    {u"allowedfromdate", AccessColumn::ValidFrom},
    {u"alloweduntildate", AccessColumn::ValidUntil},
}};

constexpr std::array<const char16_t *, fileLanguageCount> codes{
    u"en", u"de", u"fr", u"it", u"es", u"nl", u"pl", u"cs"};

QString withoutParentheses(const QString &header)
{
    const qsizetype open = header.lastIndexOf(u'(');
    return open > 0 && header.trimmed().endsWith(u')') ? header.left(open) : header;
}

} // namespace

FileLanguage fileLanguage(const QString &code)
{
    const QString language = code.left(2).toLower();
    const auto found =
        std::ranges::find_if(codes, [&](const char16_t *known) { return language == QStringView(known); });
    return found == codes.end() ? FileLanguage::English : FileLanguage(found - codes.begin());
}

QList<AccessColumn> accessColumns()
{
    QList<AccessColumn> columns;
    for (int i = 0; i < accessColumnCount; ++i)
        columns += AccessColumn(i);
    return columns;
}

bool holdsInstants(AccessColumn column)
{
    return column == AccessColumn::ValidFrom || column == AccessColumn::ValidUntil
        || column == AccessColumn::LastUsed || column == AccessColumn::Created;
}

QString columnWord(AccessColumn column, FileLanguage language)
{
    return QStringView(words.at(size_t(column)).at(size_t(language))).toString();
}

std::optional<AccessColumn> columnNamed(const QString &header)
{
    const QString word = plainWord(withoutParentheses(header));
    for (const AccessColumn column : accessColumns()) {
        const bool isIt = std::ranges::any_of(words.at(size_t(column)),
            [&](const char16_t *known) { return word == plainWord(QStringView(known)); });
        if (isIt)
            return column;
    }
    const auto found =
        std::ranges::find_if(apiNames, [&](const auto &name) { return word == QStringView(name.first); });
    return found == apiNames.end() ? std::nullopt : std::optional(found->second);
}

QList<std::optional<AccessColumn>> matchedColumns(const QStringList &headers)
{
    QList<std::optional<AccessColumn>> columns;
    for (const QString &header : headers) {
        const std::optional<AccessColumn> column = columnNamed(header);
        columns += columns.contains(column) ? std::nullopt : column;
    }
    return columns;
}

FileLanguage languageOf(const QStringList &headers)
{
    std::array<int, fileLanguageCount> counts{};
    for (const QString &header : headers) {
        const QString word = plainWord(withoutParentheses(header));
        for (const Words &column : words) {
            for (size_t i = 0; i < column.size(); ++i)
                counts.at(i) += word == plainWord(QStringView(column.at(i))) ? 1 : 0;
        }
    }
    return FileLanguage(std::ranges::max_element(counts) - counts.begin()); // the first of equals
}

QString plainWord(QStringView word)
{
    QString plain;
    const QString parts = word.toString().toCaseFolded().normalized(QString::NormalizationForm_KD);
    for (const QChar c : parts) {
        if (c.isLetterOrNumber())
            plain += c;
    }
    return plain;
}

QString parenthesised(const QString &header)
{
    const QString text = header.trimmed();
    const qsizetype open = text.lastIndexOf(u'(');
    return open > 0 && text.endsWith(u')') ? text.sliced(open + 1).chopped(1).trimmed() : QString();
}

} // namespace lockdesk
