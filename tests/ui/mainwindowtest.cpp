#include "scenario.h"

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;
using namespace lockdesk::scenario;

class MainWindowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noOtherWindowOpens();
};

// Not for an instant: it would flicker, and take the focus and the keys with it.
void MainWindowTest::noOtherWindowOpens()
{
    struct Watch : QObject
    {
        QStringList shown;
        bool eventFilter(QObject *watched, QEvent *event) override
        {
            if (event->type() == QEvent::Show && watched->isWidgetType()
                && static_cast<QWidget *>(watched)->isWindow())
                shown += QString::fromLatin1(watched->metaObject()->className());
            return false;
        }
    } watch;
    QApplication::instance()->installEventFilter(&watch);
    Scenario s;
    s.startSignedIn();
    for (const QString &name : s.sections()) {
        s.section(name);
        s.pass(1s);
    }
    QCOMPARE(watch.shown, QStringList{u"lockdesk::MainWindow"_s});
    QCOMPARE(QApplication::activeWindow(), s.window.get());
}

QTEST_MAIN(MainWindowTest)
#include "mainwindowtest.moc"
