#include "theme.h"

#include "maskiconengine.h"

#include <algorithm>
#include <cmath>

namespace lockdesk::theme {

using namespace Qt::StringLiterals;

namespace {

double luminance(const QColor &colour)
{
    const auto channel = [](double c) {
        return c <= 0.03928 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(colour.redF()) + 0.7152 * channel(colour.greenF())
        + 0.0722 * channel(colour.blueF());
}

struct Paint
{
    double hue; // 0–1
    double saturation; // 0–1
};

Paint paintOf(Tone tone)
{
    switch (tone) {
    case Tone::Secured:
    case Tone::Positive:
        return {0.40, 0.75};
    case Tone::Unsecured:
    case Tone::Warning:
        return {0.09, 0.90};
    case Tone::Open:
        return {0.05, 0.85};
    case Tone::Moving:
    case Tone::Information:
        return {0.58, 0.75};
    case Tone::Trouble:
    case Tone::Negative:
        return {0.98, 0.72};
    case Tone::Plain:
    case Tone::Unknown:
    case Tone::Stale:
        break;
    }
    return {0.0, 0.0};
}

QPalette palette(const QColor &window, const QColor &base, const QColor &alternate, const QColor &button,
    const QColor &text, const QColor &faint, const QColor &highlight)
{
    QPalette result(button, window);
    for (const auto role :
        {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText}) {
        result.setColor(role, text);
        result.setColor(QPalette::Disabled, role, faint);
    }
    result.setColor(QPalette::Base, base);
    result.setColor(QPalette::AlternateBase, alternate);
    result.setColor(QPalette::ToolTipBase, button);
    result.setColor(QPalette::PlaceholderText, faint);
    result.setColor(QPalette::BrightText, Qt::white);
    result.setColor(QPalette::Highlight, highlight);
    result.setColor(QPalette::HighlightedText, Qt::white);
    result.setColor(QPalette::Disabled, QPalette::Highlight, mixed(window, text, 0.25));
    result.setColor(QPalette::Disabled, QPalette::HighlightedText, text);
    const QColor link = color(Tone::Information, result);
    result.setColor(QPalette::Link, link);
    result.setColor(QPalette::LinkVisited, link);
    return result;
}

} // namespace

double contrast(const QColor &a, const QColor &b)
{
    const auto [darker, lighter] = std::minmax({luminance(a), luminance(b)});
    return (lighter + 0.05) / (darker + 0.05);
}

QColor mixed(const QColor &under, const QColor &over, double part)
{
    const auto mix = [part](float a, float b) { return float(a + (b - a) * part); };
    return QColor::fromRgbF(
        mix(under.redF(), over.redF()), mix(under.greenF(), over.greenF()), mix(under.blueF(), over.blueF()));
}

bool isDark(const QPalette &palette)
{
    return luminance(palette.color(QPalette::Base)) < luminance(palette.color(QPalette::Text));
}

QColor color(Tone tone, const QPalette &palette)
{
    if (tone == Tone::Plain)
        return palette.color(QPalette::Text);
    const QColor base = palette.color(QPalette::Base);
    const QColor alternate = palette.color(QPalette::AlternateBase);
    // Of black and white one always reaches 4.5 against any ground: walk towards that one.
    const bool lighten = luminance(base) < 0.179;
    const Paint paint = paintOf(tone);
    QColor colour;
    for (int step = 0; step <= 30; ++step) {
        const double lightness = lighten ? 0.62 + 0.02 * step : 0.42 - 0.02 * step;
        colour = QColor::fromHslF(
            float(paint.hue), float(paint.saturation), float(std::clamp(lightness, 0.0, 1.0)));
        if (contrast(colour, base) >= 4.6 && contrast(colour, alternate) >= 4.6)
            break;
    }
    return colour;
}

Tone tone(StateKind kind)
{
    switch (kind) {
    case StateKind::Secured:
        return Tone::Secured;
    case StateKind::Unsecured:
        return Tone::Unsecured;
    case StateKind::Open:
        return Tone::Open;
    case StateKind::Moving:
        return Tone::Moving;
    case StateKind::Trouble:
        return Tone::Trouble;
    case StateKind::Unknown:
        break;
    }
    return Tone::Unknown;
}

Tone tone(ChangeStatus status)
{
    switch (status) {
    case ChangeStatus::Waiting:
    case ChangeStatus::Sent:
    case ChangeStatus::Accepted:
    case ChangeStatus::Listed:
        return Tone::Information;
    case ChangeStatus::Confirmed:
        return Tone::Positive;
    case ChangeStatus::Problem:
    case ChangeStatus::Conflict:
    case ChangeStatus::Unconfirmed:
        return Tone::Warning;
    case ChangeStatus::Failed:
        return Tone::Negative;
    case ChangeStatus::Draft:
    case ChangeStatus::Undone:
        break;
    }
    return Tone::Unknown;
}

QLatin1StringView iconName(StateKind kind)
{
    switch (kind) {
    case StateKind::Secured:
        return "state-secured"_L1;
    case StateKind::Unsecured:
        return "state-unsecured"_L1;
    case StateKind::Open:
        return "state-open"_L1;
    case StateKind::Moving:
        return "state-moving"_L1;
    case StateKind::Trouble:
        return "state-trouble"_L1;
    case StateKind::Unknown:
        break;
    }
    return "state-unknown"_L1;
}

QLatin1StringView iconName(ChangeStatus status)
{
    switch (status) {
    case ChangeStatus::Draft:
        return "change-draft"_L1;
    case ChangeStatus::Problem:
        return "warning"_L1;
    case ChangeStatus::Waiting:
        return "change-waiting"_L1;
    case ChangeStatus::Sent:
        return "change-sent"_L1;
    case ChangeStatus::Accepted:
        return "change-accepted"_L1;
    case ChangeStatus::Listed:
        return "change-listed"_L1;
    case ChangeStatus::Confirmed:
        return "change-confirmed"_L1;
    case ChangeStatus::Failed:
        return "change-failed"_L1;
    case ChangeStatus::Conflict:
        return "change-conflict"_L1;
    case ChangeStatus::Undone:
        return "change-undone"_L1;
    case ChangeStatus::Unconfirmed:
        break;
    }
    return "state-unknown"_L1;
}

QIcon icon(QLatin1StringView name, Tone tone)
{
    return QIcon(new MaskIconEngine(QString(name), tone));
}

QIcon applicationIcon()
{
    QIcon icon;
    for (const int size : {16, 24, 32, 48, 64, 128, 256})
        icon.addFile(u":/lockdesk/lockdesk-%1.png"_s.arg(size), QSize(size, size));
    return icon;
}

QPalette lightPalette()
{
    return palette(QColor(0xf3f2f0), Qt::white, QColor(0xf7f6f4), QColor(0xe9e7e4), QColor(0x1d2124),
        QColor(0x75797c), QColor(0x1f6480));
}

QPalette darkPalette()
{
    return palette(QColor(0x2a2e32), QColor(0x17191b), QColor(0x1d2022), QColor(0x383e43), QColor(0xeceff1),
        QColor(0x8f979c), QColor(0x2b7896));
}

} // namespace lockdesk::theme
