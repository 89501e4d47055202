#include "historyjson.h"

#include "redact.h"
#include "utc.h"

#include <QLocale>
#include <algorithm>
#include <array>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

struct OutcomeWord
{
    ChangeStatus status;
    QLatin1StringView word;
};

// Never renamed: the files of earlier versions have them.
constexpr std::array outcomeWords{OutcomeWord{ChangeStatus::Draft, "draft"_L1},
    OutcomeWord{ChangeStatus::Problem, "problem"_L1}, OutcomeWord{ChangeStatus::Waiting, "waiting"_L1},
    OutcomeWord{ChangeStatus::Sent, "sent"_L1}, OutcomeWord{ChangeStatus::Accepted, "accepted"_L1},
    OutcomeWord{ChangeStatus::Listed, "listed"_L1}, OutcomeWord{ChangeStatus::Confirmed, "confirmed"_L1},
    OutcomeWord{ChangeStatus::Failed, "failed"_L1}, OutcomeWord{ChangeStatus::Conflict, "conflict"_L1},
    OutcomeWord{ChangeStatus::Unconfirmed, "unconfirmed"_L1}, OutcomeWord{ChangeStatus::Undone, "undone"_L1}};

// A status of a later version is kept by its number.
QString wordOf(ChangeStatus status)
{
    const auto found = std::ranges::find(outcomeWords, status, &OutcomeWord::status);
    return found == outcomeWords.end() ? QString::number(int(status)) : QString(found->word);
}

std::optional<ChangeStatus> statusOf(const QString &word)
{
    const auto found = std::ranges::find(outcomeWords, word, &OutcomeWord::word);
    if (found != outcomeWords.end())
        return found->status;
    bool isNumber = false;
    const int number = word.toInt(&isNumber);
    return isNumber ? std::optional(ChangeStatus(number)) : std::nullopt;
}

QString textOf(const QDateTime &when)
{
    return when.isValid() ? when.toUTC().toString(u"yyyy-MM-dd'T'HH:mm:ss.zzz'Z'") : QString();
}

void collectCode(QStringList &codes, const Authorization &authorization)
{
    if (authorization.code)
        codes += QString::number(authorization.code->toNumber());
}

QStringList codesOf(const ChangeSubject &subject)
{
    QStringList codes;
    if (const auto *create = std::get_if<CreateAuthorization>(&subject))
        collectCode(codes, create->after);
    if (const auto *remove = std::get_if<DeleteAuthorization>(&subject))
        collectCode(codes, remove->before);
    if (const auto *update = std::get_if<UpdateAuthorization>(&subject)) {
        collectCode(codes, update->before);
        collectCode(codes, update->after);
    }
    // A server's 0 or 7 is no code, and would blacken dates and times.
    codes.removeIf([](const QString &code) { return code.size() < 4; });
    return codes;
}

} // namespace

HistoryLine historyLine(const Change &change, const ChangeSet &set, const QString &who, const QDateTime &when,
    const QLocale &locale)
{
    HistoryLine line{when, who, set.id, set.created, set.title, changeTitle(change), change.deviceName,
        beforeText(change, locale), afterText(change, locale), change.status, withoutCodes(change.reason)};
    for (const QString &code : codesOf(change.subject)) {
        for (QString *text : {&line.set, &line.change, &line.device, &line.before, &line.after, &line.reason})
            text->replace(code, u"••••••"_s);
    }
    return line;
}

QJsonObject toJson(const HistoryLine &line)
{
    return {{u"when"_s, textOf(line.when)}, {u"who"_s, line.who}, {u"setId"_s, qint64(line.setId)},
        {u"setCreated"_s, textOf(line.setCreated)}, {u"set"_s, line.set}, {u"change"_s, line.change},
        {u"device"_s, line.device}, {u"before"_s, line.before}, {u"after"_s, line.after},
        {u"outcome"_s, wordOf(line.outcome)}, {u"reason"_s, withoutCodes(line.reason)}};
}

std::optional<HistoryLine> historyLineFromJson(const QJsonObject &object)
{
    const auto text = [&object](QLatin1StringView key) { return object.value(key).toString(); };
    const Instant when = Instant::fromText(text("when"_L1));
    const std::optional<ChangeStatus> outcome = statusOf(text("outcome"_L1));
    if (!when.isReadable() || !outcome)
        return std::nullopt;
    return HistoryLine{when.when(), text("who"_L1), ChangeSetId(object.value("setId"_L1).toInteger()),
        Instant::fromText(text("setCreated"_L1)).when(), text("set"_L1), text("change"_L1), text("device"_L1),
        text("before"_L1), text("after"_L1), *outcome, text("reason"_L1)};
}

} // namespace lockdesk
