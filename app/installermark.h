#pragma once

namespace lockdesk {

/// Tells the installer for Windows, for as long as this process lives, that the program runs: it replaces no
/// files under it, but asks to close it first (packaging/windows/lockdesk.nsi looks for the same name).
/// Nothing on other systems, whose packages may be replaced at any time.
void tellInstallerThatItRuns();

} // namespace lockdesk
