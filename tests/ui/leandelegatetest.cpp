#include "leandelegate.h"
#include "roles.h"
#include "statedelegate.h"
#include "theme.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QStandardItemModel>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class LeanDelegateTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QApplication::setPalette(theme::lightPalette()); }
    void staleDataLooksOtherWithoutColour();
    void longTextIsElided();
    void markupIsShownVerbatim();
    void everyStateHasItsPicture();
    void changeStatusHasItsPicture();
    void pictureStandsAtTheStart();

private:
    static QImage paint(const QAbstractItemDelegate &delegate, const QStandardItem &item,
        QStyle::State state = QStyle::State_Enabled | QStyle::State_Active,
        Qt::LayoutDirection direction = Qt::LeftToRight);
    static QStandardItem *append(QStandardItemModel &model, const QString &text);
};

QStandardItem *LeanDelegateTest::append(QStandardItemModel &model, const QString &text)
{
    auto *item = new QStandardItem(text);
    model.appendRow(item);
    return item;
}

QImage LeanDelegateTest::paint(const QAbstractItemDelegate &delegate, const QStandardItem &item,
    QStyle::State state, Qt::LayoutDirection direction)
{
    QImage image(200, 24, QImage::Format_RGB32);
    image.fill(QApplication::palette().color(QPalette::Base));
    QStyleOptionViewItem option;
    option.rect = image.rect();
    option.state = state;
    option.direction = direction;
    option.font = QApplication::font();
    option.fontMetrics = QFontMetrics(option.font);
    option.palette = QApplication::palette();
    option.textElideMode = Qt::ElideMiddle;
    option.showDecorationSelected = true;
    QPainter painter(&image);
    painter.setLayoutDirection(direction);
    delegate.paint(&painter, option, item.index());
    return image;
}

void LeanDelegateTest::staleDataLooksOtherWithoutColour()
{
    QStandardItemModel model;
    QStandardItem *item = append(model, u"Locked, as of 09:00"_s);
    const LeanDelegate delegate;
    // As the eye without colour sees it.
    const auto shape = [](const QImage &image) {
        return image.convertToFormat(QImage::Format_Mono, Qt::ThresholdDither);
    };
    const QImage fresh = shape(paint(delegate, *item));
    item->setData(true, StaleRole);
    QVERIFY(shape(paint(delegate, *item)) != fresh);
}

void LeanDelegateTest::longTextIsElided()
{
    QStandardItemModel model;
    const LeanDelegate delegate;
    const QString name = u"A"_s + QString(10'000, u'x') + u"Z"_s;
    const QString elided = QFontMetrics(QApplication::font()).elidedText(name, Qt::ElideMiddle, 190);
    QCOMPARE(paint(delegate, *append(model, name)), paint(delegate, *append(model, elided)));
}

void LeanDelegateTest::markupIsShownVerbatim() // UI-4
{
    QStandardItemModel model;
    const LeanDelegate delegate;
    const QImage plain = paint(delegate, *append(model, u"Hall"_s));
    const QImage bold = paint(delegate, *append(model, u"<b>Hall</b>"_s));
    const QImage wide = paint(delegate, *append(model, u"Ha\nll"_s));
    QVERIFY(bold != plain);
    QVERIFY(wide != plain);
    const QRect secondLine(0, 20, 200, 4); // a line break breaks no line
    QCOMPARE(wide.copy(secondLine), plain.copy(secondLine));
}

void LeanDelegateTest::everyStateHasItsPicture()
{
    QStandardItemModel model;
    QStandardItem *item = append(model, {});
    const StateDelegate delegate;
    const QImage none = paint(delegate, *item);
    QList<QImage> seen{none};
    for (int kind = 0; kind <= int(StateKind::Unknown); ++kind) {
        item->setData(kind, StateKindRole);
        const QImage image = paint(delegate, *item);
        QVERIFY(!seen.contains(image));
        seen.append(image);
        item->setData(true, StaleRole);
        QVERIFY(StateKind(kind) == StateKind::Unknown || paint(delegate, *item) != image);
        item->setData({}, StaleRole);
        QVERIFY(paint(delegate, *item, QStyle::State_Enabled | QStyle::State_Active | QStyle::State_Selected)
            != image);
    }
}

void LeanDelegateTest::changeStatusHasItsPicture()
{
    QStandardItemModel model;
    QStandardItem *item = append(model, {});
    const StateDelegate delegate;
    QList<QImage> seen{paint(delegate, *item)};
    for (int status = 0; status <= int(ChangeStatus::Undone); ++status) {
        item->setData(status, ChangeStatusRole);
        const QImage image = paint(delegate, *item);
        QVERIFY(!seen.contains(image));
        seen.append(image);
    }
}

void LeanDelegateTest::pictureStandsAtTheStart()
{
    QStandardItemModel model;
    QStandardItem *item = append(model, {});
    item->setData(int(StateKind::Secured), StateKindRole);
    const StateDelegate delegate;
    const auto isInked = [](const QImage &image, const QRect &part) {
        for (int x = part.left(); x <= part.right(); ++x) {
            for (int y = part.top(); y <= part.bottom(); ++y) {
                if (image.pixelColor(x, y) != QApplication::palette().color(QPalette::Base))
                    return true;
            }
        }
        return false;
    };
    const QRect left(0, 0, 30, 24);
    const QRect right(170, 0, 30, 24);
    const QImage ltr = paint(delegate, *item);
    QVERIFY(isInked(ltr, left) && !isInked(ltr, right));
    const QImage rtl = paint(delegate, *item, QStyle::State_Enabled | QStyle::State_Active, Qt::RightToLeft);
    QVERIFY(!isInked(rtl, left) && isInked(rtl, right));
}

QTEST_MAIN(LeanDelegateTest)
#include "leandelegatetest.moc"
