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
        const auto whole =
            listFromJson<Authorization>(QJsonDocument::fromJson(body).array(), authorizationFromJson);
        QCOMPARE(whole.items.size(), 11);
        QCOMPARE(whole.unreadable, 1);
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
            return pageFromJson(parsed(quoted(text)), smartlockFromJson);
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
