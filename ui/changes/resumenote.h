#pragma once

class QString;

namespace lockdesk {

class SetKeeper;

/// What to say beside sets of changes when they cannot be taken up again after the program was stopped, or
/// when something became of those that were kept: why, and what that means. Empty while they are kept as they
/// should be, and before the keeper knows. Ask again after SetKeeper::changed(). To be shown as plain text.
QString resumeNote(const SetKeeper &keeper);

} // namespace lockdesk
