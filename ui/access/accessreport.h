#pragma once

#include "change.h"

namespace lockdesk {

class ChangeStore;
class MessageBar;
struct ChangeSet;

/// Says in a message bar what has become of changes of access that have moved on.
class AccessReport
{
public:
    /// Both must outlive it.
    AccessReport(const ChangeStore &changes, MessageBar &bar);

    /// These have moved on. Of a set of several one message says how far it is, however many of it are among
    /// them; what is not about access, or is gone, is passed over.
    void tell(const QList<ChangeId> &ids);

private:
    void tellOne(const Change &change);
    void tellSet(const ChangeSet &set);

    const ChangeStore &m_changes;
    MessageBar &m_bar;
};

} // namespace lockdesk
