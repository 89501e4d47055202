#include "changejson.h"
#include "randomchange.h"
#include "wholeauthorization.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

QByteArray textOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

// By way of the text that stands in a file.
std::optional<Change> keptAndRead(const Change &change)
{
    return changeFromJson(QJsonDocument::fromJson(textOf(toJson(change))).object());
}

// Instants are equal however they are written; here every letter counts.
QStringList writtenDates(const Change &change)
{
    QStringList out;
    const auto add = [&out](const Authorization &a) {
        out += a.schedule.fromDate ? a.schedule.fromDate->toText() : QString();
        out += a.schedule.untilDate ? a.schedule.untilDate->toText() : QString();
    };
    if (const auto *create = std::get_if<CreateAuthorization>(&change.subject))
        add(create->after);
    if (const auto *update = std::get_if<UpdateAuthorization>(&change.subject)) {
        add(update->before);
        add(update->after);
    }
    if (const auto *remove = std::get_if<DeleteAuthorization>(&change.subject))
        add(remove->before);
    return out;
}

} // namespace

class ChangeJsonTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackEqual()
    {
        RandomChange random(3);
        QSet<size_t> kinds;
        for (int i = 0; i < 5000; ++i) {
            const Change change = random.make();
            kinds.insert(change.subject.index());
            const std::optional<Change> back = keptAndRead(change);
            QVERIFY2(back && *back == change, textOf(toJson(change)).constData());
            QCOMPARE(writtenDates(*back), writtenDates(change));
        }
        QCOMPARE(size_t(kinds.size()), std::variant_size_v<ChangeSubject>);
    }

    void anEmptyOneComesBackEqual()
    {
        const std::optional<Change> back = keptAndRead(Change());
        QVERIFY(back && *back == Change());
    }

    void idsKeepTheirLastDigit()
    {
        Change change;
        change.id = ChangeId((qint64(1) << 53) + 1);
        change.smartlockId = SmartlockId(std::numeric_limits<qint64>::max());
        const std::optional<Change> back = keptAndRead(change);
        QVERIFY(back);
        QCOMPARE(qint64(back->id), (qint64(1) << 53) + 1);
        QCOMPARE(toNumber(back->smartlockId), std::numeric_limits<qint64>::max());
    }

    void absentIsNotFalseNorZero()
    {
        Authorization a;
        a.schedule.weekDays = 0;
        a.enabled = false;
        const std::optional<Authorization> back = wholeAuthorizationFromJson(wholeToJson(a));
        QVERIFY(back && back->schedule.weekDays == 0 && back->enabled == false);
        QVERIFY(!back->schedule.fromTime && !back->remoteAllowed && !back->type && !back->code);
    }

    // What was not written by toJson() is not guessed at: no field may go, or become something else.
    void refusesWhatIsNotWhole()
    {
        RandomChange random(4);
        for (int i = 0; i < 300; ++i) {
            const QJsonObject object = toJson(random.make());
            for (const QString &key : object.keys()) {
                QJsonObject spoiled = object;
                spoiled.insert(key, QJsonArray{1});
                QVERIFY2(!changeFromJson(spoiled), qPrintable(key));
            }
            for (const auto &key : {u"id"_s, u"smartlockId"_s, u"deviceType"_s, u"status"_s, u"subject"_s}) {
                QJsonObject cut = object;
                cut.remove(key);
                QVERIFY2(!changeFromJson(cut), qPrintable(key));
            }
        }
        QJsonObject unknown = toJson(Change());
        unknown.insert(u"subject"_s, QJsonObject{{u"kind"_s, u"explode"_s}});
        QVERIFY(!changeFromJson(unknown));
    }

    void refusesASpoiledAuthorization()
    {
        RandomChange random(5);
        for (int i = 0; i < 300; ++i) {
            const QJsonObject object = wholeToJson(random.authorization());
            for (const QString &key : object.keys()) {
                QJsonObject spoiled = object;
                spoiled.insert(key, key == "unreadable"_L1 ? QJsonValue(u"x"_s) : QJsonArray{1});
                QVERIFY2(!wholeAuthorizationFromJson(spoiled), qPrintable(key));
            }
        }
    }
};

QTEST_APPLESS_MAIN(ChangeJsonTest)
#include "changejsontest.moc"
