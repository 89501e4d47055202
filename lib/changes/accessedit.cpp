#include "accessedit.h"

#include "csvmoment.h"
#include "redact.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

constexpr qsizetype maxQuoted = 60;

QString words(const char *words, const QString &quoted)
{
    return QCoreApplication::translate("AccessImport", words).arg(forDisplay(quoted, maxQuoted));
}

QString words(const char *words)
{
    return QCoreApplication::translate("AccessImport", words);
}

std::optional<AccountUserId> personId(const QString &text)
{
    bool isNumber = false;
    const qint64 number = text.toLongLong(&isNumber);
    const bool fits = isNumber && number == qint32(number);
    return fits ? std::optional(AccountUserId(qint32(number))) : std::nullopt;
}

// One row at work on one record. Each step gives a problem in words, or nothing.
class RowEdit
{
public:
    RowEdit(const AccessMatch &match, const CsvRow &row, const AccessCells &cells,
        const AccessDirectory &directory)
        : m_isNew(!match.existing)
        , m_row(row)
        , m_cells(cells)
        , m_directory(directory)
        , m_lockZone(directory.zoneOf(match.smartlockId))
    {
        if (match.existing) {
            m_record = *match.existing;
        } else {
            m_record.smartlockId = match.smartlockId;
            m_record.type = match.type;
        }
    }

    QString apply(const QDateTime &now);
    const Authorization &record() const { return m_record; }

private:
    QString cell(AccessColumn column) const { return m_cells.text(m_row, column); }

    QString takeName();
    QString takeType();
    QString takePerson();
    QString takeFlags();
    QString takeCode();
    QString takeSchedule(const QDateTime &now);
    QString takeDays(AccessSchedule &schedule) const;
    QString takeTimes(AccessSchedule &schedule) const;
    QString takeDate(AccessColumn column, std::optional<Instant> &limit) const;
    QString readYesNo(AccessColumn column, std::optional<bool> &value, bool absent) const;
    Result<std::optional<int>, QString> minutesOf(AccessColumn column, int none) const;

    bool m_isNew;
    const CsvRow &m_row;
    const AccessCells &m_cells;
    const AccessDirectory &m_directory;
    QTimeZone m_lockZone;
    Authorization m_record;
};

QString RowEdit::apply(const QDateTime &now)
{
    for (const auto take : {&RowEdit::takeName, &RowEdit::takePerson, &RowEdit::takeType, &RowEdit::takeFlags,
             &RowEdit::takeCode}) {
        if (const QString problem = (this->*take)(); !problem.isEmpty())
            return problem;
    }
    return takeSchedule(now);
}

QString RowEdit::takeName()
{
    const QString name = cell(AccessColumn::Name);
    if (!name.isEmpty() && name != m_record.name.trimmed())
        m_record.name = name;
    return {};
}

QString RowEdit::takeType()
{
    const QString word = cell(AccessColumn::Type);
    if (!m_isNew) {
        return word.isEmpty() || typeFromWord(word) == m_record.type
            ? QString()
            : words(QT_TRANSLATE_NOOP("AccessImport",
                "The type of an authorization cannot be changed. Delete it and add a new one."));
    }
    if (!m_record.type && m_record.accountUserId)
        m_record.type = AuthorizationType::App;
    if (!m_record.type) {
        return words(
            QT_TRANSLATE_NOOP("AccessImport", "It is new and has no type. Write “App” or “Keypad code”."));
    }
    if (m_record.type != AuthorizationType::App && !m_record.isKeypadCode()) {
        return words(QT_TRANSLATE_NOOP("AccessImport",
                         "It is new, and only “App” and “Keypad code” can be added, not “%1”. Others are "
                         "paired at the device."),
            word);
    }
    return {};
}

QString RowEdit::takePerson()
{
    const QString idText = cell(AccessColumn::PersonId);
    const QString name = cell(AccessColumn::Person);
    const std::optional<AccountUserId> before = m_record.accountUserId;
    const std::optional<AccountUserId> byId = personId(idText);
    if (!idText.isEmpty() && (!byId || (byId != before && !m_directory.hasPerson(*byId))))
        return words(QT_TRANSLATE_NOOP("AccessImport", "No person has the id “%1”."), idText);
    const bool isNameKept = name.isEmpty() || (before && name == m_directory.personName(*before).trimmed());
    if (isNameKept) {
        if (byId)
            m_record.accountUserId = byId;
        return {};
    }
    const QList<AccountUserId> named = m_directory.peopleNamed(name);
    if (byId && (named.isEmpty() || named.contains(*byId))) { // renamed since, or one of several
        m_record.accountUserId = byId;
        return {};
    }
    if (named.isEmpty())
        return words(QT_TRANSLATE_NOOP("AccessImport", "No person is called “%1”."), name);
    if (named.size() > 1)
        return words(
            QT_TRANSLATE_NOOP("AccessImport", "Several people are called “%1”. Add the person id."), name);
    if (byId && byId != before) {
        return words(
            QT_TRANSLATE_NOOP("AccessImport", "The person id is that of another person than “%1”."), name);
    }
    m_record.accountUserId = named.first();
    return {};
}

QString RowEdit::readYesNo(AccessColumn column, std::optional<bool> &value, bool absent) const
{
    const QString word = cell(column);
    if (word.isEmpty())
        return {};
    const std::optional<bool> wanted = yesNoFromWord(word);
    if (!wanted)
        return words(QT_TRANSLATE_NOOP("AccessImport", "“%1” is neither yes nor no."), word);
    if (*wanted != value.value_or(absent))
        value = wanted;
    return {};
}

