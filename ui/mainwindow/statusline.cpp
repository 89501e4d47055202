#include "statusline.h"

#include "account.h"
#include "statuswords.h"

#include <QLabel>

namespace lockdesk {

using namespace std::chrono_literals;

StatusLine::StatusLine(Clock &clock, QWidget *parent)
    : QStatusBar(parent)
    , m_counts(new QLabel)
    , m_updated(new QLabel)
    , m_connection(new QLabel)
    , m_tick(clock)
{
    for (QLabel *label : {m_counts, m_updated, m_connection})
        label->setTextFormat(Qt::PlainText);
    addWidget(m_counts, 1);
    addPermanentWidget(m_updated);
    addPermanentWidget(m_connection);
}

void StatusLine::follow(Account *account)
{
    m_tick.cancel();
    if (m_account) {
        m_account->disconnect(this);
        m_account->poller().disconnect(this);
    }
    m_account = account;
    if (!account) {
        m_counts->setText(tr("Not signed in"));
        m_updated->clear();
        m_connection->clear();
        return;
    }
    connect(account, &Account::connectionChanged, this, &StatusLine::showConnection);
    connect(&account->poller(), &Poller::polled, this, &StatusLine::showUpdated);
    showConnection();
    tick();
}

void StatusLine::setCounts(const QString &text)
{
    m_counts->setText(text);
}

void StatusLine::showUpdated()
{
    m_updated->setText(updatedText(*m_account));
}

void StatusLine::showConnection()
{
    m_connection->setText(connectionText(*m_account));
    showUpdated();
}

void StatusLine::tick()
{
    showUpdated();
    m_tick.set(1s, [this] { tick(); });
}

} // namespace lockdesk
