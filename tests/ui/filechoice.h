#pragma once

#include "byname.h"
#include "contentof.h"

#include <QFile>
#include <QFileDialog>

namespace lockdesk {

/// The open dialog that asks for a file; ends the test where there is none.
inline QFileDialog *fileDialog()
{
    const QWidgetList windows = QApplication::topLevelWidgets();
    for (QWidget *window : windows) {
        auto *dialog = qobject_cast<QFileDialog *>(window);
        if (dialog && dialog->isVisible())
            return dialog;
    }
    qFatal("nothing asks for a file");
}

/// Chooses a file there.
inline void chooseFile(const QString &path)
{
    QFileDialog *dialog = fileDialog();
    dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
    static_cast<QDialog *>(dialog)->accept();
}

inline void writeFile(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qUtf8Printable(path));
}

} // namespace lockdesk
