// Renders every shared widget into PNGs, to be looked at: light, dark, and with text twice as large.
// usage: widgetgallery FOLDER      (QT_QPA_PLATFORM=offscreen will do)

#include "commandsdialog.h"
#include "confirmdialog.h"
#include "emptystate.h"
#include "filterline.h"
#include "manualclock.h"
#include "messagebar.h"
#include "roles.h"
#include "statedelegate.h"
#include "table.h"
#include "theme.h"
#include "weekscheduleeditor.h"
#include "weekstrip.h"
#include "weekstripdelegate.h"

#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QStandardItemModel>
#include <QStyleFactory>
#include <QVBoxLayout>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const QDateTime now(QDate(2026, 3, 4), QTime(13, 30), QTimeZone::utc());
const NukiTimeZone berlin(37);

AccessSchedule officeHours()
{
    AccessSchedule schedule;
    schedule.weekDays = 124;
    schedule.fromTime = 540;
    schedule.untilTime = 1020;
    schedule.fromDate = Instant::fromDateTime(now.addDays(-3));
    return schedule;
}

void fillTable(QStandardItemModel &model)
{
    model.setHorizontalHeaderLabels({u"Name"_s, u"State"_s, u"Schedule"_s, u"Status"_s});
    for (int row = 0; row < 11; ++row) {
        auto *state = new QStandardItem(u"State %1"_s.arg(row));
        state->setData(row % 6, StateKindRole);
        auto *schedule = new QStandardItem(u"Mon–Fri 09:00–17:00"_s);
        AccessSchedule value = row == 4 ? AccessSchedule{} : officeHours();
        if (row == 5)
            value.untilTime = 300; // unclear
        if (row == 6)
            value.untilDate = Instant::fromDateTime(now.addDays(-1)); // over
        schedule->setData(QVariant::fromValue(value), ScheduleRole);
        schedule->setData(QVariant::fromValue(berlin.zone()), ZoneRole);
        auto *status = new QStandardItem(text(ChangeStatus(row)));
        status->setData(row, ChangeStatusRole);
        auto *name = new QStandardItem(u"Front door %1 with a name that does not fit its column"_s.arg(row));
        model.appendRow({name, state, schedule, status});
        for (int column = 0; row > 7 && column < 4; ++column)
            model.item(row, column)->setData(true, StaleRole);
    }
}

void save(QWidget &widget, const QString &file, QSize size = {})
{
    widget.resize(size.isValid() ? size : widget.sizeHint());
    widget.show();
    QCoreApplication::processEvents();
    widget.grab().save(file);
}

void renderSmall(const QString &prefix, Clock &clock)
{
    QWidget page;
    auto *layout = new QVBoxLayout(&page);
    auto *filter = new FilterLine(clock, &page);
    filter->setHint(u"Name, person or device"_s);
    layout->addWidget(filter);
    for (const auto kind : {MessageBar::Kind::Information, MessageBar::Kind::Success,
             MessageBar::Kind::Warning, MessageBar::Kind::Error}) {
        auto *bar = new MessageBar(&page);
        bar->showMessage(kind,
            u"The service cannot be reached. What you see is from 09:00. We try again in 30 s."_s,
            kind == MessageBar::Kind::Error ? u"Try now"_s : QString());
        layout->addWidget(bar);
    }
    auto *strip = new WeekStrip(&page);
    strip->setSchedule(officeHours(), berlin.zone(), now);
    layout->addWidget(strip);
    auto *empty = new EmptyState(&page);
    empty->setContent(
        "access"_L1, u"Nobody has access yet"_s, u"Add a keypad code or invite a person."_s, u"Add"_s);
    layout->addWidget(empty, 1);
    save(page, prefix + u"small.png"_s, {700, 700});
}

void renderTable(const QString &prefix)
{
    QStandardItemModel model;
    fillTable(model);
    Table table(u"Devices"_s);
    table.setModel(&model);
    table.setItemDelegateForColumn(1, new StateDelegate(&table));
    auto *week = new WeekStripDelegate(&table);
    week->setNow(now);
    table.setItemDelegateForColumn(2, week);
    table.setItemDelegateForColumn(3, new StateDelegate(&table));
    table.horizontalHeader()->setStretchLastSection(true);
    table.setColumnWidth(0, 220);
    table.setColumnWidth(1, 130);
    table.resizeColumnToContents(2);
    table.selectRow(1);
    save(table, prefix + u"table.png"_s, {900, 420});
}

void renderEditor(const QString &prefix)
{
    WeekScheduleEditor editor;
    editor.setContentsMargins(12, 12, 12, 12);
    editor.setSchedule(officeHours(), berlin, now);
    save(editor, prefix + u"editor.png"_s);
    AccessSchedule odd = officeHours();
    odd.untilTime = 300;
    odd.fromDate = Instant::fromDateTime(QDateTime(QDate(2026, 10, 25), QTime(0, 30), QTimeZone::utc()));
    editor.setSchedule(odd, berlin, now);
    save(editor, prefix + u"editor-odd.png"_s);
    editor.setSchedule({}, NukiTimeZone(0), now);
    save(editor, prefix + u"editor-cairo.png"_s);
}

void renderDialogs(const QString &prefix, Clock &clock)
{
    auto *confirm = new ConfirmDialog(clock,
        {u"Unlock"_s, u"Unlock “Front door”?"_s,
            u"Whoever stands before it can come in. The lock was last seen locked at 09:00."_s,
            u"Unlock Front door"_s, "unlock"_L1},
        nullptr);
    save(*confirm, prefix + u"confirm.png"_s);
    delete confirm;
    QList<QAction *> actions;
    QObject owner;
    for (const QString &text : {u"&Lock"_s, u"&Unlock…"_s, u"&Refresh"_s, u"Go to Devices"_s}) {
        actions.append(new QAction(theme::icon("lock"_L1), text, &owner));
        actions.constLast()->setShortcut(Qt::CTRL | Qt::Key_L);
    }
    auto *commands = new CommandsDialog(actions, nullptr);
    save(*commands, prefix + u"commands.png"_s);
    delete commands;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    const QString folder = QString::fromLocal8Bit(argc > 1 ? argv[1] : ".") + u'/';
    const QFont usual = QApplication::font();
    QFont large = usual;
    large.setPointSizeF(large.pointSizeF() * 2);
    ManualClock clock(now);
    for (const auto &[name, palette, font] : {std::tuple(u"light-"_s, theme::lightPalette(), usual),
             std::tuple(u"dark-"_s, theme::darkPalette(), usual),
             std::tuple(u"large-"_s, theme::lightPalette(), large)}) {
        QApplication::setPalette(palette);
        QApplication::setFont(font);
        renderSmall(folder + name, clock);
        renderTable(folder + name);
        renderEditor(folder + name);
        renderDialogs(folder + name, clock);
    }
    return 0;
}
