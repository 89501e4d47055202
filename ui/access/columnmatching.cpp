#include "columnmatching.h"

#include "redact.h"

#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>

namespace lockdesk {

namespace {

constexpr qsizetype maxHeader = 40;

// A file's header is no mnemonic and no HTML.
QLabel *labelOf(const QString &header)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setText(forDisplay(header, maxHeader).replace(u'&', QStringLiteral("&&")));
    return label;
}

} // namespace

ColumnMatching::ColumnMatching(const QStringList &headers, QWidget *parent)
    : QWidget(parent)
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    const QList<std::optional<AccessColumn>> matched = matchedColumns(headers);
    const FileLanguage language = fileLanguage(QLocale().name());
    for (qsizetype i = 0; i < headers.size(); ++i) {
        auto *box = new QComboBox;
        box->addItem(tr("(not used)"), -1);
        for (const AccessColumn column : accessColumns()) {
            if (column <= AccessColumn::Id) // the others are only told
                box->addItem(columnWord(column, language), int(column));
        }
        const int index = matched.at(i) ? box->findData(int(*matched.at(i))) : 0;
        box->setCurrentIndex(qMax(0, index));
        QLabel *label = labelOf(headers.at(i));
        label->setBuddy(box);
        form->addRow(label, box);
        m_boxes += box;
        connect(box, &QComboBox::currentIndexChanged, this, &ColumnMatching::changed);
    }
}

QList<std::optional<AccessColumn>> ColumnMatching::columns() const
{
    QList<std::optional<AccessColumn>> columns;
    for (const QComboBox *box : m_boxes) {
        const int column = box->currentData().toInt();
        columns += column < 0 ? std::nullopt : std::optional(AccessColumn(column));
    }
    return columns;
}

} // namespace lockdesk
