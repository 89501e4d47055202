#include "change.h"

#include <QLocale>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

class ChangeTest : public QObject
{
    Q_OBJECT

    static Authorization cleaner()
    {
        Authorization a;
        a.type = AuthorizationType::KeypadCode;
        a.name = u"Cleaner"_s;
        a.code = KeypadCode::fromServer(987654);
        a.enabled = true;
        return a;
    }

private Q_SLOTS:
    // LEAK-2: the words of a change never hold a code.
    void neverShowsACode()
    {
        Authorization other = cleaner();
        other.code = KeypadCode::fromServer(456789);
        for (const ChangeSubject &subject : {ChangeSubject(CreateAuthorization{cleaner()}),
                 ChangeSubject(UpdateAuthorization{cleaner(), other, false}),
                 ChangeSubject(DeleteAuthorization{cleaner()})}) {
            Change change;
            change.subject = subject;
            const QString words =
                changeTitle(change) + beforeText(change, QLocale::c()) + afterText(change, QLocale::c());
            QVERIFY(!words.contains(u"987654"_s));
            QVERIFY(!words.contains(u"456789"_s));
            QVERIFY(words.contains(u"Cleaner"_s));
        }
    }

    void saysOnlyWhatDiffers()
    {
        Authorization after = cleaner();
        after.name = u"Cleaning"_s;
        Change change;
        change.subject = UpdateAuthorization{cleaner(), after, false};
        QCOMPARE(changeTitle(change), u"Edit access “Cleaner”"_s);
        QCOMPARE(beforeText(change, QLocale::c()), u"Name: Cleaner"_s);
        QCOMPARE(afterText(change, QLocale::c()), u"Name: Cleaning"_s);
    }

    void callsTheSwitchByItsName()
    {
        Authorization after = cleaner();
        after.enabled = false;
        Change change;
        change.subject = UpdateAuthorization{cleaner(), after, false};
        QCOMPARE(changeTitle(change), u"Disable access “Cleaner”"_s);
    }
};

QTEST_APPLESS_MAIN(ChangeTest)
#include "changetest.moc"
