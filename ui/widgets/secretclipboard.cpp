#include "secretclipboard.h"

#include "alarm.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#if defined(Q_OS_MACOS) && QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QUtiMimeConverter>
#endif

namespace lockdesk {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto lifetime = 30s;

// What Windows takes from here as a format of that name; the number 0 says no.
QString windowsFormat(QLatin1StringView name)
{
    return u"application/x-qt-windows-mime;value=\""_s + name + u'"';
}

const QByteArray no(4, '\0');

#if defined(Q_OS_MACOS) && QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
const auto concealedType = "org.nspasteboard.ConcealedType"_L1;

// macOS knows formats by other names; this one's presence is all that is looked at.
class ConcealedType : public QUtiMimeConverter
{
public:
    QString mimeForUti(const QString &uti) const override { return uti == concealedType ? uti : QString(); }
    QString utiForMime(const QString &mime) const override
    {
        return mime == concealedType ? mime : QString();
    }
    QVariant convertToMime(const QString &, const QList<QByteArray> &data, const QString &) const override
    {
        return data.value(0);
    }
    QList<QByteArray> convertFromMime(const QString &, const QVariant &data, const QString &) const override
    {
        return {data.toByteArray()};
    }
};
#endif

// Lives as long as it is in the clipboard: whoever puts something else there deletes it, and with it the end
// that it waits for.
class SecretData : public QMimeData
{
public:
    SecretData(const QString &text, Clock &clock)
        : m_end(clock)
    {
        setText(text);
        setData(u"x-kde-passwordManagerHint"_s, "secret");
        setData(windowsFormat("ExcludeClipboardContentFromMonitorProcessing"_L1), no);
        setData(windowsFormat("CanIncludeInClipboardHistory"_L1), no);
        setData(windowsFormat("CanUploadToCloudClipboard"_L1), no);
#if defined(Q_OS_MACOS) && QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
        setData(concealedType, "secret");
#endif
        m_end.set(lifetime, [this] { takeBack(); });
        connect(qApp, &QCoreApplication::aboutToQuit, this, &SecretData::takeBack);
    }

private:
    // Compared by its place: to read what another program holds could wait for that.
    void takeBack()
    {
        QClipboard *clipboard = QGuiApplication::clipboard();
        if (clipboard->mimeData() == this)
            clipboard->clear(); // deletes this
    }

    Alarm m_end;
#if defined(Q_OS_MACOS) && QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    ConcealedType m_type;
#endif
};

} // namespace

void copySecret(const QString &text, Clock &clock)
{
    QGuiApplication::clipboard()->setMimeData(new SecretData(text, clock));
}

} // namespace lockdesk
