#include "logentry.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class LogEntryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesWhatHappened()
    {
        QCOMPARE(logActionText(1, DeviceType::SmartLock34), u"Unlock"_s);
        QCOMPARE(logActionText(1, DeviceType::Opener), u"Ring to open on"_s);
        QCOMPARE(logActionText(240, DeviceType::SmartLock34), u"Door opened"_s);
        QCOMPARE(logActionText(99, DeviceType::SmartLock34), u"Unknown (99)"_s);
    }

    // nuki-facts chapter 0: "Tap to Unlock" with a keypad error has a table of its own, where 0 is no
    // success.
    void readsTapToUnlockByItsOwnTable()
    {
        QCOMPARE(logResultText(0, 1, Trigger::Keypad), u"Done"_s);
        QCOMPARE(logResultText(0, 3, Trigger::KeypadError), u"Access document revoked"_s);
        QCOMPARE(logResultText(37, 3, Trigger::KeypadError), u"No right to open"_s);
        QCOMPARE(logResultText(37, 3, Trigger::Keypad), u"Unknown (37)"_s);
        QCOMPARE(logResultText(224, 1, Trigger::Keypad), u"Wrong code"_s);
    }
};

QTEST_APPLESS_MAIN(LogEntryTest)
#include "logentrytest.moc"
