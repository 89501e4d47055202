#include "profileid.h"

#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace lockdesk;

namespace {

Profile withId(const QString &id)
{
    return {id, {}, defaultApi(), true, {}};
}

} // namespace

// KEY-12
class ProfileIdTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void testInstalledCopy()
    {
        QRandomGenerator random(1);
        QCOMPARE(profileIdFor(u"default"_s, false, {}, random), u"default"_s);
        QCOMPARE(profileIdFor(u"work"_s, false, {withId(u"portable-0123abcd"_s)}, random), u"work"_s);
        QCOMPARE(profileNameOf(u"work"_s), u"work"_s);
        QVERIFY(!isPortableId(u"default"_s) && !isPortableId(u"portable-12"_s));
    }

    void testPortableCopyHasIdsOfItsOwn()
    {
        static const QRegularExpression form(u"\\Aportable-[0-9a-f]{8}\\z"_s);
        QRandomGenerator random(1);
        QSet<QString> ids;
        for (int i = 0; i < 100; ++i) {
            // What an older version left there is the installed copy's as much as its own.
            const QString id = profileIdFor(u"default"_s, true, {withId(u"default"_s)}, random);
            QVERIFY2(form.match(id).hasMatch(), qPrintable(id));
            QVERIFY(isPortableId(id));
            ids += id;
        }
        QCOMPARE(ids.size(), 100);
        const QString work = profileIdFor(u"work"_s, true, {withId(u"work"_s)}, random);
        QVERIFY(isPortableId(work) && work.endsWith(u".work"_s));
        QCOMPARE(profileNameOf(work), u"work"_s);
    }

    void testItsSettingsKeepThem()
    {
        QRandomGenerator random(1);
        const QList<Profile> known{withId(u"default"_s), withId(u"portable-0123abcd"_s),
            withId(u"portable-99999999"_s), withId(u"portable-89abcdef.work"_s)};
        QCOMPARE(profileIdFor(u"default"_s, true, known, random), u"portable-0123abcd"_s);
        QCOMPARE(profileIdFor(u"work"_s, true, known, random), u"portable-89abcdef.work"_s);
        QCOMPARE(profileIdFor(u"portable-99999999"_s, true, known, random), u"portable-99999999"_s);
        QCOMPARE(profileNameOf(u"portable-0123abcd"_s), u"default"_s);
        // Another copy's is not taken over by its name.
        QVERIFY(profileIdFor(u"portable-11111111"_s, true, {}, random) != u"portable-11111111"_s);
    }
};

QTEST_APPLESS_MAIN(ProfileIdTest)
#include "profileidtest.moc"
