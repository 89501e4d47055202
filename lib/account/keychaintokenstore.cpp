#include "keychaintokenstore.h"

#include "alarm.h"
#include "logging.h"
#include "redact.h"

#include <QPointer>
#include <deque>
#include <qt6keychain/keychain.h>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

constexpr qsizetype maxTokenBytes = 2000; // Windows holds 2,560 bytes with everything around them

QString service()
{
    return u"lockdesk"_s;
}

// Windows knows the key alone, so it carries the program's name (safety 4.1).
QString keyOf(const QString &profileId)
{
    return u"lockdesk/"_s + profileId;
}

// What QtKeychain calls "other" is in practice a keychain that cannot be reached (safety 4.1).
KeychainState stateOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return KeychainState::Ready;
    case QKeychain::EntryNotFound:
        return KeychainState::Missing;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return KeychainState::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
    case QKeychain::OtherError:
        break;
    }
    return KeychainState::Unreachable;
}

} // namespace

class KeychainTokenStore::Private
{
public:
    // One call of the store: some jobs after each other, one answer.
    struct Operation
    {
        Operation(Clock &clock, QString k, QObject *c, Answer a)
            : key(std::move(k))
            , context(c)
            , answer(std::move(a))
            , watchdog(clock)
        {
        }

        QString key;
        Secret token;
        bool isExpected = false;
        QPointer<QObject> context;
        Answer answer;
        Alarm watchdog;
        void (Private::*start)(const std::shared_ptr<Operation> &) = nullptr;
        bool isAnswered = false;
    };
    using Pointer = std::shared_ptr<Operation>;

    Private(Clock &clock, std::chrono::milliseconds patience)
        : m_clock(clock)
        , m_patience(patience)
    {
    }

    Pointer make(const QString &profileId, QObject *context, Answer answer)
    {
        return std::make_shared<Operation>(m_clock, keyOf(profileId), context, std::move(answer));
    }

    void enqueue(const Pointer &operation);
    void read(const Pointer &operation);
    void write(const Pointer &operation);
    void remove(const Pointer &operation);
    void answer(const Pointer &operation, KeychainState state, const QString &detail = {}, Secret token = {});

private:
    template <typename JobType, typename Then>
    void run(JobType *job, const Pointer &operation, Then then);
    void startNext();
    void readBackWritten(const Pointer &operation);
    void proveUnlocked(const Pointer &operation);
    void deleteEntry(const Pointer &operation);
    void readBackDeleted(const Pointer &operation);

    Clock &m_clock;
    std::chrono::milliseconds m_patience;
    std::deque<Pointer> m_waiting;
    bool m_isRunning = false; // a job is with QtKeychain, whether or not anyone still waits for it
    QObject m_context; // last member: gone first, and with it every way back from a job
};

void KeychainTokenStore::Private::enqueue(const Pointer &operation)
{
    const std::weak_ptr<Operation> weak = operation;
    operation->watchdog.set(m_patience, [this, weak] {
        if (const Pointer late = weak.lock())
            answer(late, KeychainState::Unreachable, TokenStore::tr("It did not answer in time."));
    });
    m_waiting.push_back(operation);
    startNext();
}

void KeychainTokenStore::Private::startNext()
{
    while (!m_isRunning && !m_waiting.empty()) {
        const Pointer next = std::move(m_waiting.front());
        m_waiting.pop_front();
        if (!next->isAnswered)
            (this->*next->start)(next);
    }
}

// Starts a job and goes on with `then(job)`, unless the operation has been answered meanwhile: then its
// remaining steps are not taken.
template <typename JobType, typename Then>
void KeychainTokenStore::Private::run(JobType *job, const Pointer &operation, Then then)
{
    m_isRunning = true;
    job->setAutoDelete(true);
    job->setKey(operation->key);
    const auto finished = [this, job, operation, then = std::move(then)] {
        m_isRunning = false;
        if (!operation->isAnswered)
            then(job);
        startNext();
    };
    // Some versions emit finished() twice.
    QObject::connect(job, &QKeychain::Job::finished, &m_context, finished, Qt::SingleShotConnection);
    job->start();
}

void KeychainTokenStore::Private::answer(
    const Pointer &operation, KeychainState state, const QString &detail, Secret token)
{
    operation->isAnswered = true;
    operation->watchdog.cancel();
    operation->token = {};
    if (state != KeychainState::Ready && state != KeychainState::Missing)
        qCWarning(logAccount).noquote() << "keychain state" << int(state) << forLog(detail);
    if (operation->context)
        answerLater(
            operation->context, std::move(operation->answer), {state, std::move(token), forDisplay(detail)});
}

