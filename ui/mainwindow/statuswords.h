#pragma once

#include <QString>

namespace lockdesk {

class Account;

/// "Updated 5 minute(s) ago": how old the data is that the window shows, or that there is none yet.
QString updatedText(Account &account);

/// "Connection: online", and until when where the service asks to wait (on this computer's clock).
QString connectionText(const Account &account);

} // namespace lockdesk
