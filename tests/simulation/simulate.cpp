#include "shrink.h"
#include "simulation.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QHashFunctions>
#include <QLoggingCategory>
#include <QMap>
#include <cstdio>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

struct Wish
{
    quint64 seeds = 1000;
    quint64 from = 1;
    Knobs knobs = Knobs::all();
    QList<int> overlooked;
    int findsAtMost = 10;
    bool shrinks = true;
    std::optional<Scenario> replay;
};

int replay(const Wish &wish)
{
    int argc = 1;
    char name[] = "simulation";
    char *argv[] = {name, nullptr};
    QCoreApplication app(argc, argv);
    const Outcome outcome = lived(*wish.replay, wish.overlooked, true);
    std::fputs(outcome.trace.constData(), stdout);
    return outcome.isGood() ? 0 : 1;
}

void tell(const Found &found, const Scenario &scenario)
{
    std::printf("    // %d: %s\n    {\"seed%llu\", \"%s\"},\n", found.promise, qUtf8Printable(found.words),
        static_cast<unsigned long long>(found.seed), qUtf8Printable(scenario.toText()));
    std::fflush(stdout);
}

int search(const Wish &wish)
{
    const Isolated isolated(wish.overlooked);
    QElapsedTimer timer;
    timer.start();
    quint64 done = 0;
    qint64 requests = 0;
    QMap<int, int> broken;
    isolated.run(wish.from, wish.seeds, wish.knobs, [&](const Found &found) {
        ++done;
        requests += found.requests;
        if (found.isGood())
            return true;
        const bool isTold = broken[found.promise]++ < 8;
        const Scenario scenario = Scenario::drawn(found.seed, wish.knobs);
        if (isTold) {
            std::printf("    // seed %llu after %llu seeds\n", static_cast<unsigned long long>(found.seed),
                static_cast<unsigned long long>(done));
            const Scenario small = wish.shrinks ? shrunk(scenario, found, isolated) : scenario;
            tell(wish.shrinks ? isolated.run(small) : found, small);
        } else {
            std::printf("    // seed %llu breaks %d: %s\n", static_cast<unsigned long long>(found.seed),
                found.promise, qUtf8Printable(found.words));
            std::fflush(stdout);
        }
        int finds = 0;
        for (const int count : std::as_const(broken))
            finds += count;
        return finds < wish.findsAtMost;
    });
    int finds = 0;
    for (auto promise = broken.cbegin(); promise != broken.cend(); ++promise) {
        std::printf("promise %d: broken by %d seeds\n", promise.key(), promise.value());
        finds += promise.value();
    }
    std::printf("%llu seeds, %lld requests, %.1f s: %d failures\n", static_cast<unsigned long long>(done),
        static_cast<long long>(requests), double(timer.elapsed()) / 1000, finds);
    return finds > 0;
}

std::optional<Wish> wishFrom(const QStringList &arguments)
{
    QCommandLineParser parser;
    parser.addOption({u"seeds"_s, u"How many."_s, u"n"_s, u"1000"_s});
    parser.addOption({u"from"_s, u"The first."_s, u"seed"_s, u"1"_s});
    parser.addOption(
        {u"knobs"_s, u"Among which each seed draws; all, none, or names."_s, u"names"_s, u"all"_s});
    parser.addOption({u"not"_s, u"Promises that are not judged."_s, u"numbers"_s});
    parser.addOption({u"finds"_s, u"Stops after so many."_s, u"n"_s, u"10"_s});
    parser.addOption({u"whole"_s, u"Prints scenarios as they were drawn."_s});
    parser.addOption(
        {u"trace"_s, u"Lives one scenario and prints all that happens."_s, u"scenario or seed"_s});
    parser.addHelpOption();
    if (!parser.parse(arguments) || parser.isSet(u"help"_s)) {
        std::fputs(qUtf8Printable(parser.errorText() + u'\n' + parser.helpText()), stderr);
        return std::nullopt;
    }
    Wish wish;
    wish.seeds = parser.value(u"seeds"_s).toULongLong();
    wish.from = parser.value(u"from"_s).toULongLong();
    const std::optional<Knobs> knobs = Knobs::fromText(parser.value(u"knobs"_s));
    if (!knobs)
        return std::nullopt;
    wish.knobs = *knobs;
    for (const QString &number : parser.value(u"not"_s).split(u',', Qt::SkipEmptyParts))
        wish.overlooked.append(number.toInt());
    wish.findsAtMost = parser.value(u"finds"_s).toInt();
    wish.shrinks = !parser.isSet(u"whole"_s);
    if (const QString text = parser.value(u"trace"_s); !text.isEmpty()) {
        bool isSeed = false;
        const quint64 seed = text.toULongLong(&isSeed);
        wish.replay = isSeed ? std::optional(Scenario::drawn(seed, wish.knobs)) : Scenario::fromText(text);
        if (!wish.replay)
            return std::nullopt;
    }
    return wish;
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_HASH_SEED", "0"); // the same seed gives the same life only if hashes do not differ
    QHashSeed::setDeterministicGlobalSeed();
    QLoggingCategory::setFilterRules(u"*.debug=false\n*.info=false\nlockdesk.*=false"_s);
    QStringList arguments; // no application yet: processes are made from this one
    for (int i = 0; i < argc; ++i)
        arguments.append(QString::fromLocal8Bit(argv[i]));
    const std::optional<Wish> wish = wishFrom(arguments);
    if (!wish)
        return 2;
    return wish->replay ? replay(*wish) : search(*wish);
}
