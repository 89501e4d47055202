#pragma once

#include <QLoggingCategory>

namespace lockdesk {

Q_DECLARE_LOGGING_CATEGORY(logNet) // lockdesk.net: one line a request, never a body
Q_DECLARE_LOGGING_CATEGORY(logJson) // lockdesk.json: records that could not be read
Q_DECLARE_LOGGING_CATEGORY(logAccount) // lockdesk.account: sign-in, keychain, polling
Q_DECLARE_LOGGING_CATEGORY(logChanges) // lockdesk.changes: the life of each change
Q_DECLARE_LOGGING_CATEGORY(logSettings) // lockdesk.settings: what of an administrator's file was ignored
Q_DECLARE_LOGGING_CATEGORY(logUi) // lockdesk.ui

} // namespace lockdesk
