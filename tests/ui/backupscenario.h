#pragma once

#include "accessscenario.h"

#include <QFileDialog>

namespace lockdesk {

/// A scenario with the dialogs "Back up access" and "Restore access", and a folder for the files.
class BackupScenario : public AccessScenario
{
public:
    using AccessScenario::AccessScenario;

    QString file(const QString &name) const { return m_files.filePath(name); }

    QDialog *openBackup() const
    {
        command(QStringLiteral("Back up access…"));
        return dialogNamed(QStringLiteral("Back up access"));
    }
    QDialog *openRestore() const
    {
        command(QStringLiteral("Restore access…"));
        return dialogNamed(QStringLiteral("Restore access"));
    }

    /// Gives this file to the file dialog that is open.
    static void give(const QString &path)
    {
        QFileDialog *dialog = nullptr;
        const QWidgetList windows = QApplication::topLevelWidgets();
        for (QWidget *window : windows) {
            if (auto *found = qobject_cast<QFileDialog *>(window); found && found->isVisible())
                dialog = found;
        }
        if (!dialog)
            qFatal("no file dialog");
        dialog->findChild<QLineEdit *>(QStringLiteral("fileNameEdit"))->setText(path);
        QMetaObject::invokeMethod(dialog, "accept");
        settle();
    }

    /// Whether a label that starts so comes: the work beside the window takes real time.
    static bool waitFor(const QDialog *dialog, const QString &start)
    {
        return QTest::qWaitFor([&] { return !labelStarting(dialog, start).isEmpty(); }, 20'000);
    }

    /// Saves all devices, with codes where there is a passphrase.
    void backUp(const QString &path, const QString &passphrase = {}) const
    {
        using namespace Qt::StringLiterals;
        QDialog *dialog = openBackup();
        if (!passphrase.isEmpty()) {
            tick(dialog, u"Include keypad codes"_s, true);
            type(dialog, u"Passphrase"_s, passphrase);
            type(dialog, u"Repeat passphrase"_s, passphrase);
        }
        press(dialog, u"Save…"_s);
        give(path);
        if (!waitFor(dialog, u"Saved"_s))
            qFatal("not saved: %s", qUtf8Printable(wordsOn(dialog)));
        press(dialog, u"Close"_s);
        settle();
    }

    /// Opens the file in a dialog "Restore access" until it says what the backup comes to.
    QDialog *openRestoreOf(const QString &path, const QString &passphrase = {}) const
    {
        using namespace Qt::StringLiterals;
        QDialog *dialog = openRestore();
        press(dialog, u"Choose file…"_s);
        give(path);
        if (!passphrase.isEmpty()) {
            if (!waitFor(dialog, u"Backup: protected"_s))
                qFatal("no question: %s", qUtf8Printable(wordsOn(dialog)));
            type(dialog, u"Passphrase"_s, passphrase);
            press(dialog, u"Open"_s);
        }
        if (!waitFor(dialog, u"Total:"_s))
            qFatal("no plan: %s", qUtf8Printable(wordsOn(dialog)));
        return dialog;
    }

private:
    QTemporaryDir m_files;
};

} // namespace lockdesk
