#include "accessfeed.h"

#include "clock.h"
#include "session.h"

namespace lockdesk {

namespace {

// A step looks at so many rows that are as they were; one that is another takes longer.
constexpr int costAtOnce = 2'000;
constexpr int costOfChange = 10;

} // namespace

AccessFeed::AccessFeed(Session &session, AuthorizationModel &model, QObject *parent)
    : QObject(parent)
    , m_session(session)
    , m_model(model)
    , m_rows(session.account.smartlocks(), session.account.users(), session.changes)
{
    Account &account = session.account;
    m_later.setSingleShot(true);
    m_later.setInterval(0);
    connect(&m_later, &QTimer::timeout, this, &AccessFeed::feed);
    connect(&account.authorizations(), &AuthorizationStore::devicesChanged, this, &AccessFeed::note);
    connect(&account.smartlocks(), &SmartlockStore::devicesChanged, this, &AccessFeed::note);
    connect(&account.users(), &TruthStore::changed, this, [this] {
        if (m_rows.readPeople())
            note(m_session.account.authorizations().lists().devices());
    });
    connect(&session.changes, &ChangeStore::settled, this, [this](const QList<ChangeId> &ids) {
        const QSet<AuthorizationId> about = m_rows.readChanges(ids);
        m_records.insert(about.begin(), about.end());
        feed();
    });
    note(account.authorizations().lists().devices());
}

void AccessFeed::setAwake(bool isAwake)
{
    m_isAwake = isAwake;
    feed();
}

void AccessFeed::note(const QSet<SmartlockId> &devices)
{
    m_devices.insert(devices.begin(), devices.end());
    feed();
}

void AccessFeed::feed()
{
    if (!m_isAwake)
        return;
    m_model.setNow(m_session.account.clock().now());
    m_cost = 0;
    while (!m_devices.empty() && m_cost < costAtOnce)
        lookAtDevice(m_devices.extract(m_devices.begin()).value());
    while (!m_records.empty() && m_cost < costAtOnce)
        lookAtRecord(m_records.extract(m_records.begin()).value());
    m_model.putRows(std::exchange(m_others, {}));
    if (m_devices.empty() && m_records.empty())
        takeGone();
    else
        m_later.start();
    Q_EMIT fed();
}

void AccessFeed::lookAtDevice(SmartlockId device)
{
    ++m_cost;
    for (const AuthorizationId &id : m_shown.take(device))
        m_gone.insert(id, device);
    QList<AuthorizationId> shown;
    const QList<Authorization> records = m_session.account.authorizations().of(device);
    for (const AuthorizationRow &row : m_rows.rowsOf(device, records)) {
        if (row.authorization.id.isNull()) // not yet created
            continue;
        m_gone.remove(row.authorization.id);
        shown += row.authorization.id;
        look(row);
    }
    if (!shown.isEmpty())
        m_shown.insert(device, shown);
}

// What the table holds of it is as the store says, or its device is looked at as well.
void AccessFeed::lookAtRecord(const AuthorizationId &id)
{
    const AuthorizationRow *held = m_model.row(id);
    if (!held)
        return;
    AuthorizationRow row = *held;
    row.statusText = m_rows.statusText(row.authorization);
    look(row);
}

void AccessFeed::look(const AuthorizationRow &row)
{
    const AuthorizationRow *held = m_model.row(row.authorization.id);
    const bool isOther = !held || *held != row;
    if (isOther)
        m_others += row;
    m_cost += isOther && held ? costOfChange : 1;
}

// Unless they are on another device by now.
void AccessFeed::takeGone()
{
    QSet<AuthorizationId> gone;
    for (auto id = m_gone.cbegin(); id != m_gone.cend(); ++id) {
        const AuthorizationRow *held = m_model.row(id.key());
        if (held && held->authorization.smartlockId == id.value())
            gone.insert(id.key());
    }
    m_gone.clear();
    m_model.takeRows(gone);
}

} // namespace lockdesk
