#include "arraysplitter.h"

#include "testdata.h"

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList quotedAll(QByteArrayList texts)
{
    for (QByteArray &text : texts)
        text = quoted(text);
    return texts;
}

struct Outcome
{
    QByteArrayList elements;
    bool isComplete = false;
    bool isBroken = false;

    friend bool operator==(const Outcome &, const Outcome &) = default;
};

Outcome split(const QByteArray &text, qsizetype pieceSize)
{
    ArraySplitter splitter;
    Outcome outcome;
    for (qsizetype at = 0; at < text.size(); at += pieceSize)
        outcome.elements += splitter.feed(QByteArrayView(text).sliced(at, qMin(pieceSize, text.size() - at)));
    outcome.isComplete = splitter.isComplete();
    outcome.isBroken = splitter.isBroken();
    return outcome;
}

} // namespace

class ArraySplitterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void splits_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("elements");
        QTest::addColumn<bool>("isComplete");
        QTest::addColumn<bool>("isBroken");
        const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &elements,
                             char end) {
            QTest::newRow(name) << quoted(text) << quotedAll(elements) << (end == 'c') << (end == 'b');
        };
        // c: complete, b: broken, t: more may come
        row("empty array", "[]", {}, 'c');
        row("empty array with space", " \r\n[ \t] \n", {}, 'c');
        row("objects", "[{'a':1},{'b':[2,{'c':3}]}]", {"{'a':1}", "{'b':[2,{'c':3}]}"}, 'c');
        row("space between", "[ {} ,\n{} ]", {"{}", "{}"}, 'c');
        row("byte-order mark", "\xef\xbb\xbf[{}]", {"{}"}, 'c');
        row("mark and space", "\xef\xbb\xbf \n[{}]", {"{}"}, 'c');
        row("brackets in strings", "[{'a':']},[{'},']']", {"{'a':']},[{'}", "']'"}, 'c');
        row("escapes", "[{'a':'\\']'},{'b':'\\\\'},'\\\\\\']']",
            {"{'a':'\\']'}", "{'b':'\\\\'}", "'\\\\\\']'"}, 'c');
        row("scalars", "[1,-2.5e3 , true,null]", {"1", "-2.5e3", "true", "null"}, 'c');
        row("nested arrays", "[[],[[1],2]]", {"[]", "[[1],2]"}, 'c');
        row("other bytes", "[\"\xc3\xbc\xf0\x9f\x9a\xaa\"]", {"\"\xc3\xbc\xf0\x9f\x9a\xaa\""}, 'c');
        row("a bad element is handed on", "[{],{}]", {"{]", "{}"}, 'c');
        row("nothing", "", {}, 't');
        row("space only", "  ", {}, 't');
        row("cut after the bracket", "[", {}, 't');
        row("cut in an element", "[{'a':1},{'b", {"{'a':1}"}, 't');
        row("cut after an element", "[{}", {"{}"}, 't');
        row("cut after a comma", "[{},", {"{}"}, 't');
        row("cut in a number", "[1,2", {"1"}, 't');
        row("an object instead", "{'results':[{}]}", {}, 'b');
        row("a page of HTML", "<html><body>[]</body></html>", {}, 'b');
        row("a string instead", "'[]'", {}, 'b');
        row("half a mark", "\xef\xbb[{}]", {}, 'b');
        row("a mark too late", " \xef\xbb\xbf[{}]", {}, 'b');
        row("UTF-16", QByteArray("\xff\xfe[\0]\0", 6), {}, 'b');
        row("trailing garbage", "[{}] x", {"{}"}, 'b');
        row("a second array", "[{}][{}]", {"{}"}, 'b');
        row("trailing comma", "[{},]", {"{}"}, 'b');
        row("leading comma", "[,{}]", {}, 'b');
        row("two commas", "[{},,{}]", {"{}"}, 'b');
        row("missing comma", "[{}{}]", {"{}"}, 'b');
        row("stray bracket", "[}", {}, 'b');
    }
    void splits()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArrayList, elements);
        QFETCH(bool, isComplete);
        QFETCH(bool, isBroken);
        const Outcome expected{elements, isComplete, isBroken};
        for (const qsizetype size :
            {qsizetype(1), qsizetype(2), qsizetype(3), qsizetype(7), text.size() + 1}) {
            const Outcome found = split(text, size);
            QCOMPARE(found.elements, elements);
            QVERIFY2(found == expected, qPrintable(u"in pieces of %1"_s.arg(size)));
        }
    }

    void nothingComesOutOnceBroken()
    {
        ArraySplitter splitter;
        QVERIFY(splitter.feed("x").isEmpty());
        QVERIFY(splitter.isBroken());
        QVERIFY(splitter.feed("[{}]").isEmpty());
        QVERIFY(splitter.isBroken());
        QVERIFY(!splitter.isComplete());
    }

    void handsOutAnElementWithItsLastByte()
    {
        ArraySplitter splitter;
        QVERIFY(splitter.feed("[{\"a\":").isEmpty());
        QCOMPARE(splitter.feed("1}"), QByteArrayList{"{\"a\":1}"});
        QVERIFY(!splitter.isComplete());
    }

    // NET-5: an element without end does not fill the memory.
    void refusesAnElementThatIsTooLong()
    {
        const QByteArray piece(1024 * 1024, 'x');
        ArraySplitter splitter;
        splitter.feed("[\"");
        for (int i = 0; i < 31; ++i)
            splitter.feed(piece);
        QVERIFY(!splitter.isBroken());
        splitter.feed(piece);
        QVERIFY(splitter.isBroken());

        ArraySplitter atOnce;
        QVERIFY(atOnce.feed("[\"" + QByteArray(ArraySplitter::maxElementBytes, 'x') + "\"]").isEmpty());
        QVERIFY(atOnce.isBroken());
    }

    void takesAListLongerThanOneElementMayBe()
    {
        const QByteArray record = "{\"name\":\"" + QByteArray(4000, 'x') + "\"},";
        ArraySplitter splitter;
        splitter.feed("[");
        qsizetype count = 0;
        for (int i = 0; i < 10'000; ++i)
            count += splitter.feed(record).size();
        count += splitter.feed("{}]").size();
        QCOMPARE(count, 10'001);
        QVERIFY(splitter.isComplete());
    }
};

QTEST_APPLESS_MAIN(ArraySplitterTest)
#include "arraysplittertest.moc"
