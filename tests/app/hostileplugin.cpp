#include <QFile>
#include <QtPlugin>
#include <qpa/qplatformintegrationplugin.h>

/// A platform plugin from a folder that somebody named in the environment: it leaves a mark once it is loaded.
class HostilePlugin : public QPlatformIntegrationPlugin
{
    Q_OBJECT
    Q_PLUGIN_METADATA(IID QPlatformIntegrationFactoryInterface_iid FILE "hostileplugin.json")

public:
    QPlatformIntegration *create(const QString &, const QStringList &) override { return nullptr; }
};

namespace {

struct Mark
{
    Mark()
    {
        QFile file(qEnvironmentVariable("LOCKDESK_HOSTILE_MARK"));
        (void)file.open(QIODevice::WriteOnly);
    }
} const mark;

} // namespace

#include "hostileplugin.moc"
