#include "scenario.h"

#include "dice.h"

#include <QRegularExpression>
#include <array>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

struct Kind
{
    StepKind kind;
    QLatin1StringView name;
    int weight; ///< in a drawn scenario
};

constexpr std::array<Kind, size_t(StepKind::Count)> kinds{{
    {StepKind::Wait, "wait"_L1, 0},
    {StepKind::Creations, "creations"_L1, 0},
    {StepKind::Edits, "edits"_L1, 0},
    {StepKind::Deletions, "deletions"_L1, 0},
    {StepKind::Mixed, "mixed"_L1, 0},
    {StepKind::Send, "send"_L1, 8},
    {StepKind::SendRow, "sendRow"_L1, 12},
    {StepKind::Pause, "pause"_L1, 10},
    {StepKind::Resume, "resume"_L1, 10},
    {StepKind::DiscardRow, "discardRow"_L1, 4},
    {StepKind::DiscardSet, "discardSet"_L1, 6},
    {StepKind::LookAgain, "lookAgain"_L1, 5},
    {StepKind::Undo, "undo"_L1, 4},
    {StepKind::Decide, "decide"_L1, 8},
    {StepKind::EditDraft, "editDraft"_L1, 3},
    {StepKind::Operate, "operate"_L1, 8},
    {StepKind::Synchronise, "synchronise"_L1, 3},
    {StepKind::Rename, "rename"_L1, 1},
    {StepKind::Refresh, "refresh"_L1, 4},
    {StepKind::Import, "import"_L1, 2},
    {StepKind::Backup, "backup"_L1, 2},
    {StepKind::Restore, "restore"_L1, 2},
    {StepKind::Visible, "visible"_L1, 2},
    {StepKind::SignOut, "signOut"_L1, 1},
    {StepKind::Quit, "quit"_L1, 2},
    {StepKind::Kill, "kill"_L1, 5},
    {StepKind::Start, "start"_L1, 0},
    {StepKind::Sleep, "sleep"_L1, 3},
    {StepKind::Jump, "jump"_L1, 3},
    {StepKind::TheirEdit, "theirEdit"_L1, 6},
    {StepKind::TheirCreation, "theirCreation"_L1, 3},
    {StepKind::TheirDeletion, "theirDeletion"_L1, 3},
    {StepKind::TheirAction, "theirAction"_L1, 4},
    {StepKind::LockEdit, "lockEdit"_L1, 4},
    {StepKind::LockDeletion, "lockDeletion"_L1, 3},
    {StepKind::Offline, "offline"_L1, 5},
    {StepKind::Online, "online"_L1, 5},
    {StepKind::DiskFails, "diskFails"_L1, 3},
    {StepKind::DiskFull, "diskFull"_L1, 3},
    {StepKind::DiskTears, "diskTears"_L1, 1},
    {StepKind::DiskWell, "diskWell"_L1, 4},
}};

StepKind drawnKind(Dice &dice)
{
    int total = 0;
    for (const Kind &kind : kinds)
        total += kind.weight;
    int left = dice.below(total);
    for (const Kind &kind : kinds) {
        if ((left -= kind.weight) < 0)
            return kind.kind;
    }
    return StepKind::Refresh;
}

