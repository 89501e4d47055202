#include "undoplan.h"

#include <algorithm>

namespace lockdesk {

namespace {

void count(QList<UndoPlan::Note> &notes, const QString &text)
{
    const auto found = std::ranges::find(notes, text, &UndoPlan::Note::text);
    if (found == notes.end())
        notes.append({text, 1});
    else
        ++found->count;
}

} // namespace

UndoPlan undoPlanOf(const QList<Change> &changes)
{
    UndoPlan plan;
    for (auto change = changes.crbegin(); change != changes.crend(); ++change) {
        const Inverse inverse = inverseOf(*change);
        if (inverse.change)
            plan.inverses.append(*inverse.change);
        if (!inverse.note.isEmpty())
            count(inverse.change ? plan.losses : plan.impossible, inverse.note);
    }
    return plan;
}

} // namespace lockdesk
