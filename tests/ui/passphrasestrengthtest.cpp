#include "passphrasestrength.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class PassphraseStrengthTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void estimates_data()
    {
        QTest::addColumn<QString>("passphrase");
        QTest::addColumn<int>("strength");
        const auto row = [](const QString &passphrase, PassphraseStrength strength) {
            QTest::newRow(qPrintable(passphrase)) << passphrase << int(strength);
        };
        row(u""_s, PassphraseStrength::TooShort);
        row(u"aB3$5%7&9"_s, PassphraseStrength::TooShort);
        row(u"🔑🔑🔑🔑🔑"_s, PassphraseStrength::TooShort); // ten units, five characters
        row(u"1234567890"_s, PassphraseStrength::Weak);
        row(u"abcdefghijklmnopqrstuvwxyz"_s, PassphraseStrength::Weak);
        row(u"zyxwvutsrqponmlkjihgfedcba"_s, PassphraseStrength::Weak);
        row(u"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"_s, PassphraseStrength::Weak);
        row(u"abababababababababababababab"_s, PassphraseStrength::Weak);
        row(u"qwertyuiopasdfghjklzxcvbnm"_s, PassphraseStrength::Weak);
        row(u"QwErTyUiOp"_s, PassphraseStrength::Weak);
        row(u"frontdoors"_s, PassphraseStrength::Weak);
        row(u"Tk4-mb7-Vx"_s, PassphraseStrength::Fair);
        row(u"seven green boats"_s, PassphraseStrength::Fair);
        row(u"seven green boats at noon today"_s, PassphraseStrength::Good);
        row(u"Tk4-mb7-Vx9!pW"_s, PassphraseStrength::Good);
    }
    void estimates()
    {
        QFETCH(QString, passphrase);
        QFETCH(int, strength);
        QCOMPARE(int(strengthOf(passphrase)), strength);
        QVERIFY(text(strengthOf(passphrase)).startsWith(u"Strength: "));
    }
};

QTEST_APPLESS_MAIN(PassphraseStrengthTest)
#include "passphrasestrengthtest.moc"