void KeychainTokenStore::Private::read(const Pointer &operation)
{
    run(new QKeychain::ReadPasswordJob(service()), operation,
        [this, operation](QKeychain::ReadPasswordJob *job) {
            const KeychainState state = stateOf(job->error());
            Secret token(job->binaryData());
            if (state == KeychainState::Missing && operation->isExpected)
                answer(operation, KeychainState::Locked, job->errorString());
            else if (state == KeychainState::Ready && token.isEmpty())
                answer(operation, KeychainState::Broken,
                    TokenStore::tr("It gave an empty token.")); // KWallet hides its errors so
            else
                answer(operation, state, job->errorString(), std::move(token));
        });
}

void KeychainTokenStore::Private::write(const Pointer &operation)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setTextData(QString::fromUtf8(operation->token.reveal()));
    run(job, operation, [this, operation](QKeychain::WritePasswordJob *written) {
        if (written->error() == QKeychain::NoError)
            readBackWritten(operation);
        else
            answer(operation, stateOf(written->error()), written->errorString());
    });
}

// KWallet calls every write a success.
void KeychainTokenStore::Private::readBackWritten(const Pointer &operation)
{
    run(new QKeychain::ReadPasswordJob(service()), operation,
        [this, operation](QKeychain::ReadPasswordJob *job) {
            const Secret found(job->binaryData());
            const bool isSame =
                job->error() == QKeychain::NoError && found.reveal() == operation->token.reveal();
            answer(operation, isSame ? KeychainState::Ready : KeychainState::Broken, job->errorString());
        });
}

void KeychainTokenStore::Private::remove(const Pointer &operation)
{
    run(new QKeychain::ReadPasswordJob(service()), operation,
        [this, operation](QKeychain::ReadPasswordJob *job) {
            if (job->error() == QKeychain::NoError)
                deleteEntry(operation);
            else if (job->error() == QKeychain::EntryNotFound)
                proveUnlocked(operation);
            else
                answer(operation, stateOf(job->error()), job->errorString());
        });
}

// A locked keyring finds no entry and claims to have deleted it, but it refuses to write: what could be
// replaced by something worthless can be deleted for sure.
void KeychainTokenStore::Private::proveUnlocked(const Pointer &operation)
{
    auto *job = new QKeychain::WritePasswordJob(service());
    job->setTextData(u"-"_s);
    run(job, operation, [this, operation](QKeychain::WritePasswordJob *written) {
        const KeychainState state = stateOf(written->error());
        if (state == KeychainState::Ready)
            deleteEntry(operation);
        else
            answer(operation, state == KeychainState::Denied ? KeychainState::Locked : state,
                written->errorString());
    });
}

void KeychainTokenStore::Private::deleteEntry(const Pointer &operation)
{
    run(new QKeychain::DeletePasswordJob(service()), operation,
        [this, operation](QKeychain::DeletePasswordJob *job) {
            if (job->error() == QKeychain::NoError || job->error() == QKeychain::EntryNotFound)
                readBackDeleted(operation);
            else
                answer(operation, stateOf(job->error()), job->errorString());
        });
}

void KeychainTokenStore::Private::readBackDeleted(const Pointer &operation)
{
    run(new QKeychain::ReadPasswordJob(service()), operation,
        [this, operation](QKeychain::ReadPasswordJob *job) {
            if (job->error() == QKeychain::EntryNotFound)
                answer(operation, KeychainState::Ready);
            else
                answer(operation, KeychainState::Broken, TokenStore::tr("It may still hold the token."));
        });
}

KeychainTokenStore::KeychainTokenStore(Clock &clock, std::chrono::milliseconds patience)
    : d(std::make_unique<Private>(clock, patience))
{
}

KeychainTokenStore::~KeychainTokenStore() = default;

void KeychainTokenStore::read(const QString &profileId, bool isExpected, QObject *context, Answer answer)
{
    const auto operation = d->make(profileId, context, std::move(answer));
    operation->isExpected = isExpected;
    operation->start = &Private::read;
    d->enqueue(operation);
}

void KeychainTokenStore::write(const QString &profileId, const Secret &token, QObject *context, Answer answer)
{
    const auto operation = d->make(profileId, context, std::move(answer));
    if (token.isEmpty() || token.reveal().size() > maxTokenBytes) {
        d->answer(operation, KeychainState::Denied,
            TokenStore::tr("A token has 1 to 2,000 bytes; this one was not passed on."));
        return;
    }
    operation->token = token.clone();
    operation->start = &Private::write;
    d->enqueue(operation);
}

void KeychainTokenStore::remove(const QString &profileId, QObject *context, Answer answer)
{
    const auto operation = d->make(profileId, context, std::move(answer));
    operation->start = &Private::remove;
    d->enqueue(operation);
}

} // namespace lockdesk
