#include "logging.h"

namespace lockdesk {

Q_LOGGING_CATEGORY(logNet, "lockdesk.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logJson, "lockdesk.json", QtInfoMsg)
Q_LOGGING_CATEGORY(logAccount, "lockdesk.account", QtInfoMsg)
Q_LOGGING_CATEGORY(logChanges, "lockdesk.changes", QtInfoMsg)
Q_LOGGING_CATEGORY(logSettings, "lockdesk.settings", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "lockdesk.ui", QtInfoMsg)

} // namespace lockdesk
