#include "backupopener.h"

#include "backupfile.h"
#include "redact.h"
#include "timetext.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QPushButton>
#include <QStandardPaths>

namespace lockdesk {

using namespace Qt::StringLiterals;

BackupOpener::BackupOpener(QWidget *parent)
    : QWidget(parent)
    , m_file(new QLineEdit)
    , m_passphraseLabel(new QLabel(tr("Passphrase")))
    , m_passphrase(new QLineEdit)
    , m_open(new QPushButton(tr("Open")))
    , m_facts(new QLabel)
    , m_progress(new QProgressBar)
    , m_stop(new QPushButton(tr("Stop")))
{
    auto *label = new QLabel(tr("Backup file"));
    label->setBuddy(m_file);
    m_file->setReadOnly(true);
    m_file->setMinimumWidth(m_file->fontMetrics().averageCharWidth() * 24);
    auto *choose = new QPushButton(tr("Choose file…"));
    choose->setAutoDefault(false);
    m_passphraseLabel->setBuddy(m_passphrase);
    m_passphrase->setEchoMode(QLineEdit::Password);
    m_passphrase->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    m_open->setAutoDefault(false);
    m_facts->setTextFormat(Qt::PlainText);
    m_facts->setWordWrap(true);
    m_progress->setRange(0, 0); // how long a passphrase takes is not known
    m_progress->setAccessibleName(tr("Opening the backup"));
    m_stop->setAutoDefault(false);
    for (QWidget *part : std::initializer_list<QWidget *>{m_progress, m_stop}) {
        QSizePolicy policy = part->sizePolicy();
        policy.setRetainSizeWhenHidden(true); // what is below does not jump
        part->setSizePolicy(policy);
    }

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins({});
    grid->addWidget(label, 0, 0);
    grid->addWidget(m_file, 0, 1);
    grid->addWidget(choose, 0, 2);
    grid->addWidget(m_passphraseLabel, 1, 0);
    grid->addWidget(m_passphrase, 1, 1);
    grid->addWidget(m_open, 1, 2);
    grid->addWidget(m_facts, 2, 0, 1, 3);
    grid->addWidget(m_progress, 3, 0, 1, 2);
    grid->addWidget(m_stop, 3, 2);
    askForPassphrase(false);
    showBusy(false);
    connect(choose, &QPushButton::clicked, this, &BackupOpener::chooseFile);
    connect(m_open, &QPushButton::clicked, this, &BackupOpener::unlock);
    connect(m_passphrase, &QLineEdit::returnPressed, this, &BackupOpener::unlock);
    connect(m_stop, &QPushButton::clicked, this, &BackupOpener::stop);
}

void BackupOpener::askForPassphrase(bool isAsked)
{
    m_passphrase->clear();
    for (QWidget *part : std::initializer_list<QWidget *>{m_passphraseLabel, m_passphrase, m_open})
        part->setVisible(isAsked);
}

void BackupOpener::showBusy(bool isBusy)
{
    m_open->setEnabled(!isBusy);
    m_progress->setVisible(isBusy);
    m_stop->setVisible(isBusy);
}

void BackupOpener::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Choose a backup"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Lockdesk backups (%1)").arg(u'*' + backupSuffix()), tr("All files (*)")});
    dialog->setDirectory(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    connect(dialog, &QFileDialog::fileSelected, this, &BackupOpener::readFile);
    dialog->open();
}

void BackupOpener::readFile(const QString &path)
{
    m_file->setText(forDisplay(QFileInfo(path).fileName()));
    m_file->setToolTip(forDisplay(path).toHtmlEscaped());
    m_bytes.clear();
    askForPassphrase(false);
    showBusy(false); // what it opened before no longer counts
    m_facts->setText(tr("Backup: being opened…"));
    Q_EMIT closed();
    m_work.start([path] { return readBackupFile(path); },
        [this](const Result<QByteArray, FileProblem> &bytes) {
            if (bytes) {
                take(*bytes);
                return;
            }
            m_facts->clear();
            Q_EMIT failed(bytes.error().text);
        });
}

void BackupOpener::take(const QByteArray &bytes)
{
    if (!isSealed(bytes)) {
        decode(bytes);
        return;
    }
    m_bytes = bytes;
    askForPassphrase(true);
    m_facts->setText(tr("Backup: protected with a passphrase. Enter it, then choose “Open”."));
    m_passphrase->setFocus();
}

void BackupOpener::unlock()
{
    if (!m_bytes.isEmpty() && m_open->isEnabled())
        decode(m_bytes);
}

void BackupOpener::stop()
{
    m_work.cancel();
    showBusy(false);
    m_facts->setText(tr("Backup: stopped, and not opened."));
    m_passphrase->setFocus();
}

void BackupOpener::decode(const QByteArray &bytes)
{
    Q_EMIT failed({});
    showBusy(true);
    m_facts->setText(tr("Backup: being opened…"));
    const auto passphrase = std::make_shared<const Secret>(passphraseFrom(m_passphrase->text()));
    m_work.start([bytes, passphrase] { return openBackup(bytes, *passphrase); },
        [this](const Result<Backup, FileProblem> &outcome) {
            showBusy(false);
            if (!outcome) {
                m_facts->clear();
                m_passphrase->selectAll();
                Q_EMIT failed(outcome.error().text);
                return;
            }
            m_bytes.clear();
            askForPassphrase(false);
            QStringList facts{
                tr("Backup: “%1”, made %2")
                    .arg(forDisplay(outcome->account), dateTimeText(outcome->made, systemZone(), QLocale())),
                tr("%n device(s)", nullptr, int(outcome->locks.size())),
                tr("%n authorization(s)", nullptr, outcome->authorizationCount()),
                outcome->hasCodes ? tr("with keypad codes") : tr("without keypad codes")};
            if (outcome->unreadable > 0)
                facts += tr("%n could not be read", nullptr, outcome->unreadable);
            m_facts->setText(facts.join(u", "_s));
            Q_EMIT opened(std::make_shared<const Backup>(*outcome));
        });
}

} // namespace lockdesk
