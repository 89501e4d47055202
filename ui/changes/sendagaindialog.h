#pragma once

#include "confirmdialog.h"

namespace lockdesk {

/// Asks before an app access is created once more of which an earlier attempt may have happened: a second one
/// would let the person in twice, and the service keeps both. "Send again" accepts.
class SendAgainDialog : public ConfirmDialog
{
    Q_OBJECT

public:
    /// `names`: of the accesses, fit for display.
    SendAgainDialog(Clock &clock, const QStringList &names, QWidget *parent);

Q_SIGNALS:
    /// Nothing shall be sent, but looked for.
    void lookAgainAsked();
};

} // namespace lockdesk
