#include "shrink.h"

namespace lockdesk {

namespace {

// Takes away ever smaller pieces as long as it still fails (ddmin).
template <typename Fails>
QList<Step> fewest(QList<Step> steps, Fails fails)
{
    for (qsizetype piece = std::max<qsizetype>(1, steps.size() / 2); piece >= 1;) {
        bool hasShrunk = false;
        for (qsizetype from = 0; from < steps.size();) {
            QList<Step> rest = steps;
            rest.remove(from, std::min(piece, rest.size() - from));
            if (fails(rest)) {
                steps = rest;
                hasShrunk = true;
            } else {
                from += piece;
            }
        }
        if (piece > 1)
            piece /= 2;
        else if (!hasShrunk)
            break;
    }
    return steps;
}

} // namespace

Scenario shrunk(const Scenario &failing, const Found &found, const Isolated &isolated)
{
    Scenario best = failing;
    const auto fails = [&](const Scenario &scenario) {
        return isolated.run(scenario).promise == found.promise;
    };
    const auto failsWith = [&](const QList<Step> &steps) {
        Scenario tried = best;
        tried.steps = steps;
        return fails(tried);
    };
    for (int round = 0; round < 2; ++round) {
        for (const Knob knob : best.knobs.list()) {
            Scenario tried = best;
            tried.knobs.set(knob, false);
            if (fails(tried))
                best = tried;
        }
        best.steps = fewest(best.steps, failsWith);
    }
    // And smaller ones.
    for (qsizetype i = 0; i < best.steps.size(); ++i) {
        while (best.steps.at(i).a > 1) {
            Scenario tried = best;
            tried.steps[i].a /= 2;
            if (!fails(tried))
                break;
            best = tried;
        }
    }
    return best;
}

} // namespace lockdesk
