#include "backupdialog.h"

#include "backupaccount.h"
#include "backupfile.h"
#include "clock.h"
#include "confirmdialog.h"
#include "devicechecklist.h"
#include "fitdialog.h"
#include "managedcontrol.h"
#include "passphrasefields.h"
#include "redact.h"
#include "timetext.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardPaths>
#include <QVBoxLayout>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

QLabel *wrapped(const QString &text = {})
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

BackupDialog::BackupDialog(Session &session, bool mayHaveCodes, QWidget *parent)
    : QDialog(parent)
    , m_session(session)
    , m_devices(new DeviceCheckList(session.account.clock(), session.account.smartlocks().smartlocks()))
    , m_chosen(wrapped())
    , m_withCodes(new QCheckBox(tr("Include keypad codes")))
    , m_passphrase(new PassphraseFields)
    , m_asOf(wrapped())
    , m_outcome(wrapped())
    , m_save(new QPushButton(tr("Save…")))
    , m_close(new QPushButton(tr("Cancel")))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Back up access"));
    m_passphrase->setEnabled(false);
    restIfManaged(m_withCodes, !mayHaveCodes);
    auto *content = makeContent();
    auto *area = new QScrollArea; // for 200 % text on a small screen
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(area, 1);
    layout->addWidget(makeFoot());

    connect(m_devices, &DeviceCheckList::changed, this, &BackupDialog::follow);
    connect(m_withCodes, &QCheckBox::toggled, this, [this](bool isOn) {
        m_passphrase->setEnabled(isOn);
        if (!isOn)
            m_passphrase->forget();
        follow();
    });
    connect(m_passphrase, &PassphraseFields::changed, this, &BackupDialog::follow);
    Account &account = session.account;
    connect(&account.authorizations(), &TruthStore::changed, this, &BackupDialog::follow);
    follow();
    fitToContent(this, area);
}

QWidget *BackupDialog::makeContent()
{
    auto *content = new QWidget;
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins({});
    layout->addWidget(wrapped(tr("Saves every authorization of the chosen devices to a file, to be restored "
                                 "to the same device or to one that replaces it.")));
    layout->addWidget(m_devices, 1);
    layout->addWidget(m_chosen);
    layout->addWidget(m_withCodes);
    layout->addWidget(wrapped(
        tr("Codes are encrypted under a passphrase. Without them the file can be read by anybody who has it, "
           "and codes that are deleted meanwhile cannot be restored.")));
    layout->addWidget(m_passphrase);
    return content;
}

QWidget *BackupDialog::makeFoot()
{
    m_save->setDefault(true);
    m_close->setAutoDefault(false);
    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_save, QDialogButtonBox::ActionRole);
    buttons->addButton(m_close, QDialogButtonBox::RejectRole);
    connect(m_save, &QPushButton::clicked, this, &BackupDialog::askForFile);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *foot = new QWidget;
    auto *layout = new QVBoxLayout(foot);
    layout->setContentsMargins({});
    layout->addWidget(m_asOf);
    layout->addWidget(m_outcome);
    layout->addWidget(buttons);
    return foot;
}

void BackupDialog::follow()
{
    Account &account = m_session.account;
    const QList<SmartlockId> chosen = m_devices->chosen();
    int authorizations = 0;
    for (const SmartlockId device : chosen)
        authorizations += account.authorizations().countOf(device).value_or(0);
    m_chosen->setText(tr("Chosen: %1, %2")
                          .arg(tr("%n device(s)", nullptr, int(chosen.size())),
                              tr("%n authorization(s)", nullptr, authorizations)));
    const QString fetched = dateTimeText(account.authorizations().fetchedAt(), systemZone(), QLocale());
    QStringList facts;
    if (!fetched.isEmpty())
        facts += tr("As of %1.").arg(fetched);
    if (account.authorizations().isLoaded() && account.authorizations().error())
        facts +=
            tr("The list could not be refreshed since. %1").arg(explain(*account.authorizations().error()));
    if (const int unreadable = account.authorizations().unreadableCount(); unreadable > 0)
        facts += tr("%n authorization(s) could not be read and will be missing.", nullptr, unreadable);
    m_asOf->setText(facts.join(u' '));
    m_asOf->setVisible(!facts.isEmpty());
    if (m_saving.isBusy())
        return;
    const QString problem = stopper();
    m_save->setEnabled(problem.isEmpty());
    showOutcome(problem, {});
}

