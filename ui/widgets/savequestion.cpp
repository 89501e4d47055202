#include "savequestion.h"

#include "confirmdialog.h"
#include "redact.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(SaveQuestion)
};

void askToReplace(QWidget *parent, Clock &clock, const QString &path, const std::function<void()> &replace)
{
    const QString name = forDisplay(QFileInfo(path).fileName(), 80);
    auto *dialog = new ConfirmDialog(clock,
        {Words::tr("Replace file"), Words::tr("Replace “%1”?").arg(name),
            Words::tr("What the file holds now is lost."), Words::tr("Replace"), "export"_L1},
        parent);
    QObject::connect(dialog, &QDialog::accepted, parent, replace);
    dialog->open();
}

} // namespace

void askWhereToSave(QWidget *parent, Clock &clock, const SaveQuestion &question,
    const std::function<void(const QString &path)> &save)
{
    auto *dialog = new QFileDialog(parent, question.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setNameFilters({Words::tr("CSV files (*.csv)"), Words::tr("All files (*)")});
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // it would ask in an event loop of its own
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->selectFile(question.suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, [parent, &clock, save](const QString &path) {
        if (QFileInfo::exists(path))
            askToReplace(parent, clock, path, [save, path] { save(path); });
        else
            save(path);
    });
    dialog->open();
}

} // namespace lockdesk
