#pragma once

#include <QSettings>

namespace lockdesk {

/// An INI file of one `key=value` a line, keys as full paths, for QSettings. It is there because QSettings'
/// own INI writer does not notice when the last piece reaches a full disk, and then replaces the good file by
/// half a one (Qt 6.4). Values are texts, numbers and booleans; lines that make no sense are skipped.
QSettings::Format settingsFormat();

} // namespace lockdesk
