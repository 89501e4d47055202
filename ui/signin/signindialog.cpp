#include "signindialog.h"

#include "settings.h"
#include "webaddress.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace lockdesk {

namespace {

QLabel *wrapped(const QString &text)
{
    auto *label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

} // namespace

SignInDialog::SignInDialog(const QString &accountName, const QUrl &api, QWidget *parent)
    : QDialog(parent)
    , m_token(new QLineEdit)
    , m_name(new QLineEdit(accountName))
    , m_remember(new QCheckBox(tr("Remember in the keychain")))
    , m_rememberNote(wrapped({}))
    , m_problem(wrapped({}))
    , m_signIn(new QPushButton(tr("Sign in")))
    , m_retry(new QPushButton(tr("Try the keychain again")))
    , m_useStored(new QPushButton(tr("Use the stored token")))
{
    setWindowTitle(tr("Sign in"));
    m_token->setEchoMode(QLineEdit::Password);
    m_token->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    m_token->setMinimumWidth(m_token->fontMetrics().averageCharWidth() * 48);
    m_remember->setChecked(true);
    m_rememberNote->hide();
    m_problem->hide();
    m_retry->hide();
    m_useStored->hide();
    m_useStored->setAutoDefault(false);

    auto *form = new QFormLayout;
    form->addRow(tr("API token"), m_token);
    form->addRow(tr("Account name"), m_name);
    form->addRow(QString(), m_remember);
    form->addRow(QString(), m_rememberNote);

    auto *buttons = new QDialogButtonBox;
    buttons->addButton(m_signIn, QDialogButtonBox::AcceptRole);
    buttons->addButton(m_retry, QDialogButtonBox::ActionRole);
    buttons->addButton(m_useStored, QDialogButtonBox::ActionRole);
    buttons->addButton(tr("Cancel"), QDialogButtonBox::RejectRole);
    m_signIn->setAccessibleName(tr("Sign in")); // also while it says that it is signing in
    m_signIn->setDefault(true);

    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addWidget(
        wrapped(tr("Lockdesk works with an API token of your own Nuki account. Make one in Nuki Web "
                   "(web.nuki.io): menu API, then “Generate API token”.")));
    layout->addWidget(wrapped(
        tr("Scopes: “smartlock” or “smartlock.readOnly” shows the devices, “smartlock.action” operates them, "
           "“smartlock.auth” is for access, “account” for people, “smartlock.log” for the proof of what "
           "happened.")));
    if (!isSameAddress(api, defaultApi()))
        layout->addWidget(wrapped(whereItGoes(api)));
    layout->addLayout(form);
    layout->addWidget(m_problem);
    layout->addStretch();
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::accepted, this, &SignInDialog::submit);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_retry, &QPushButton::clicked, this, &SignInDialog::keychainRetryAsked);
    connect(m_useStored, &QPushButton::clicked, this, &SignInDialog::storedTokenChosen);
}

Secret SignInDialog::token() const
{
    return Secret(m_token->text().trimmed().toUtf8());
}

QString SignInDialog::accountName() const
{
    return m_name->text().trimmed();
}

bool SignInDialog::isRemembering() const
{
    return m_remember->isEnabled() && m_remember->isChecked();
}

void SignInDialog::setRememberOffered(bool isOffered, const QString &reason)
{
    m_remember->setEnabled(isOffered);
    m_remember->setChecked(isOffered);
    m_rememberNote->setText(reason);
    m_rememberNote->setVisible(!reason.isEmpty());
    makeRoom();
}

void SignInDialog::forgetRemembering()
{
    m_remember->setChecked(false);
}

void SignInDialog::setBusy(bool isBusy)
{
    m_token->setReadOnly(isBusy);
    m_signIn->setText(isBusy ? tr("Signing in…") : tr("Sign in"));
    m_signIn->setEnabled(!isBusy);
    m_retry->setEnabled(!isBusy);
    m_useStored->setEnabled(!isBusy);
}

void SignInDialog::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    makeRoom();
}

void SignInDialog::makeRoom()
{
    layout()->activate();
    const int needed =
        layout()->hasHeightForWidth() ? layout()->totalHeightForWidth(width()) : sizeHint().height();
    if (height() < needed)
        resize(width(), needed);
}

void SignInDialog::offerKeychainRetry(bool isOffered)
{
    m_retry->setVisible(isOffered);
}

void SignInDialog::offerStoredToken(bool isOffered)
{
    m_useStored->setVisible(isOffered);
}

QString SignInDialog::whereItGoes(const QUrl &api)
{
    const bool isVendors = api.host(QUrl::FullyEncoded) == defaultApi().host();
    return isVendors
        ? tr("The token will be sent to %1.").arg(addressText(api))
        : tr("The token will be sent to %1. That is another server than Nuki's own (%2): whoever runs it can "
             "use the token.")
              .arg(addressText(api), defaultApi().host());
}

void SignInDialog::submit()
{
    if (!token().isEmpty()) {
        Q_EMIT submitted();
        return;
    }
    showProblem(tr("Enter the API token first: paste it as Nuki Web shows it."));
    m_token->setFocus();
}

} // namespace lockdesk
