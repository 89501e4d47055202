#include "accessmanager.h"
#include "fastclock.h"
#include "history.h"
#include "journal.h"
#include "secretkey.h"
#include "session.h"
#include "victimset.h"

#include <QCoreApplication>
#include <QLoggingCategory>
#include <QTimer>
#include <cstdio>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// What the keychain would hold: both runs of the program have the same.
SecretKey key()
{
    return std::move(*SecretKey::fromBase64(Secret("MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=")));
}

} // namespace

// A session without a window, to be killed: bulkvictim ADDRESS FOLDER send|resume. Sends the set of
// VictimSet, or goes on with what an earlier run has left, and ends with 0 once every change has ended, with
// 3 when there is nothing to go on with.
int main(int argc, char **argv)
{
    QCoreApplication app(argc, argv);
    QLoggingCategory::setFilterRules(u"lockdesk.*=false"_s);
    const QStringList arguments = app.arguments();
    if (arguments.size() != 4)
        return 2;
    FastClock clock(VictimSet::times);
    QRandomGenerator random = QRandomGenerator::securelySeeded();
    Session session(
        Profile{u"victim"_s, u"School"_s, QUrl(arguments.at(1)), true, {}}, Secret("CANARYTOKEN"),
        [] { return AccessManager::make(); }, clock, random);
    session.account.start();
    session.keeper.open(std::make_unique<Journal>(arguments.at(2) + u"/journal"_s, key()),
        History(arguments.at(2) + u"/history"_s));
    bool hasBegun = false;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &app, [&] {
        if (!session.account.smartlocks().isLoaded() || !session.account.authorizations().isLoaded()
            || !session.keeper.isKept())
            return;
        if (!std::exchange(hasBegun, true)) {
            if (arguments.at(3) == "send"_L1) {
                const ChangeSetId set = session.changes.addSet(
                    u"Set"_s, VictimSet::of(session.account.authorizations().authorizations()));
                QList<ChangeId> ids;
                for (const Change &change : session.changes.changesOf(set))
                    ids += change.id;
                session.runner.send(ids);
            } else if (session.changes.sets().isEmpty()) {
                QCoreApplication::exit(3);
                return;
            }
            const QList<ChangeSet> sets = session.changes.sets();
            for (const ChangeSet &set : sets) {
                if (set.isPaused)
                    session.runner.resume(set.id);
            }
            return;
        }
        const QList<Change> &changes = session.changes.changes();
        if (!std::ranges::all_of(changes, [](const Change &change) { return isFinal(change.status); }))
            return;
        QMap<QString, int> ends;
        for (const Change &change : changes)
            ++ends[text(change.status)
                + (change.status == ChangeStatus::Confirmed ? QString() : u": "_s + change.reason)];
        for (auto it = ends.cbegin(); it != ends.cend(); ++it)
            std::printf("%d %s\n", it.value(), qPrintable(it.key()));
        std::fflush(stdout);
        look.stop();
        QTimer::singleShot(0, &app, &QCoreApplication::quit); // once the keeper has noted the end
    });
    look.start(5);
    // Whoever started it may have been killed, too, and its service with it.
    QTimer::singleShot(10min, &app, [] { QCoreApplication::exit(4); });
    return QCoreApplication::exec();
}
