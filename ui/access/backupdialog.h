#pragma once

#include "session.h"
#include "sideline.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QPushButton;

namespace lockdesk {

class DeviceCheckList;
class PassphraseFields;
struct Backup;

/// Saves the authorizations of chosen devices to a file: with the keypad codes sealed under a passphrase, or
/// without them as readable JSON. It stays open until the file is there, and says so.
class BackupDialog : public QDialog
{
    Q_OBJECT

public:
    /// `session` must outlive the dialog, which deletes itself when closed. Show it with open().
    /// `mayHaveCodes` is false where the administrator allows no keypad codes in files.
    BackupDialog(Session &session, bool mayHaveCodes, QWidget *parent);

    /// Not while a file is being written: what came of it would stay unsaid.
    void reject() override;

private:
    QWidget *makeContent();
    QWidget *makeFoot();
    void follow();
    QString stopper() const;
    QString suggestedName() const;
    void askForFile();
    void askBeforeReplacing(const QString &path);
    void save(const QString &path);
    void showOutcome(const QString &problem, const QString &success);

    Session &m_session;
    DeviceCheckList *m_devices;
    QLabel *m_chosen;
    QCheckBox *m_withCodes;
    PassphraseFields *m_passphrase;
    QLabel *m_asOf;
    QLabel *m_outcome;
    QPushButton *m_save;
    QPushButton *m_close;
    Sideline m_saving{Sideline::AtEnd::LetGo};
};

} // namespace lockdesk
