#include "sectionlist.h"

#include "theme.h"

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr int NeedsRole = Qt::UserRole;

struct Section
{
    QString name;
    QLatin1StringView iconName;
    TokenScopes needs;
};

} // namespace

SectionList::SectionList(QWidget *parent)
    : QListWidget(parent)
{
    setAccessibleName(tr("Sections"));
    setIconSize({24, 24});
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    const QList<Section> sections{
        {tr("Devices"), "devices"_L1, TokenScope::Smartlock},
        {tr("Access"), "access"_L1, TokenScope::Authorizations},
        {tr("Changes"), "changes"_L1, {}},
    };
    for (const Section &section : sections) {
        auto *item = new QListWidgetItem(theme::icon(section.iconName), section.name, this);
        item->setData(NeedsRole, int(section.needs));
    }
    setMaximumWidth(sizeHintForColumn(0) + 4 * fontMetrics().averageCharWidth());
    setMinimumWidth(maximumWidth());
    connect(selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        const QModelIndexList rows = selectionModel()->selectedIndexes();
        if (!rows.isEmpty())
            Q_EMIT chosen(rows.first().row());
    });
}

QStringList SectionList::ids()
{
    return {u"devices"_s, u"access"_s, u"changes"_s};
}

bool SectionList::choose(const QString &id)
{
    const auto index = ids().indexOf(id);
    if (index < 0 || item(int(index))->isHidden())
        return false;
    setCurrentRow(int(index));
    return true;
}

void SectionList::chooseNone()
{
    clearSelection();
    setCurrentRow(-1);
}

void SectionList::offerAllBut(TokenScopes missing)
{
    for (int i = 0; i < count(); ++i) {
        const TokenScopes needs(item(i)->data(NeedsRole).toInt());
        item(i)->setHidden(needs & missing);
    }
    leaveHidden();
}

void SectionList::leaveHidden()
{
    const QModelIndexList shown = selectionModel()->selectedIndexes();
    if (shown.isEmpty() || !item(shown.first().row())->isHidden())
        return;
    int first = 0;
    while (item(first)->isHidden())
        ++first; // the changes always stay
    setCurrentRow(first);
}

} // namespace lockdesk
