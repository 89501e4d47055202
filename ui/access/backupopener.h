#pragma once

#include "backup.h"
#include "sideline.h"

#include <QWidget>
#include <memory>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace lockdesk {

/// The part of a dialog that chooses a backup file and opens it, asking for the passphrase where there is
/// one. Reading and decrypting go on beside the window; decrypting can be stopped.
class BackupOpener : public QWidget
{
    Q_OBJECT

public:
    explicit BackupOpener(QWidget *parent = nullptr);

    /// Reads this file, as when it is chosen.
    void readFile(const QString &path);

Q_SIGNALS:
    /// Another file was chosen: what was opened before no longer counts.
    void closed();
    void opened(const std::shared_ptr<const lockdesk::Backup> &backup);
    /// What went wrong, in words; empty when it is tried again.
    void failed(const QString &problem);

private:
    void chooseFile();
    void take(const QByteArray &bytes);
    void unlock();
    void decode(const QByteArray &bytes);
    void stop();
    void askForPassphrase(bool isAsked);
    void showBusy(bool isBusy);

    QLineEdit *m_file;
    QLabel *m_passphraseLabel;
    QLineEdit *m_passphrase;
    QPushButton *m_open;
    QLabel *m_facts;
    QProgressBar *m_progress;
    QPushButton *m_stop;
    QByteArray m_bytes; // of a sealed file, until it is opened
    Sideline m_work{Sideline::AtEnd::LetGo};
};

} // namespace lockdesk
