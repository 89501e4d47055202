#include "isolated.h"

#include "simulation.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <cstdio>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr unsigned longestRun = 120; // seconds of real time
constexpr quint64 atOnce = 20;

// In the child. `tell` writes a line to the parent.
void live(const Scenario &scenario, const QList<int> &overlooked, FILE *out)
{
    alarm(longestRun);
    std::fprintf(out, "start %llu\n", static_cast<unsigned long long>(scenario.seed));
    std::fflush(out);
    const Outcome outcome = lived(scenario, overlooked);
    const QString words = outcome.isGood() ? QString() : outcome.breaches.first().words.simplified();
    std::fprintf(out, "end %llu %d %d %s\n", static_cast<unsigned long long>(scenario.seed),
        outcome.isGood() ? 0 : outcome.breaches.first().promise, outcome.requests, qUtf8Printable(words));
    std::fflush(out);
}

// Forks; the child does `work` with its end of a pipe, the parent reads each line.
template <typename Work, typename Read>
void inAnotherProcess(Work work, Read read)
{
    int ends[2];
    if (pipe(ends) != 0)
        std::abort();
    std::fflush(nullptr); // else the child would write it once more
    const pid_t child = fork();
    if (child == 0) {
        close(ends[0]);
        FILE *out = fdopen(ends[1], "w");
        int argc = 1;
        char name[] = "simulation";
        char *argv[] = {name, nullptr};
        {
            QCoreApplication app(argc, argv);
            work(out);
        }
        std::fclose(out);
        std::exit(0);
    }
    close(ends[1]);
    FILE *in = fdopen(ends[0], "r");
    std::optional<quint64> started;
    char line[4096];
    while (std::fgets(line, sizeof line, in)) {
        const QString text = QString::fromUtf8(line).trimmed();
        static const QRegularExpression end(uR"(\Aend (\d+) (\d+) (\d+) ?(.*)\z)"_s);
        if (const auto match = end.match(text); match.hasMatch()) {
            started.reset();
            read(Found{match.captured(1).toULongLong(), match.captured(2).toInt(), match.captured(4),
                match.captured(3).toInt()});
        } else if (text.startsWith("start "_L1)) {
            started = text.mid(6).toULongLong();
        }
    }
    std::fclose(in);
    int status = 0;
    waitpid(child, &status, 0);
    if (started) {
        const QString how = WIFSIGNALED(status) ? u"ended by signal %1"_s.arg(WTERMSIG(status))
                                                : u"ended with %1"_s.arg(WEXITSTATUS(status));
        read(Found{*started, 11, how, 0});
    }
}

} // namespace

Found Isolated::run(const Scenario &scenario) const
{
    Found found;
    inAnotherProcess(
        [&](FILE *out) { live(scenario, m_overlooked, out); }, [&found](const Found &one) { found = one; });
    return found;
}

void Isolated::run(
    quint64 from, quint64 count, const Knobs &among, const std::function<bool(const Found &)> &onFound) const
{
    bool goesOn = true;
    for (quint64 seed = from; goesOn && seed < from + count;) {
        quint64 next = std::min(seed + atOnce, from + count);
        inAnotherProcess(
            [&](FILE *out) {
                for (quint64 s = seed; s < next; ++s)
                    live(Scenario::drawn(s, among), m_overlooked, out);
            },
            [&](const Found &one) {
                if (one.words.startsWith("ended "_L1))
                    next = one.seed + 1; // the rest of these anew
                goesOn = goesOn && onFound(one);
            });
        seed = next;
    }
}

} // namespace lockdesk
