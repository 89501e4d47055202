#include "bulksocketfixture.h"

#include <QLoggingCategory>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using B = BulkFixture;
using F = BulkSocketFixture;

namespace {

constexpr int fixtures = 20;
constexpr int locks = 6;

QList<Change> creations(const F &f, int run)
{
    QList<Change> changes;
    for (int lock = 0; lock < locks; ++lock) {
        changes += f.creation(lock, B::codeNumber(20 + (lock + run) / 3)); // alone or with others
        CreateAuthorization app = ChangesFixture::newCode(345678, B::lock(lock));
        app.after.type = AuthorizationType::App;
        app.after.code.reset();
        app.after.accountUserId = AccountUserId(502 + (lock + run) / 2 % 2);
        changes += f.of(B::lock(lock), app);
    }
    return changes;
}

} // namespace

// BULK-3 over TLS: a fifth of the connections end once the creation is processed. Qt itself must not repeat
// it, nor may the program.
class BulkSocketTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lostAnswersCreateNothingTwice()
    {
        QLoggingCategory::setFilterRules(u"lockdesk.*=false"_s);
        std::vector<std::unique_ptr<F>> all;
        std::vector<ChangeSetId> sets;
        QSet<std::pair<size_t, ChangeId>> lost;
        for (int run = 0; run < fixtures; ++run) {
            F &f = *all.emplace_back(
                std::make_unique<F>(locks, 1, DelayRange{200ms, 2s}, DelayRange{100ms, 500ms}, 5ms));
            f.serviceRandom.seed(quint32(run + 1));
            SimulatedBehaviour behaviour = f.nuki.behaviour();
            behaviour.answerLoss = 0.2;
            f.nuki.setBehaviour(behaviour);
            QObject::connect(&f.session->changes, &ChangeStore::changed, &f.session->changes,
                [&f, &lost, run](ChangeId id) {
                    const Change *change = f.session->changes.find(id);
                    if (change->status == ChangeStatus::Sent && !change->reason.isEmpty())
                        lost.insert({size_t(run), id});
                });
            sets.push_back(f.sendAll(creations(f, run)));
        }
        for (size_t run = 0; run < all.size(); ++run)
            QVERIFY(all[run]->passUntilDone(sets[run], 60s));
        for (size_t run = 0; run < all.size(); ++run) {
            const F &f = *all[run];
            QCOMPARE(f.count(sets[run], ChangeStatus::Confirmed), 2 * locks);
            QMap<QString, int> delivered;
            for (const RecordedRequest &request : f.server.requests()) {
                if (request.method == "GET")
                    continue;
                for (const WrittenRecord &record : writtenBy(request.method, request.path, request.body))
                    ++delivered[record.key];
            }
            QCOMPARE(delivered.size(), 2 * locks);
            for (const int times : std::as_const(delivered))
                QCOMPARE(times, 1);
            QCOMPARE(f.session->account.authorizations().authorizations().size(), 4 * locks);
        }
        qInfo("%d creations in %d runs, %d of them without an answer", 2 * locks * fixtures, fixtures,
            int(lost.size()));
        QVERIFY(lost.size() > 10);
    }
};

QTEST_GUILESS_MAIN(BulkSocketTest)
#include "bulksockettest.moc"
