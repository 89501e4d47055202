#pragma once

class QString;

namespace lockdesk {

class Clock;

/// Puts a secret into the clipboard for 30 s, or until the program ends or somebody copies something else;
/// what is another's by then stays. It is marked as secret in the ways that the managers of clipboards, and
/// those that carry them to other computers, look for. The clock must outlive the 30 s or the program's event
/// loop.
void copySecret(const QString &text, Clock &clock);

} // namespace lockdesk
