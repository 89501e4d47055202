#include "accessmatcher.h"

#include "redact.h"

#include <QCoreApplication>
#include <algorithm>

namespace lockdesk {

namespace {

constexpr qsizetype maxQuoted = 60;

// Not called tr(): lupdate would take its argument for a text, and find none.
QString inWords(const char *words)
{
    return QCoreApplication::translate("AccessImport", words);
}

// What is quoted goes in at once, so that it is no place for the next argument.
QString words(const char *words, const QString &first)
{
    return inWords(words).arg(forDisplay(first, maxQuoted));
}

QString words(const char *words, const QString &first, const QString &second)
{
    return inWords(words).arg(forDisplay(first, maxQuoted), forDisplay(second, maxQuoted));
}

} // namespace

bool isMaskedCode(const QString &text)
{
    constexpr QStringView masks = u"•●∙·*xX#";
    return std::ranges::all_of(text, [&](QChar c) { return masks.contains(c); });
}

AccessMatcher::AccessMatcher(
    const Snapshot &snapshot, const AccessDirectory &directory, const AccessCells &cells)
    : m_directory(directory)
    , m_cells(cells)
{
    for (const Authorization &authorization : snapshot.authorizations) {
        const SmartlockId device = authorization.smartlockId;
        m_byId.insert(authorization.id, &authorization);
        m_byName.insert({toNumber(device), authorization.name.trimmed()}, &authorization);
        if (authorization.code)
            m_byCode.insert({toNumber(device), authorization.code->toString()}, &authorization);
    }
}

Result<std::optional<AuthorizationType>, QString> AccessMatcher::typeOf(const CsvRow &row) const
{
    using Type = std::optional<AuthorizationType>;
    const QString word = m_cells.text(row, AccessColumn::Type);
    if (!word.isEmpty()) {
        const Type type = typeFromWord(word);
        if (!type) {
            return words(
                QT_TRANSLATE_NOOP("AccessImport", "“%1” is no type. Write “App” or “Keypad code”."), word);
        }
        return type;
    }
    if (!isMaskedCode(m_cells.text(row, AccessColumn::Code)))
        return Type(AuthorizationType::KeypadCode);
    return Type();
}

Result<AccessMatch, QString> AccessMatcher::match(const CsvRow &row) const
{
    const auto type = typeOf(row);
    if (!type)
        return type.error();
    if (!m_cells.text(row, AccessColumn::Id).isEmpty())
        return matchById(row);
    const auto device = deviceOf(row);
    if (!device)
        return device.error();
    const QString name = m_cells.text(row, AccessColumn::Name);
    const QString code = m_cells.text(row, AccessColumn::Code);
    const auto named = name.isEmpty() ? QList<const Authorization *>() : withName(*device, name, *type);
    const auto coded =
        isMaskedCode(code) ? QList<const Authorization *>() : m_byCode.values({toNumber(*device), code});
    AccessMatch match{nullptr, *device, *type};
    if (coded.size() == 1) {
        if (!named.isEmpty() && !named.contains(coded.first())) {
            return words(QT_TRANSLATE_NOOP("AccessImport",
                             "The name is that of one authorization and the code that of another, “%1”. Add "
                             "the id of the one that is meant."),
                coded.first()->name);
        }
        match.existing = coded.first();
        return match;
    }
    if (coded.size() > 1 || named.size() > 1) {
        return words(QT_TRANSLATE_NOOP("AccessImport",
                         "%1 has several authorizations that this could be. Add the id of the one that is "
                         "meant."),
            m_directory.deviceName(*device));
    }
    if (named.isEmpty() && name.isEmpty())
        return inWords(
            QT_TRANSLATE_NOOP("AccessImport", "There is no name, and no id. Nothing tells who is meant."));
    if (!named.isEmpty())
        match.existing = named.first();
    return match;
}

Result<AccessMatch, QString> AccessMatcher::matchById(const CsvRow &row) const
{
    const QString text = m_cells.text(row, AccessColumn::Id);
    const auto id = AuthorizationId::fromString(text.toLower());
    if (!id) {
        return words(QT_TRANSLATE_NOOP("AccessImport",
                         "“%1” is no id of an authorization. Take it from an export, or leave the cell empty "
                         "to add a new one."),
            text);
    }
    const Authorization *existing = m_byId.value(*id);
    if (!existing) {
        return inWords(QT_TRANSLATE_NOOP("AccessImport",
            "No authorization has this id; it may have been deleted. Empty the cell to add a new one."));
    }
    const QString ownName = m_directory.deviceName(existing->smartlockId).trimmed();
    const QString idCell = m_cells.text(row, AccessColumn::DeviceId);
    const QString nameCell = m_cells.text(row, AccessColumn::Device);
    const bool isSameId = idCell.isEmpty() || idCell == toString(existing->smartlockId);
    const bool isSameName = nameCell.isEmpty() || nameCell == ownName
        || m_directory.devicesNamed(nameCell).contains(existing->smartlockId)
        || (!idCell.isEmpty() && m_directory.devicesNamed(nameCell).isEmpty()); // renamed since
    if (!isSameId || !isSameName) {
        return words(QT_TRANSLATE_NOOP("AccessImport",
                         "This authorization is one of %1 and cannot move to another device. Empty the cell "
                         "of its id to add a new one there."),
            ownName);
    }
    return AccessMatch{existing, existing->smartlockId, existing->type};
}

Result<SmartlockId, QString> AccessMatcher::deviceOf(const CsvRow &row) const
{
    const QString idText = m_cells.text(row, AccessColumn::DeviceId);
    const QString name = m_cells.text(row, AccessColumn::Device);
    if (!idText.isEmpty())
        return deviceById(idText, name);
    if (name.isEmpty())
        return inWords(QT_TRANSLATE_NOOP("AccessImport", "There is no device."));
    const QList<SmartlockId> named = m_directory.devicesNamed(name);
    if (named.isEmpty())
        return words(QT_TRANSLATE_NOOP("AccessImport", "No device is called “%1”."), name);
    if (named.size() > 1) {
        return words(
            QT_TRANSLATE_NOOP("AccessImport", "Several devices are called “%1”. Add the device id."), name);
    }
    return named.first();
}

Result<SmartlockId, QString> AccessMatcher::deviceById(const QString &text, const QString &name) const
{
    const auto id = smartlockIdFromString(text);
    if (!id || !m_directory.device(*id))
        return words(QT_TRANSLATE_NOOP("AccessImport", "No device has the id “%1”."), text);
    const QList<SmartlockId> named = m_directory.devicesNamed(name);
    if (!named.isEmpty() && !named.contains(*id)) {
        return words(QT_TRANSLATE_NOOP("AccessImport",
                         "The device id is that of “%1”, and the name that of another device, “%2”."),
            m_directory.deviceName(*id), name);
    }
    return *id;
}

QList<const Authorization *> AccessMatcher::withName(
    SmartlockId device, const QString &name, std::optional<AuthorizationType> type) const
{
    QList<const Authorization *> named = m_byName.values({toNumber(device), name});
    if (type)
        named.removeIf([&](const Authorization *one) { return one->type != type; });
    return named;
}

} // namespace lockdesk
