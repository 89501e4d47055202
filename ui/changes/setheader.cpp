#include "setheader.h"

#include "plainlabel.h"
#include "redact.h"
#include "timetext.h"

#include <QLabel>
#include <QLocale>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxSentences = 2'000;

QLabel *addLabel(QLayout *layout)
{
    QLabel *label = plainLabel(Qt::TextSelectableByMouse);
    layout->addWidget(label);
    return label;
}

void setWords(QLabel *label, const QString &words)
{
    label->setText(words);
    label->setVisible(!words.isEmpty());
}

} // namespace

SetHeader::SetHeader(QWidget *parent)
    : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(2);
    m_title = addLabel(layout);
    m_state = addLabel(layout);
    m_totals = addLabel(layout);
    QFont bold = m_title->font();
    bold.setBold(true);
    m_title->setFont(bold);
    showSet({}, {});
}

void SetHeader::showSet(const std::optional<ChangeSet> &set, const ChangeTotals &totals)
{
    const std::optional<ChangeSetId> id = set ? std::optional(set->id) : std::nullopt;
    if (!id || id != m_set)
        setTotals({});
    m_set = id;
    if (!set) {
        setWords(m_title, {});
        setWords(m_state, {});
        return;
    }
    setWords(m_title,
        tr("%1 · %2", "title of a set of changes · when it was made")
            .arg(forDisplay(set->title), dateTimeText(set->created, systemZone(), QLocale())));
    QStringList state;
    const int unsent = totals.count(ChangeStatus::Draft) + totals.count(ChangeStatus::Problem);
    if (set->isPaused && unsent + totals.underWay() > 0)
        state += tr("Paused. Nothing more is sent before Resume.");
    state += totals.text();
    setWords(m_state, state.join(u' '));
}

void SetHeader::setTotals(const QStringList &sentences)
{
    setWords(m_totals, forDisplay(sentences.join(u' '), maxSentences));
}

} // namespace lockdesk
