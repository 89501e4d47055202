#include "updatenotice.h"

#include "environment.h"
#include "redact.h"
#include "settings.h"
#include "updatecheck.h"

#include <QDesktopServices>
#include <QMenu>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

constexpr auto managedKey = "checkForUpdates"_L1;
constexpr qsizetype maxAddress = 600; // all of it, since somebody is to type it

} // namespace

UpdateNotice::UpdateNotice(const Environment &environment, QWidget *parent)
    : MessageBar(parent)
    , m_settings(environment.settings)
{
    if (!environment.updates.isUsable())
        return;
    m_check =
        std::make_unique<UpdateCheck>(environment.updates, environment.settings, environment.makeManager,
            environment.clock, environment.random, toVersion(QStringLiteral(LOCKDESK_VERSION)));
    connect(m_check.get(), &UpdateCheck::changed, this, &UpdateNotice::tell);
    connect(this, &MessageBar::actionTriggered, this, &UpdateNotice::openPage);
    connect(this, &MessageBar::dismissed, this, &UpdateNotice::noteDismissed);
    m_check->start();
}

UpdateNotice::~UpdateNotice() = default;

void UpdateNotice::addTo(QMenu *menu)
{
    if (!m_check)
        return;
    QAction *now = menu->addAction(tr("Check for updates now"), this, &UpdateNotice::checkNow);
    QAction *daily = menu->addAction(tr("Check for updates once a day"));
    daily->setCheckable(true);
    daily->setChecked(m_check->isOn());
    daily->setToolTip(
        tr("Asks %1 whether there is a newer version. Nothing about you or your locks is sent, and "
           "nothing is installed.")
            .arg(forDisplay(m_check->host())));
    connect(daily, &QAction::toggled, m_check.get(), &UpdateCheck::setOn);
    if (m_settings.isManaged(managedKey)) {
        daily->setEnabled(false);
        daily->setToolTip(tr("Set by your administrator."));
        if (!m_check->isOn()) {
            now->setEnabled(false);
            now->setToolTip(daily->toolTip());
        }
    }
    menu->setToolTipsVisible(true);
    menu->addSeparator();
}

void UpdateNotice::checkNow()
{
    m_isAsked = true;
    say(Kind::Information, tr("Looking for a newer version of Lockdesk…"));
    m_check->checkNow();
}

// Who did not ask is told of nothing but a version that they have not dismissed.
void UpdateNotice::tell()
{
    const bool isAsked = std::exchange(m_isAsked, false);
    const bool isAvailable = m_check->state() == UpdateCheck::State::Available;
    const bool isUnwanted =
        isAvailable && m_check->offered().latest.toString() == m_settings.dismissedUpdate();
    if (isAsked && m_check->fault())
        say(Kind::Warning,
            tr("Lockdesk could not find out whether there is a newer version. %1")
                .arg(explain(*m_check->fault(), forDisplay(m_check->host()))));
    else if (isAvailable && (isAsked || !isUnwanted))
        offer();
    else if (isAsked && m_check->state() == UpdateCheck::State::UpToDate)
        say(Kind::Success, tr("Lockdesk %1 is the newest version.").arg(QStringLiteral(LOCKDESK_VERSION)));
    else if (isAsked || !m_offered.isEmpty()) {
        m_offered.clear(); // taken back, or turned off
        dismiss();
    }
}

void UpdateNotice::offer()
{
    m_offered = m_check->offered().latest.toString();
    showMessage(Kind::Information, tr("Lockdesk %1 is available.").arg(m_offered), tr("Show it"));
}

void UpdateNotice::say(Kind kind, const QString &text)
{
    m_offered.clear();
    showMessage(kind, text);
}

void UpdateNotice::openPage()
{
    const QUrl page = m_check->offered().page;
    if (page.scheme() == "https"_L1 && QDesktopServices::openUrl(page)) {
        m_offered.clear();
        dismiss();
        return;
    }
    say(Kind::Warning,
        tr("No browser could be opened. Lockdesk %1 is at %2")
            .arg(m_check->offered().latest.toString(), forDisplay(page.toString(), maxAddress)));
}

void UpdateNotice::noteDismissed()
{
    if (!m_offered.isEmpty())
        m_settings.setDismissedUpdate(std::exchange(m_offered, {}));
}

} // namespace lockdesk
