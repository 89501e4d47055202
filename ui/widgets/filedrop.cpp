#include "filedrop.h"

#include <QDropEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QUrl>
#include <QWidget>

namespace lockdesk {

FileDrop::FileDrop(const QStringList &suffixes, QWidget *target)
    : QObject(target)
    , m_suffixes(suffixes)
{
    target->setAcceptDrops(true);
    target->installEventFilter(this);
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    const bool isDrag = event->type() == QEvent::DragEnter || event->type() == QEvent::DragMove;
    if (!isDrag && event->type() != QEvent::Drop)
        return QObject::eventFilter(watched, event);
    auto *drop = static_cast<QDropEvent *>(event); // a drag is one, too
    const QString path = pathIn(drop->mimeData());
    if (path.isEmpty()) {
        drop->ignore();
        return true;
    }
    drop->setDropAction(Qt::CopyAction); // the file stays where it is
    drop->accept();
    if (!isDrag)
        Q_EMIT dropped(path);
    return true;
}

QString FileDrop::pathIn(const QMimeData *data) const
{
    const QList<QUrl> urls = data->urls();
    if (urls.size() != 1 || !urls.first().isLocalFile())
        return {};
    const QFileInfo file(urls.first().toLocalFile());
    return m_suffixes.contains(file.suffix().toLower()) && file.isFile() ? file.filePath() : QString();
}

} // namespace lockdesk
