#pragma once

#include "accesspage.h"
#include "fakeaccessmanager.h"
#include "heartbeatreport.h"
#include "session.h"
#include "settings.h"

#include <QRandomGenerator>
#include <QTemporaryDir>

namespace lockdesk {

class TableProxy;

/// The section Access of an account with very many authorizations, on show, sorted by name, with some rows
/// selected. What the service says is put into the stores; nothing is asked of it.
class AccessBench
{
public:
    /// `records`: 2,000 or more, of a hundred on each device.
    explicit AccessBench(int records);
    ~AccessBench();

    /// Does everything once, and notes how promptly the event loop turns until it is all on show. Ends the
    /// program when something does not come about.
    void run(HeartbeatReport &report);

private:
    void measure(HeartbeatReport &report, const QString &name, const std::function<void()> &act);
    void await(const QString &what);
    AskedAt now() const { return AskedAt::by(m_clock); }
    ListResult<Authorization> list(const std::function<bool(int)> &isIn) const;
    void changeStatus(const QList<ChangeId> &ids, ChangeStatus status);

    const int m_records;
    SystemClock m_clock;
    QRandomGenerator m_random{7};
    FakeNetwork m_network;
    QTemporaryDir m_folder;
    Settings m_settings;
    Session m_session;
    std::unique_ptr<AccessPage> m_page;
    TableProxy *m_proxy = nullptr;
};

} // namespace lockdesk
