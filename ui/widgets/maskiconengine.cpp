#include "maskiconengine.h"

#include "logging.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <algorithm>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QString maskFile(const QString &name, int factor)
{
    return factor == 1 ? u":/lockdesk/%1.png"_s.arg(name) : u":/lockdesk/%1@%2x.png"_s.arg(name).arg(factor);
}

// The smallest mask that needs no enlarging; scaled down from a finer one where no mask fits exactly, since a
// reduction to two thirds of a mask blurs its lines.
QImage mask(const QString &name, int side)
{
    const int factor = side % 24 == 0 && side <= 72 ? std::max(side / 24, 1) : (side <= 20 ? 2 : 3);
    QImage image(maskFile(name, factor));
    image.setDevicePixelRatio(1);
    if (image.width() == side)
        return image;
    return image.scaled(side, side, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
}

} // namespace

MaskIconEngine::MaskIconEngine(const QString &name, theme::Tone tone)
    : m_name(name)
    , m_tone(tone)
    , m_exists(QFile::exists(maskFile(name, 1)))
{
    if (!m_exists)
        qCWarning(logUi) << "no such icon:" << name;
}

QString MaskIconEngine::key() const
{
    return u"lockdesk-mask"_s;
}

QList<QSize> MaskIconEngine::availableSizes(QIcon::Mode, QIcon::State)
{
    return m_exists ? QList<QSize>{{16, 16}, {24, 24}, {48, 48}, {72, 72}} : QList<QSize>{};
}

void MaskIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State)
{
    const qreal ratio = painter->device()->devicePixelRatioF();
    QPixmap picture = tinted((QSizeF(rect.size()) * ratio).toSize(), mode);
    picture.setDevicePixelRatio(ratio);
    painter->drawPixmap(rect.topLeft(), picture);
}

QPixmap MaskIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    return tinted(size, mode);
}

QPixmap MaskIconEngine::scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    // Since then the size is given in device-independent pixels.
    QPixmap picture = tinted((QSizeF(size) * scale).toSize(), mode);
#else
    QPixmap picture = tinted(size, mode);
#endif
    picture.setDevicePixelRatio(scale);
    return picture;
}

QColor MaskIconEngine::colour(QIcon::Mode mode) const
{
    const QPalette palette = QGuiApplication::palette();
    switch (mode) {
    case QIcon::Disabled:
        return palette.color(QPalette::Disabled, QPalette::WindowText);
    case QIcon::Selected:
        return palette.color(QPalette::Active, QPalette::HighlightedText);
    case QIcon::Normal:
    case QIcon::Active:
        break;
    }
    return m_tone == theme::Tone::Plain ? palette.color(QPalette::Active, QPalette::WindowText)
                                        : toneColour(palette);
}

QColor MaskIconEngine::toneColour(const QPalette &palette) const
{
    if (m_paletteKey != palette.cacheKey()) {
        m_paletteKey = palette.cacheKey();
        m_toneColour = theme::color(m_tone, palette);
    }
    return m_toneColour;
}

QPixmap MaskIconEngine::tinted(const QSize &devicePixels, QIcon::Mode mode) const
{
    if (!m_exists || devicePixels.isEmpty())
        return {};
    const QColor tint = colour(mode);
    const QString key = u"lockdesk-mask %1 %2x%3 %4"_s.arg(m_name)
                            .arg(devicePixels.width())
                            .arg(devicePixels.height())
                            .arg(tint.rgba(), 0, 16);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    const int side = std::min(devicePixels.width(), devicePixels.height());
    QImage canvas(devicePixels, QImage::Format_ARGB32_Premultiplied);
    canvas.fill(Qt::transparent);
    QPainter painter(&canvas);
    painter.drawImage(
        (devicePixels.width() - side) / 2, (devicePixels.height() - side) / 2, mask(m_name, side));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(canvas.rect(), tint);
    painter.end();
    picture = QPixmap::fromImage(std::move(canvas));
    QPixmapCache::insert(key, picture);
    return picture;
}

} // namespace lockdesk
