#include "clockchoice.h"

#include "managedcontrol.h"
#include "settings.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>

namespace lockdesk {

using namespace Qt::StringLiterals;

ClockChoice::ClockChoice(Settings &settings, QWidget *parent)
    : QWidget(parent)
    , m_box(new QComboBox)
{
    auto *label = new QLabel(tr("Times in"));
    label->setBuddy(m_box);
    // In the order of ShownClock, by the names that the settings have for them.
    m_box->addItem(tr("Lock's time"), u"lock"_s);
    m_box->addItem(tr("My time"), u"mine"_s);
    m_box->addItem(tr("UTC"), u"utc"_s);
    m_box->setCurrentIndex(qMax(0, m_box->findData(settings.clockChoice())));
    restIfManaged(m_box, settings.isManaged("clockChoice"_L1));
    connect(m_box, &QComboBox::currentIndexChanged, this, [this, &settings] {
        settings.setClockChoice(m_box->currentData().toString());
        Q_EMIT changed(chosen());
    });
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_box);
}

ShownClock ClockChoice::chosen() const
{
    return ShownClock(m_box->currentIndex());
}

} // namespace lockdesk
