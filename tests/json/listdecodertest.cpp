#include "listdecoder.h"

#include "authorizationjson.h"
#include "smartlockjson.h"
#include "testdata.h"

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

const QByteArray mixedList =
    quoted("[{'smartlockId':439041101},{'smartlockId':'x'},5,null,'text',[],{},{broken},"
           "{'smartlockId':21913877581,'type':5}]");

} // namespace

class ListDecoderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    // One odd record never hides the rest, and it is counted (JSON-2).
    void countsWhatItCannotRead()
    {
        ListDecoder<Smartlock> decoder(smartlockFromJson);
        decoder.feed(mixedList);
        const auto list = decoder.finish();
        QVERIFY(list);
        QCOMPARE(list->unreadable, 7);
        QCOMPARE(list->items.size(), 2);
        QCOMPARE(toNumber(list->items.at(0).id), qint64(439041101));
        QCOMPARE(toNumber(list->items.at(1).id), qint64(21913877581));
    }

    // Such an element spoils the list for its own id alone; one whose id is no good may be anybody's.
    void tellsTheIdsOfWhatItCannotRead()
    {
        ListDecoder<Authorization> decoder(authorizationFromJson);
        decoder.feed(quoted("[{'id':'6ab2be33a7fc3019addfa501'},{'id':'6ab2','smartlockId':7},{'id':5},"
                            "{'smartlockId':'x','id':'6ab2be33a7fc3019addfa502'},"
                            "{'smartlockId':7,'id':'6ab2be33a7fc3019addfa503'}]"));
        const auto list = decoder.finish();
        QVERIFY(list);
        QCOMPARE(list->items.size(), 1);
        QCOMPARE(list->unreadable, 4);
        QCOMPARE(
            list->unreadableIds, (QStringList{u"6ab2be33a7fc3019addfa501"_s, u"6ab2be33a7fc3019addfa502"_s}));
        QVERIFY(list->isOneAnswer);
    }

    void readsTheSameInPiecesOfAnySize()
    {
        QByteArray body = "[";
        for (const char *name : {"app", "bridge", "fob", "keypad", "keypadcode", "unconfirmedcode",
                 "arraycode", "ghost", "zkey", "virtual", "unreadable"})
            body += bodyOf(u"authorization/"_s + QLatin1StringView(name)) + ",";
        body += "{}]";
        ListDecoder<Authorization> atOnce(authorizationFromJson);
        atOnce.feed(body);
        const auto whole = atOnce.finish();
        QVERIFY(whole);
        QCOMPARE(whole->items.size(), 11);
        QCOMPARE(whole->unreadable, 1);
        for (const int size : {1, 13, 1000, 100'000}) {
            ListDecoder<Authorization> decoder(authorizationFromJson);
            for (qsizetype at = 0; at < body.size(); at += size)
                decoder.feed(body.mid(at, size));
            QCOMPARE(decoder.finish(), whole);
        }
    }

    void anIncompleteListIsNoList_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << ""_ba;
        QTest::newRow("cut") << quoted("[{'smartlockId':439041101},{'smartlo");
        QTest::newRow("cut between") << quoted("[{'smartlockId':439041101}");
        QTest::newRow("object") << quoted("{'detailMessage':'no'}");
        QTest::newRow("HTML") << "<html></html>"_ba;
        QTest::newRow("garbage after") << "[]x"_ba;
    }
    void anIncompleteListIsNoList()
    {
        QFETCH(QByteArray, body);
        ListDecoder<Smartlock> decoder(smartlockFromJson);
        decoder.feed(body);
        QVERIFY(!decoder.finish());
    }

    void readsAPage()
    {
        const auto page = [](const QByteArray &text) {
            return pageFromText<Smartlock>(quoted(text), smartlockFromJson);
        };
        const auto first =
            page("{'results':[{'smartlockId':7},{}],'pagination':{'totalPages':3,'totalItems':5}}");
        QVERIFY(first);
        QCOMPARE(first->list.items.size(), 1);
        QCOMPARE(first->list.unreadable, 1);
        QCOMPARE(first->list.elementCount(), 2);
        QCOMPARE(first->totalPages, 3);
        QCOMPARE(first->totalItems, 5);
        QCOMPARE(page("{'results':[]}"), PageResult<Smartlock>());
        QCOMPARE(page("{'results':[],'pagination':{'totalPages':null,'totalItems':'5'}}"),
            PageResult<Smartlock>());
        QVERIFY(!page("{'pagination':{'totalPages':0}}"));
        QVERIFY(!page("{'results':{}}"));
        QVERIFY(!page("{'results':[]"));
        QVERIFY(!page("{'results':[]}}"));
        QVERIFY(!page("{'results':[],}"));
        QVERIFY(!page("['results']"));
        QVERIFY(!page("{'results'}"));
        QVERIFY(!page(""));
        QCOMPARE(page("\xef\xbb\xbf{'pagination':{'a':['},]',{}]},'x':'\\\"]','results': [ ] }"),
            PageResult<Smartlock>());
    }

    // One name that was cut in the middle of a letter neither hides its record nor the others.
    void readsWhatIsNoUtf8_data()
    {
        QTest::addColumn<QByteArray>("name");
        QTest::addColumn<QString>("read");
        QTest::addColumn<bool>("mayGoBack");
        QTest::newRow("a letter cut in half") << "M\xc3"_ba << u"M\ufffd"_s << false;
        QTest::newRow("Latin-1") << "M\xfcller"_ba << u"M\ufffdller"_s << false;
        QTest::newRow("the same, sent as such") << "M\xef\xbf\xbdller"_ba << u"M\ufffdller"_s << true;
        QTest::newRow("a control character") << "M\x11ller"_ba << u"M\x11ller"_s << true;
        QTest::newRow("good") << "M\xc3\xbcller"_ba << u"M\u00fcller"_s << true;
    }
    void readsWhatIsNoUtf8()
    {
        QFETCH(QByteArray, name);
        QFETCH(QString, read);
        const QByteArray list = quoted("[{'smartlockId':7,'id':'6ab2be33a7fc3019addfa501','name':'Anna'},"
                                       "{'smartlockId':7,'id':'6ab2be33a7fc3019addfa502','name':'")
            + name + quoted("'},{'smartlockId':7,'id':'6ab2be33a7fc3019addfa503','name':'Cem'}]");
        ListDecoder<Authorization> decoder(authorizationFromJson);
        decoder.feed(list);
        const auto plain = decoder.finish();
        const auto page = pageFromText<Authorization>("{\"results\":" + list + "}", authorizationFromJson);
        QVERIFY(plain && page);
        QCOMPARE(page->list, *plain);
        QCOMPARE(plain->unreadable, 0);
        QCOMPARE(plain->items.size(), 3);
        QCOMPARE(plain->items.at(2).name, u"Cem"_s);
        Authorization found = plain->items.at(1);
        QCOMPARE(found.name, read);
        QTEST(mayGoBack(found), "mayGoBack");
        QCOMPARE(found.unreadable.contains(u"name"_s), !mayGoBack(found));
        found.name = u"Typed"_s;
        QVERIFY(mayGoBack(found));
    }

    // What is damaged besides is told of an id alone, or not at all.
    void countsWhatIsDamagedBeyondReading()
    {
        ListDecoder<Authorization> decoder(authorizationFromJson);
        decoder.feed(quoted("[{'smartlockId':7,'id':'6ab2be33a7fc3019addfa5\xc3'},"
                            "{'id':'6ab2be33a7fc3019addfa502','name':'\xc3'},{'name':'\xc3}]"));
        QVERIFY(!decoder.finish()); // the last one has no end
        ListDecoder<Authorization> other(authorizationFromJson);
        other.feed(quoted("[{'smartlockId':7,'id':'6ab2be33a7fc3019addfa5\xc3'},"
                          "{'id':'6ab2be33a7fc3019addfa502','name':'\xc3'},{'a\xc3':}]"));
        const auto list = other.finish();
        QVERIFY(list);
        QCOMPARE(list->unreadable, 3);
        QCOMPARE(list->unreadableIds, QStringList(u"6ab2be33a7fc3019addfa502"_s));
    }

    void keepsNothingOfAListThatIsTooLong()
    {
        for (const int most : {2, 3}) {
            ListDecoder<Smartlock> decoder(smartlockFromJson, most);
            decoder.feed(quoted("[{'smartlockId':7},{},"));
            decoder.feed(quoted("{'smartlockId':8}]"));
            QCOMPARE(decoder.isTooLong(), most == 2);
            QCOMPARE(decoder.finish().has_value(), most == 3);
        }
    }

    void anEmptyListIsAList()
    {
        ListDecoder<Smartlock> decoder(smartlockFromJson);
        decoder.feed(" [ ] ");
        QCOMPARE(decoder.finish(), ListResult<Smartlock>());
    }
};

QTEST_APPLESS_MAIN(ListDecoderTest)
#include "listdecodertest.moc"
