#include "devicechecklist.h"

#include "filterline.h"
#include "filterwords.h"
#include "redact.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QSignalBlocker>
#include <QVBoxLayout>
#include <algorithm>

namespace lockdesk {

namespace {

constexpr int idRole = Qt::UserRole;

} // namespace

DeviceCheckList::DeviceCheckList(Clock &clock, const QList<Smartlock> &devices, QWidget *parent)
    : QWidget(parent)
    , m_filter(new FilterLine(clock))
    , m_list(new QListWidget)
{
    m_list->setAccessibleName(tr("Devices"));
    m_list->setUniformItemSizes(true);
    QList<Smartlock> sorted = devices;
    std::ranges::sort(sorted, [](const Smartlock &a, const Smartlock &b) {
        return a.displayName().localeAwareCompare(b.displayName()) < 0;
    });
    for (const Smartlock &device : std::as_const(sorted)) {
        auto *item = new QListWidgetItem(forDisplay(device.displayName()), m_list);
        item->setData(idRole, toNumber(device.id));
        item->setToolTip(typeText(device).toHtmlEscaped());
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        item->setCheckState(Qt::Checked);
    }
    auto *buttons = new QHBoxLayout;
    for (const auto &[words, state] :
        {std::pair(tr("Choose all shown"), Qt::Checked), std::pair(tr("Choose none shown"), Qt::Unchecked)}) {
        auto *button = new QPushButton(words);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, wanted = state] { tickShown(wanted); });
        buttons->addWidget(button);
    }
    buttons->addStretch();
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_filter);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(m_filter, &FilterLine::changed, this, &DeviceCheckList::setFilter);
    connect(m_filter, &FilterLine::left, m_list, qOverload<>(&QWidget::setFocus));
    connect(m_list, &QListWidget::itemChanged, this, &DeviceCheckList::changed);
}

QList<SmartlockId> DeviceCheckList::chosen() const
{
    QList<SmartlockId> ids;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->checkState() == Qt::Checked)
            ids += SmartlockId(m_list->item(i)->data(idRole).toLongLong());
    }
    return ids;
}

void DeviceCheckList::setFilter(const QString &words)
{
    const FilterWords wanted(words);
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setHidden(!wanted.match(searchText(m_list->item(i)->text())));
}

void DeviceCheckList::tickShown(Qt::CheckState state)
{
    {
        const QSignalBlocker once(m_list);
        for (int i = 0; i < m_list->count(); ++i) {
            if (!m_list->item(i)->isHidden())
                m_list->item(i)->setCheckState(state);
        }
    }
    Q_EMIT changed();
}

} // namespace lockdesk
