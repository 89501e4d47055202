#include "fate.h"

#include "dice.h"

namespace lockdesk {

namespace {

QByteArray retryAfter(Dice &dice)
{
    switch (dice.below(8)) {
    case 0:
        return {};
    case 1:
        return "0";
    case 2:
        return "1";
    case 3:
        return QByteArray::number(dice.between(2, 60));
    case 4:
        return "121";
    case 5:
        return "900";
    case 6:
        return "soon";
    default:
        return "-5";
    }
}

// What the service says in place of doing it, or after having done it.
void refuse(Fate &fate, const Exchange &exchange, const Knobs &knobs, Dice &dice)
{
    const bool isArray = exchange.isOfAuthorizations() && exchange.path.count(u'/') == 2;
    if (isArray && knobs.has(Knob::ArrayRefused) && dice.chance(30)) {
        fate.refusal = dice.chance(50) ? 400 : 422;
    } else if (isArray && knobs.has(Knob::ArrayHalfDone) && dice.chance(35)) {
        fate.refusal = dice.chance(50) ? 400 : 409;
        fate.partDone = dice.between(1, 3);
    } else if (knobs.has(Knob::Throttled) && dice.chance(exchange.isWrite() ? 12 : 3)) {
        fate.refusal = 429;
        fate.retryAfter = retryAfter(dice);
        fate.isDoneAllTheSame = dice.chance(40);
    } else if (knobs.has(Knob::HtmlErrors) && dice.chance(exchange.isWrite() ? 15 : 4)) {
        constexpr int statuses[] = {500, 502, 503, 504, 407};
        fate.refusal = statuses[dice.below(exchange.isWrite() ? 5 : 4)];
        fate.isDoneAllTheSame = dice.chance(50);
    } else if (exchange.isWrite() && knobs.has(Knob::Refusals) && dice.chance(12)) {
        constexpr int statuses[] = {400, 402, 403, 404, 405, 409, 415, 422, 423, 426};
        fate.refusal = statuses[dice.below(10)];
    }
}

} // namespace

Fate Fate::kind(Dice dice)
{
    Fate fate;
    fate.connecting = Time(dice.between(5, 30));
    fate.up = Time(dice.between(10, 60));
    fate.down = Time(dice.between(10, 60));
    return fate;
}

Fate Fate::drawn(const Exchange &exchange, const Knobs &knobs, Dice dice)
{
    Fate fate = kind(dice);
    fate.up = Time(dice.between(20, 250));
    fate.down = Time(dice.between(20, 250));
    if (knobs.has(Knob::Slow) && dice.chance(20)) {
        fate.up = Time(dice.between(200, dice.chance(20) ? 20'000 : 3'000));
        fate.down = Time(dice.between(200, dice.chance(20) ? 20'000 : 3'000));
    }
    if (knobs.has(Knob::SlowAccept) && dice.chance(12))
        fate.connecting = Time(dice.between(9'000, 14'500));
    if (knobs.has(Knob::Unreachable) && dice.chance(8))
        fate.before = dice.chance(50) ? Loss::NotConnected : Loss::NoTls;
    else if (knobs.has(Knob::LostBefore) && dice.chance(exchange.isWrite() ? 12 : 4))
        fate.before = dice.chance(50) ? Loss::Silent : Loss::HungUp;
    else if (knobs.has(Knob::LostAfter) && dice.chance(exchange.isWrite() ? 18 : 4))
        fate.after = dice.chance(50) ? Loss::Silent : Loss::HungUp;
    refuse(fate, exchange, knobs, dice);
    if (knobs.has(Knob::Stale) && dice.chance(40))
        fate.staleness = Time(dice.between(500, 8'000));
    return fate;
}

} // namespace lockdesk
