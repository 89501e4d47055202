#include "accesscolumns.h"

#include "accesswords.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QList<FileLanguage> languages()
{
    QList<FileLanguage> all;
    for (int i = 0; i < fileLanguageCount; ++i)
        all += FileLanguage(i);
    return all;
}

} // namespace

class AccessColumnsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItsWordsInEveryLanguage()
    {
        for (const FileLanguage language : languages()) {
            QStringList headers;
            for (const AccessColumn column : accessColumns()) {
                headers += columnWord(column, language);
                QCOMPARE(columnNamed(headers.last()), column);
                QCOMPARE(columnNamed(u"  "_s + headers.last().toUpper() + u" (UTC)"_s), column);
            }
            QCOMPARE(languageOf(headers), language);
        }
    }

    void noWordMeansTwoColumns()
    {
        QHash<QString, AccessColumn> meaning;
        for (const FileLanguage language : languages()) {
            for (const AccessColumn column : accessColumns()) {
                const QString word = plainWord(columnWord(column, language));
                QVERIFY2(meaning.value(word, column) == column, qPrintable(word));
                meaning.insert(word, column);
            }
        }
    }

    void matchesColumnsByName()
    {
        const auto columns = matchedColumns({u"NAME"_s, u"Geraet"_s, u"gerät"_s,
            u"valid_from (Europe/Berlin)"_s, u"Name"_s, u"allowedUntilDate"_s, u""_s, u"Notes"_s});
        const QList<std::optional<AccessColumn>> expected{AccessColumn::Name, std::nullopt,
            AccessColumn::Device, AccessColumn::ValidFrom, std::nullopt, AccessColumn::ValidUntil,
            std::nullopt, std::nullopt};
        QCOMPARE(columns, expected);
        QCOMPARE(parenthesised(u"Valid from (Europe/Berlin) "_s), u"Europe/Berlin"_s);
        QCOMPARE(parenthesised(u"Valid from"_s), QString());
    }

    void knowsTheInterfacesLanguage()
    {
        QCOMPARE(fileLanguage(u"de_AT"_s), FileLanguage::German);
        QCOMPARE(fileLanguage(u"cs"_s), FileLanguage::Czech);
        QCOMPARE(fileLanguage(u"ja"_s), FileLanguage::English);
    }

    void readsItsOwnCells()
    {
        for (const FileLanguage language : languages()) {
            for (int mask = 1; mask <= allWeekdays; ++mask) {
                const QString text = daysText(Weekdays::fromInt(mask), language);
                QVERIFY2(daysFromText(text, language) == Weekdays::fromInt(mask), qPrintable(text));
            }
            for (const int type : {0, 1, 2, 3, 13, 14, 15, 99, -4})
                QCOMPARE(typeFromWord(typeWord(AuthorizationType(type), language)), AuthorizationType(type));
            QCOMPARE(yesNoFromWord(yesNoWord(true, language)), true);
            QCOMPARE(yesNoFromWord(yesNoWord(false, language)), false);
            QVERIFY(isNoneWord(noneWord(language)));
            QVERIFY(isLockClockWord(lockClockWord(language)));
        }
    }

    void readsDaysAsPeopleWriteThem()
    {
        const auto days = [](const QString &text, FileLanguage language = FileLanguage::English) {
            return int(daysFromText(text, language).value_or(Weekdays()));
        };
        QCOMPARE(days(u"Mon–Fri"_s), 124);
        QCOMPARE(days(u"mon - fri, SUNDAY"_s), 125);
        QCOMPARE(days(u"Sat-Mon"_s), 67);
        QCOMPARE(days(u"lundi; mardi"_s), 96);
        QCOMPARE(days(u"So"_s, FileLanguage::German), 1);
        QCOMPARE(days(u"So"_s, FileLanguage::Czech), 2);
        QCOMPARE(days(u"So"_s), 0); // Sunday or Saturday?
        for (const QString &odd :
            {u"Someday"_s, u"Mon-Tue-Wed"_s, u"124"_s, u"-"_s, u"Mon–"_s, u","_s, u""_s})
            QVERIFY2(days(odd) == 0, qPrintable(odd));
    }
};

QTEST_APPLESS_MAIN(AccessColumnsTest)
#include "accesscolumnstest.moc"
