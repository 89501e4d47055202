#include "resumenote.h"

#include "redact.h"
#include "setkeeper.h"

#include <QCoreApplication>

namespace lockdesk {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(ResumeNote)
};

constexpr qsizetype maxProblem = 2'000; // of several sentences, with a path

} // namespace

QString resumeNote(const SetKeeper &keeper)
{
    const QString problem = keeper.problem();
    if (problem.isEmpty())
        return {};
    const QString shown = forDisplay(problem, maxProblem);
    return keeper.isKept() ? shown : Words::tr("Resume is off. %1").arg(shown);
}

} // namespace lockdesk
