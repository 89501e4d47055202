#include "setchoice.h"

#include "redact.h"
#include "timetext.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QSet>
#include <QSignalBlocker>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// The titles that more than one has.
QSet<QString> repeatedTitles(const QList<ChangeSet> &sets)
{
    QSet<QString> seen;
    QSet<QString> repeated;
    for (const ChangeSet &set : sets) {
        if (seen.contains(set.title))
            repeated.insert(set.title);
        seen.insert(set.title);
    }
    return repeated;
}

} // namespace

SetChoice::SetChoice(QWidget *parent)
    : QWidget(parent)
    , m_box(new QComboBox)
{
    auto *label = new QLabel(tr("Show"));
    label->setBuddy(m_box);
    m_box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_box->setMinimumContentsLength(24);
    m_box->setMaxVisibleItems(20);
    m_box->addItem(tr("All sets"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(label);
    layout->addWidget(m_box);
    connect(m_box, &QComboBox::currentIndexChanged, this, [this] {
        if (chosen() == m_lastChosen)
            return;
        m_lastChosen = chosen();
        m_box->setToolTip(plainToolTip(m_box->currentText()));
        Q_EMIT chosenChanged();
    });
}

bool SetChoice::setSets(const QList<ChangeSet> &sets)
{
    QList<ChangeSetId> ids;
    for (auto set = sets.crbegin(); set != sets.crend(); ++set)
        ids.append(set->id);
    if (ids == m_ids)
        return false;
    m_ids = ids;
    const QSet<QString> repeated = repeatedTitles(sets);
    const std::optional<ChangeSetId> kept = chosen();
    {
        const QSignalBlocker blocker(m_box);
        while (m_box->count() > 1)
            m_box->removeItem(m_box->count() - 1);
        for (auto set = sets.crbegin(); set != sets.crend(); ++set) {
            QString title = forDisplay(set->title);
            if (repeated.contains(set->title)) // told apart by when they were made
                title += u" · "_s + dateTimeText(set->created, systemZone(), QLocale());
            m_box->addItem(title, qint64(set->id));
        }
    }
    choose(kept);
    return true;
}

std::optional<ChangeSetId> SetChoice::chosen() const
{
    const QVariant id = m_box->currentData();
    return id.isValid() ? std::optional(ChangeSetId(id.toLongLong())) : std::nullopt;
}

void SetChoice::choose(std::optional<ChangeSetId> set)
{
    m_box->setCurrentIndex(set ? qMax(0, m_box->findData(qint64(*set))) : 0);
    if (chosen() != m_lastChosen) { // nobody was told while the box was filled anew
        m_lastChosen = chosen();
        Q_EMIT chosenChanged();
    }
}

} // namespace lockdesk
