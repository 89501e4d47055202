#include "devicepicker.h"

#include "redact.h"

#include <algorithm>

namespace lockdesk {

namespace {

constexpr int idRole = Qt::UserRole;

SmartlockId idOf(const QListWidgetItem *item)
{
    return SmartlockId(item->data(idRole).toLongLong());
}

} // namespace

DevicePicker::DevicePicker(const QList<Smartlock> &devices, QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(tr("Devices"));
    setSelectionMode(QAbstractItemView::MultiSelection);
    setUniformItemSizes(true);
    QList<Smartlock> sorted = devices;
    std::ranges::sort(sorted, [](const Smartlock &a, const Smartlock &b) {
        return a.displayName().localeAwareCompare(b.displayName()) < 0;
    });
    for (const Smartlock &device : std::as_const(sorted)) {
        auto *item = new QListWidgetItem(forDisplay(device.displayName()), this);
        item->setData(idRole, toNumber(device.id));
        item->setToolTip(typeText(device).toHtmlEscaped());
        m_hasKeypad.insert(device.id, device.keypadPaired.value_or(true));
    }
    connect(this, &QListWidget::itemSelectionChanged, this, &DevicePicker::changed);
}

void DevicePicker::setNeedsKeypad(bool needsKeypad)
{
    for (int i = 0; i < count(); ++i) {
        const bool isChoosable = !needsKeypad || m_hasKeypad.value(idOf(item(i)));
        if (!isChoosable)
            item(i)->setSelected(false);
        item(i)->setHidden(!isChoosable);
    }
}

QList<SmartlockId> DevicePicker::chosen() const
{
    QList<SmartlockId> ids;
    for (int i = 0; i < count(); ++i) {
        if (item(i)->isSelected())
            ids += idOf(item(i));
    }
    return ids;
}

} // namespace lockdesk