QString BackupDialog::stopper() const
{
    if (const QString notReady = notReadyWords(m_session.account); !notReady.isEmpty())
        return notReady;
    if (m_devices->chosen().isEmpty())
        return tr("Choose at least one device.");
    return m_withCodes->isChecked() ? m_passphrase->problem() : QString();
}

QString BackupDialog::suggestedName() const
{
    QString name = m_session.account.profile().name.simplified();
    for (QChar &letter : name) {
        if (!letter.isLetterOrNumber() && letter != u' ' && letter != u'-')
            letter = u'_';
    }
    const QString date = m_session.account.clock().now().date().toString(Qt::ISODate);
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return folder + u'/' + name.left(60) + u' ' + date + backupSuffix();
}

void BackupDialog::askForFile()
{
    if (!stopper().isEmpty() || m_saving.isBusy())
        return;
    auto *dialog = new QFileDialog(this, tr("Save the backup"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setFileMode(QFileDialog::AnyFile);
    dialog->setNameFilter(tr("Lockdesk backups (%1)").arg(u'*' + backupSuffix()));
    dialog->setDefaultSuffix(backupSuffix().mid(1));
    dialog->setOption(QFileDialog::DontConfirmOverwrite); // that question would run an event loop of its own
    dialog->selectFile(suggestedName());
    connect(dialog, &QFileDialog::fileSelected, this, &BackupDialog::askBeforeReplacing);
    dialog->open();
}

void BackupDialog::askBeforeReplacing(const QString &path)
{
    if (!QFileInfo::exists(path)) {
        save(path);
        return;
    }
    auto *question = new ConfirmDialog(m_session.account.clock(),
        {tr("Replace the file"), tr("Replace “%1”?").arg(forDisplay(QFileInfo(path).fileName())),
            tr("What is in it now will be lost."), tr("Replace"), "warning"_L1},
        this);
    connect(question, &QDialog::accepted, this, [this, path] { save(path); });
    question->open();
}

void BackupDialog::save(const QString &path)
{
    if (!stopper().isEmpty() || m_saving.isBusy()) // the account may have gone on meanwhile
        return;
    const bool withCodes = m_withCodes->isChecked();
    const Backup backup = takeBackup(m_session.account, m_devices->chosen(), withCodes);
    const auto passphrase = std::make_shared<Secret>(withCodes ? m_passphrase->passphrase() : Secret());
    int withoutDigits = 0;
    for (const BackedUpLock &lock : backup.locks) {
        withoutDigits += int(std::ranges::count_if(
            lock.authorizations, [](const Authorization &a) { return a.isKeypadCode() && !a.code; }));
    }
    QString success = tr("Saved %n authorization(s) to “%1”.", nullptr, backup.authorizationCount())
                          .arg(forDisplay(QFileInfo(path).fileName()));
    if (withCodes && withoutDigits > 0)
        success += u' '
            + tr("The service does not tell the digits of %n code(s); they are not in it.", nullptr,
                withoutDigits);
    m_save->setEnabled(false);
    m_outcome->setText(tr("Saving…"));
    m_outcome->show();
    m_saving.start([path, backup, passphrase] { return saveBackup(path, backup, *passphrase); },
        [this, success](const std::optional<FileProblem> &problem) {
            m_save->setEnabled(true);
            showOutcome(problem ? problem->text : QString(), success);
            if (problem)
                return;
            m_passphrase->forget();
            m_withCodes->setChecked(false);
            m_close->setText(tr("Close"));
            showOutcome({}, success); // again, after what the fields say
        });
}

void BackupDialog::reject()
{
    if (!m_saving.isBusy())
        QDialog::reject();
}

void BackupDialog::showOutcome(const QString &problem, const QString &success)
{
    m_outcome->setText(problem.isEmpty() ? success : tr("Problem: %1").arg(problem));
    m_outcome->setVisible(!m_outcome->text().isEmpty());
}

} // namespace lockdesk
