#include <QFile>
#include <QtPlugin>

/// A platform plugin from a folder that somebody named in the environment: it leaves a mark once it is
/// loaded, which is all that it can do.
class HostilePlugin : public QObject
{
    Q_OBJECT
    Q_PLUGIN_METADATA(
        IID "org.qt-project.Qt.QPA.QPlatformIntegrationFactoryInterface.5.3" FILE "hostileplugin.json")
};

namespace {

struct Mark
{
    Mark()
    {
        QFile file(qEnvironmentVariable("LOCKDESK_HOSTILE_MARK"));
        (void)file.open(QIODevice::WriteOnly);
    }
};
const Mark mark;

} // namespace

#include "hostileplugin.moc"
