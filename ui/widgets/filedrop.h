#pragma once

#include <QObject>
#include <QStringList>

class QMimeData;
class QWidget;

namespace lockdesk {

/// Lets one file of some kinds be dropped on a widget, children that take no drops themselves included.
/// Anything else is not accepted, and the pointer says so.
class FileDrop : public QObject
{
    Q_OBJECT

public:
    /// Belongs to `target`. `suffixes` without the dot, lower case.
    FileDrop(const QStringList &suffixes, QWidget *target);

Q_SIGNALS:
    /// The path of an ordinary file on this computer.
    void dropped(const QString &path);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QString pathIn(const QMimeData *data) const;

    QStringList m_suffixes;
};

} // namespace lockdesk
