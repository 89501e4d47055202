#pragma once

#include "change.h"
#include "states.h"

#include <QColor>
#include <QIcon>
#include <QLatin1StringView>
#include <QPalette>

/// The one place for pictures and colours. Everything is derived from the palette in force when it is
/// painted, so that the system's light, dark and high-contrast schemes are followed without a style sheet.
namespace lockdesk::theme {

/// What a colour says. It never says it alone: words or a shape always stand beside it.
enum class Tone {
    Plain, ///< the palette's own text colour
    Secured,
    Unsecured,
    Open,
    Moving,
    Trouble,
    Unknown,
    Stale, ///< old or last-known data: subdued, yet readable
    Positive,
    Warning,
    Negative,
    Information,
};

/// The colour of `tone` on the Base of `palette`: its contrast with Base and AlternateBase is at least 4.5
/// (WCAG AA) wherever a colour can reach that.
QColor color(Tone tone, const QPalette &palette);

Tone tone(StateKind kind);
Tone tone(ChangeStatus status);

/// The name of the icon that shows a state by its shape.
QLatin1StringView iconName(StateKind kind);
QLatin1StringView iconName(ChangeStatus status);

/// The icon of resources/icons/<name>.svg in the palette's text colour, or in a tone's. Tinted when painted:
/// with the palette, state and device pixel ratio of that moment. An unknown name gives a null icon and a
/// warning.
QIcon icon(QLatin1StringView name, Tone tone = Tone::Plain);

/// The program's own icon, in full colour.
QIcon applicationIcon();

/// Whether the palette is a dark one: light text on a dark ground.
bool isDark(const QPalette &palette);

/// The contrast ratio of WCAG 2.1 between two opaque colours, 1 to 21.
double contrast(const QColor &a, const QColor &b);

/// `part` (0 to 1) of `over` mixed into `under`, for grounds and lines.
QColor mixed(const QColor &under, const QColor &over, double part);

/// Palettes for tests, screenshots and systems that have no scheme of their own. Nobody sets them otherwise.
QPalette lightPalette();
QPalette darkPalette();

} // namespace lockdesk::theme
