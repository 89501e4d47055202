#include "fitdialog.h"

#include <QDialog>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>

namespace lockdesk {

void fitToContent(QDialog *dialog, const QScrollArea *area)
{
    const QSize bars(area->verticalScrollBar()->sizeHint().width(), 2 * area->frameWidth());
    const QSize needed = dialog->sizeHint() - area->sizeHint() + area->widget()->sizeHint() + bars;
    dialog->resize(needed.boundedTo(dialog->screen()->availableSize()));
}

} // namespace lockdesk
