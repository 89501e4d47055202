#include "accessfiles.h"

#include "clock.h"
#include "exportdialog.h"
#include "filedrop.h"
#include "importdialog.h"
#include "redact.h"

#include <QApplication>
#include <QFileInfo>

namespace lockdesk {

using namespace Qt::StringLiterals;

AccessFiles::AccessFiles(Session &session, bool mayHaveCodes, QWidget *page)
    : QObject(page)
    , m_session(session)
    , m_mayHaveCodes(mayHaveCodes)
    , m_page(page)
{
    connect(new FileDrop({u"csv"_s}, page), &FileDrop::dropped, this, [this](const QString &path) {
        if (!QApplication::activeModalWidget()) // one question at a time
            importFile(path);
    });
}

Snapshot AccessFiles::snapshot() const
{
    return {m_session.account.smartlocks().smartlocks(), m_session.account.authorizations().authorizations()};
}

void AccessFiles::exportRows(
    const QList<Authorization> &shown, const QList<Authorization> &selected, ShownClock clock)
{
    const ExportSource source{shown, selected, snapshot(), m_session.account.users().users(),
        m_session.account.clock().now().toLocalTime().date(), m_mayHaveCodes};
    auto *dialog = new ExportDialog(m_session.account.clock(), source, clock, m_page);
    connect(
        dialog, &ExportDialog::exported, this, [this](const QString &path, int count, bool includesCodes) {
            const QString name = forDisplay(QFileInfo(path).fileName(), 80);
            const QString words = includesCodes
                ? tr("%n authorization(s) exported with their codes to “%1”.", nullptr, count)
                : tr("%n authorization(s) exported to “%1”.", nullptr, count);
            Q_EMIT told(words.arg(name));
        });
    dialog->open();
}

void AccessFiles::importFile(const QString &path)
{
    const ImportWorld world{snapshot(), m_session.account.users().users(), m_session.account.clock().now()};
    auto *dialog = new ImportDialog(world, m_page);
    connect(dialog, &ImportDialog::changesMade, this, &AccessFiles::imported);
    if (!path.isEmpty())
        dialog->load(path);
    dialog->open();
}

} // namespace lockdesk
