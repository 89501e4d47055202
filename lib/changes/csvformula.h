#pragma once

#include <QString>

namespace lockdesk {

/// The field as it is safe in a spreadsheet program, which runs what begins with = + - @ (also full-width), a
/// tab, CR, LF or NUL, even behind spaces and quotes and however it is quoted (safety D20, CSV-1): such a
/// field gets an apostrophe in front.
QString guardedField(const QString &field);

/// The field that guardedField() was given, exactly; one that it never gave stays as it is.
QString unguardedField(const QString &field);

} // namespace lockdesk