QString RowEdit::takeFlags()
{
    std::optional<bool> isEnabled = m_record.enabled;
    if (const QString problem = readYesNo(AccessColumn::Enabled, isEnabled, true); !problem.isEmpty())
        return problem;
    if (m_isNew && isEnabled == false) { // the service makes every new one enabled
        return words(QT_TRANSLATE_NOOP("AccessImport",
            "It is new, and new access is always enabled. Add it, and disable it once it is there."));
    }
    m_record.enabled = m_isNew ? true : isEnabled;
    if (m_isNew) // a code is typed at the door
        m_record.remoteAllowed = !m_record.isKeypadCode();
    return readYesNo(AccessColumn::RemoteAccess, m_record.remoteAllowed, false);
}

QString RowEdit::takeCode()
{
    const QString digits = cell(AccessColumn::Code);
    const bool isKept = isMaskedCode(digits) || (m_record.code && m_record.code->toString() == digits);
    if (isKept) {
        return m_isNew && m_record.isKeypadCode()
            ? words(QT_TRANSLATE_NOOP("AccessImport", "It is a new keypad code, and has no code."))
            : QString();
    }
    if (!m_record.isKeypadCode())
        return words(QT_TRANSLATE_NOOP("AccessImport", "Only a keypad code has a code."));
    const std::optional<KeypadCode> code = KeypadCode::fromInput(digits);
    if (!code)
        return KeypadCode::problem(digits);
    m_record.code = code;
    return {};
}

QString RowEdit::takeSchedule(const QDateTime &now)
{
    AccessSchedule schedule = m_record.schedule;
    if (const QString problem = takeDays(schedule); !problem.isEmpty())
        return problem;
    if (const QString problem = takeTimes(schedule); !problem.isEmpty())
        return problem;
    if (const QString problem = takeDate(AccessColumn::ValidFrom, schedule.fromDate); !problem.isEmpty())
        return problem;
    if (const QString problem = takeDate(AccessColumn::ValidUntil, schedule.untilDate); !problem.isEmpty())
        return problem;
    if (schedule == m_record.schedule)
        return {};
    if (schedule.weekDays == 0) // which reads as every day
        schedule.weekDays = allWeekdays;
    const QString problem = schedule.problem(now);
    m_record.schedule = schedule.completed(now);
    return problem;
}

QString RowEdit::takeDays(AccessSchedule &schedule) const
{
    const QString text = cell(AccessColumn::Days);
    if (text.isEmpty())
        return {};
    const std::optional<Weekdays> days = daysFromText(text, m_cells.language());
    if (!days) {
        return words(QT_TRANSLATE_NOOP("AccessImport",
                         "“%1” are no days of the week. Write “Mon Tue Fri”, “Mon–Fri” or “Every day”."),
            text);
    }
    const int mask = schedule.weekDays.value_or(0);
    const bool isReadable = mask >= 0 && mask <= allWeekdays;
    if (!isReadable || schedule.days() != *days)
        schedule.weekDays = int(*days);
    return {};
}

Result<std::optional<int>, QString> RowEdit::minutesOf(AccessColumn column, int none) const
{
    using Minutes = std::optional<int>;
    const QString text = cell(column);
    if (text.isEmpty())
        return Minutes();
    if (isNoneWord(text))
        return Minutes(none);
    const Minutes minutes = minutesFromText(text);
    if (!minutes)
        return words(QT_TRANSLATE_NOOP("AccessImport", "“%1” is no time of day. Write it as 09:00."), text);
    return minutes;
}

QString RowEdit::takeTimes(AccessSchedule &schedule) const
{
    const auto from = minutesOf(AccessColumn::FromTime, 0);
    if (!from)
        return from.error();
    const auto until = minutesOf(AccessColumn::UntilTime, 1440);
    if (!until)
        return until.error();
    // All day is written 00:00 to 24:00, however the record holds it.
    const bool isAllDay = schedule.isAllDay() && !(m_isNew && (*from || *until));
    const std::optional<int> fromBefore = isAllDay ? std::optional(0) : schedule.fromTime;
    const std::optional<int> untilBefore = isAllDay ? std::optional(1440) : schedule.untilTime;
    const std::optional<int> fromWanted = *from ? *from : fromBefore;
    const std::optional<int> untilWanted = *until ? *until : untilBefore;
    if (fromWanted == fromBefore && untilWanted == untilBefore)
        return {};
    schedule.fromTime = fromWanted;
    schedule.untilTime = untilWanted;
    return {};
}

QString RowEdit::takeDate(AccessColumn column, std::optional<Instant> &limit) const
{
    const QString text = cell(column);
    if (text.isEmpty())
        return {};
    if (isNoneWord(text)) {
        limit.reset();
        return {};
    }
    const auto wanted = momentFromText(text, m_cells.zoneOf(column, m_lockZone));
    if (!wanted)
        return wanted.error();
    const Instant instant = Instant::fromDateTime(*wanted);
    if (!instant.isReadable())
        return words(QT_TRANSLATE_NOOP("AccessImport", "“%1” is out of the calendar."), text);
    // A file tells seconds, a record may hold parts of them.
    const bool isSame = limit && limit->isReadable()
        && momentText(limit->when(), QTimeZone()) == momentText(*wanted, QTimeZone());
    if (!isSame)
        limit = instant;
    return {};
}

} // namespace

Result<Authorization, QString> editedByRow(const AccessMatch &match, const CsvRow &row,
    const AccessCells &cells, const AccessDirectory &directory, const QDateTime &now)
{
    RowEdit edit(match, row, cells, directory);
    if (const QString problem = edit.apply(now); !problem.isEmpty())
        return problem;
    return edit.record();
}

} // namespace lockdesk
