#include "secretfield.h"

#include "manualclock.h"
#include "secretclipboard.h"

#include <QApplication>
#include <QClipboard>
#include <QMimeData>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace lockdesk;

namespace {

const QString code = u"345678"_s;

QString copied()
{
    return QApplication::clipboard()->text();
}

QString primary()
{
    return QApplication::clipboard()->text(QClipboard::Selection);
}

} // namespace

// UI-2
class SecretFieldTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QApplication::clipboard()->clear(); }

    void testGoesAfterThirtySeconds()
    {
        for (int i = 0; i < 100; ++i) {
            copySecret(code, m_clock);
            QCOMPARE(copied(), code);
            m_clock.advance(29'999ms);
            QCOMPARE(copied(), code);
            m_clock.advance(1ms);
            QCOMPARE(copied(), QString());
        }
    }

    void testCopyingAgainBeginsAnew()
    {
        copySecret(code, m_clock);
        m_clock.advance(20s);
        copySecret(u"987654"_s, m_clock);
        m_clock.advance(20s);
        QCOMPARE(copied(), u"987654"_s);
        m_clock.advance(10s);
        QCOMPARE(copied(), QString());
    }

    void testWhatIsAnothersStays()
    {
        copySecret(code, m_clock);
        QApplication::clipboard()->setText(u"mine"_s);
        m_clock.advance(1h);
        QCOMPARE(copied(), u"mine"_s);
        copySecret(code, m_clock);
        QApplication::clipboard()->setText(code); // by another, though the same
        m_clock.advance(1h);
        QCOMPARE(copied(), code);
    }

    void testIsMarkedAsSecret()
    {
        copySecret(code, m_clock);
        const QMimeData *data = QApplication::clipboard()->mimeData();
        QCOMPARE(data->data(u"x-kde-passwordManagerHint"_s), "secret"_ba);
        for (const char *name : {"ExcludeClipboardContentFromMonitorProcessing",
                 "CanIncludeInClipboardHistory", "CanUploadToCloudClipboard"}) {
            const QString format =
                u"application/x-qt-windows-mime;value=\"%1\""_s.arg(QString::fromLatin1(name));
            QCOMPARE(data->data(format), QByteArray(4, '\0'));
        }
    }

    void testMaskedGivesNothing()
    {
        SecretField field(m_clock);
        show(field);
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_C, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_X, Qt::ControlModifier);
        QTest::mouseDClick(&field, Qt::LeftButton);
        QCOMPARE(field.text(), code);
        QCOMPARE(copied(), QString());
        QCOMPARE(primary(), QString());
        field.copyAll();
        QCOMPARE(copied(), code);
    }

    void testShownGivesNothingToThePrimarySelection()
    {
        SecretField field(m_clock);
        show(field);
        field.selectAll();
        field.setShown(true);
        QVERIFY(!field.hasSelectedText());
        const int middle = field.height() / 2;
        QTest::mousePress(&field, Qt::LeftButton, {}, {2, middle});
        QTest::mouseMove(&field, {field.width() - 4, middle});
        QTest::mouseRelease(&field, Qt::LeftButton, {}, {field.width() - 4, middle});
        QTest::mouseDClick(&field, Qt::LeftButton, {}, {10, middle});
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_Home);
        QTest::keyClick(&field, Qt::Key_End, Qt::ShiftModifier);
        field.selectAll();
        QVERIFY(!field.hasSelectedText());
        QCOMPARE(primary(), QString());
        QCOMPARE(copied(), QString());
        QTest::keyClick(&field, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(copied(), code);
        m_clock.advance(30s);
        QCOMPARE(copied(), QString());
        QTest::keyClick(&field, Qt::Key_9); // it can be edited
        QCOMPARE(field.text(), code + u'9');
    }

    // The last: it ends the event loop.
    void testGoesWhenTheProgramEnds()
    {
        copySecret(code, m_clock);
        QTimer::singleShot(0, qApp, &QCoreApplication::quit);
        qApp->exec();
        QCOMPARE(copied(), QString());
    }

private:
    static void show(SecretField &field)
    {
        field.setText(code);
        field.resize(200, field.sizeHint().height());
        field.show();
        field.setFocus();
        QVERIFY(QTest::qWaitForWindowExposed(&field));
    }

    ManualClock m_clock;
};

QTEST_MAIN(SecretFieldTest)
#include "secretfieldtest.moc"
