#include "program.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>

using namespace Qt::StringLiterals;

namespace lockdesk {

namespace {

// In memory where that is to be had: a run writes thousands of times.
QString place()
{
    const QString memory = u"/dev/shm"_s;
    return (QFileInfo(memory).isWritable() ? memory : QDir::tempPath()) + u"/lockdesk-simulation-XXXXXX"_s;
}

} // namespace

Program::Program(quint64 seed, const Knobs &knobs, VirtualTime &time, Line &line)
    : m_knobs(knobs)
    , m_time(time)
    , m_line(line)
    , m_random(quint32(Dice::mixed(seed, 3)))
    , m_folder(place())
    , m_key(SecretKey::random())
{
    m_disk = std::make_unique<FaultyDisk>(m_folder.path() + u"/kept"_s);
    QDir(m_folder.path()).mkpath(u"kept"_s);
}

Program::~Program()
{
    end();
    m_disk.reset();
}

void Program::start()
{
    if (m_session)
        return;
    m_line.beginSession();
    m_session = std::make_unique<Session>(
        Profile{u"default"_s, u"School"_s, QUrl(u"http://127.0.0.1"_s), true, {}}, Secret("CANARYTOKEN"),
        [this] { return m_line.makeManager(); }, m_time, m_random);
    QObject::connect(&m_session->changes, &ChangeStore::changed, &m_session->changes, [this](ChangeId id) {
        if (onChanged)
            onChanged(id);
    });
    m_session->keeper.expectOpening();
    m_session->account.start();
    m_keychain = std::make_unique<QObject>();
    Dice dice(Dice::mixed(quint64(m_time.truth()), 5));
    const int delay = m_knobs.has(Knob::LateKeychain) ? dice.between(1'000, 9'000) : dice.between(5, 60);
    m_time.callAfter(std::chrono::milliseconds(delay), m_keychain.get(), [this] { open(); });
}

void Program::open()
{
    auto journal = std::make_unique<Journal>(journalPath(), m_key.clone());
    m_isKeeping = journal->isKept();
    m_session->keeper.open(std::move(journal), History(historyPath()));
    m_session->keeper.waitForDisk();
    QCoreApplication::sendPostedEvents(); // the answer of its thread
    m_isOpen = true;
    if (onOpened)
        onOpened();
}

void Program::end()
{
    QElapsedTimer timer;
    timer.start();
    m_keychain.reset();
    m_session.reset();
    m_longestWait = std::max(m_longestWait, timer.elapsed());
    QCoreApplication::sendPostedEvents();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    m_isOpen = false;
    m_isKeeping = false;
}

void Program::quit()
{
    settle();
    end();
}

void Program::kill()
{
    m_disk->setFrozen(true);
    end();
    m_disk->setFrozen(false);
}

void Program::signOut()
{
    end();
    QDir(m_folder.path() + u"/kept"_s).removeRecursively();
    QDir(m_folder.path()).mkpath(u"kept"_s);
    m_key = SecretKey::random();
}

QList<Change> Program::journalled() const
{
    const QString copy = m_folder.path() + u"/look"_s;
    QFile::remove(copy);
    QList<Change> rows;
    if (!QFile::copy(journalPath(), copy))
        return rows;
    const Journal journal(copy, m_key.clone());
    for (const JournaledSet &set : journal.unfinished())
        rows += set.rows;
    return rows;
}

QMultiHash<QString, QString> Program::told() const
{
    QMultiHash<QString, QString> lines;
    (void)History(historyPath()).visit([&lines](const HistoryLine &line) {
        lines.insert(line.change, line.device);
    });
    return lines;
}

void Program::settle()
{
    for (int i = 0; i < 2; ++i) {
        QCoreApplication::sendPostedEvents();
        if (m_session) {
            m_session->account.transport().waitForReaders();
            m_session->runner.waitForPlan();
            m_session->review.waitForPlans();
            m_session->keeper.waitForDisk();
        }
        QCoreApplication::processEvents(); // the keeper has timers of the system's
    }
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace lockdesk
