#pragma once

#include "theme.h"

#include <QIconEngine>

namespace lockdesk {

/// Paints one of the alpha masks of resources/icons/masks, tinted with the application's palette at the
/// moment of painting: Disabled in its disabled text colour, Selected in HighlightedText, otherwise in the
/// tone's colour.
class MaskIconEngine : public QIconEngine
{
public:
    /// `name` is a file name in resources/icons without its ending.
    MaskIconEngine(const QString &name, theme::Tone tone);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State state, qreal scale) override;
    QList<QSize> availableSizes(QIcon::Mode mode, QIcon::State state) override;
    QString iconName() override { return m_name; }
    QString key() const override;
    bool isNull() override { return !m_exists; }
    QIconEngine *clone() const override { return new MaskIconEngine(*this); }

private:
    QPixmap tinted(const QSize &devicePixels, QIcon::Mode mode) const;
    QColor colour(QIcon::Mode mode) const;
    QColor toneColour(const QPalette &palette) const;

    QString m_name;
    theme::Tone m_tone;
    bool m_exists;
    mutable qint64 m_paletteKey = 0; // the palette that m_toneColour was made for
    mutable QColor m_toneColour;
};

} // namespace lockdesk