Step drawnWait(Dice &dice)
{
    switch (dice.below(5)) {
    case 0:
        return {StepKind::Wait, dice.between(0, 120), 0};
    case 1:
        return {StepKind::Wait, dice.between(100, 1500), 0};
    case 2:
        return {StepKind::Wait, dice.between(1000, 12'000), 0};
    case 3:
        return {StepKind::Wait, dice.between(10'000, 70'000), 0};
    default:
        return {StepKind::Wait, dice.between(60'000, 300'000), 0};
    }
}

Step drawnSet(Dice &dice)
{
    constexpr std::array sorts{StepKind::Creations, StepKind::Edits, StepKind::Deletions, StepKind::Mixed};
    const int size = dice.below(100);
    const int count = size < 45 ? 1
        : size < 80             ? dice.between(2, 6)
        : size < 98             ? dice.between(5, 25)
                                : dice.between(30, 300);
    return {sorts[size_t(dice.below(4))], count, dice.below(1'000'000)};
}

Step drawnDeed(Dice &dice)
{
    Step step{drawnKind(dice), dice.below(1000), dice.below(1000)};
    if (step.kind == StepKind::Sleep)
        step = {StepKind::Sleep, dice.chance(50) ? dice.between(5, 120) : dice.between(600, 40'000),
            dice.below(2)};
    else if (step.kind == StepKind::Jump)
        step.a = dice.chance(50) ? dice.between(-60, 60) : dice.between(-30'000, 30'000);
    else if (step.kind == StepKind::DiskFails)
        step = {StepKind::DiskFails, dice.below(4), dice.between(1, 12)};
    else if (step.kind == StepKind::DiskTears)
        step.b = dice.between(1, 12);
    else if (step.kind == StepKind::Import || step.kind == StepKind::Restore)
        step.a = dice.between(1, 6);
    return step;
}

} // namespace

Scenario Scenario::drawn(quint64 seed, const Knobs &among)
{
    Dice dice(Dice::mixed(seed, 99));
    Scenario scenario{seed, Knobs::drawn(dice, among), {}};
    if (dice.chance(15))
        scenario.steps.append({StepKind::Jump, dice.between(-20'000, 20'000), 0});
    const int rounds = dice.between(1, 4);
    for (int i = 0; i < rounds; ++i) {
        scenario.steps.append(drawnSet(dice));
        if (dice.chance(30))
            scenario.steps.append(drawnDeed(dice));
        scenario.steps.append({StepKind::Send, 0, 0}); // the newest
        const int deeds = dice.between(1, 5);
        for (int k = 0; k < deeds; ++k) {
            scenario.steps.append(drawnWait(dice));
            const Step deed = drawnDeed(dice);
            scenario.steps.append(deed);
            const bool isEnd =
                deed.kind == StepKind::Kill || deed.kind == StepKind::Quit || deed.kind == StepKind::SignOut;
            if (isEnd) {
                scenario.steps.append({StepKind::Wait, dice.between(0, 60'000), 0});
                scenario.steps.append({StepKind::Start, 0, 0});
                scenario.steps.append({StepKind::Wait, dice.between(500, 12'000), 0});
            }
        }
    }
    scenario.steps.append(drawnWait(dice));
    return scenario;
}

QString textOf(const Step &step)
{
    const auto kind = std::ranges::find(kinds, step.kind, &Kind::kind);
    return kind->name + u"(%1,%2)"_s.arg(step.a).arg(step.b);
}

QString Scenario::toText() const
{
    QStringList texts;
    for (const Step &step : steps)
        texts += textOf(step);
    return u"seed=%1 knobs=%2 steps=%3"_s.arg(seed).arg(knobs.toText(), texts.join(u' '));
}

std::optional<Scenario> Scenario::fromText(const QString &text)
{
    static const QRegularExpression whole(uR"(\Aseed=(\d+) knobs=([\w,]+) steps=(.*)\z)"_s);
    static const QRegularExpression one(uR"(\A(\w+)\((-?\d+),(-?\d+)\)\z)"_s);
    const QRegularExpressionMatch match = whole.match(text.simplified());
    const std::optional<Knobs> knobs = Knobs::fromText(match.captured(2));
    if (!match.hasMatch() || !knobs)
        return std::nullopt;
    Scenario scenario{match.captured(1).toULongLong(), *knobs, {}};
    for (const QString &word : match.captured(3).split(u' ', Qt::SkipEmptyParts)) {
        const QRegularExpressionMatch step = one.match(word);
        const auto kind = std::ranges::find(kinds, step.captured(1), &Kind::name);
        if (!step.hasMatch() || kind == kinds.end())
            return std::nullopt;
        scenario.steps.append({kind->kind, step.captured(2).toInt(), step.captured(3).toInt()});
    }
    return scenario;
}

} // namespace lockdesk
