#include "undoplan.h"

#include <QTest>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

Change happened(int id, const ChangeSubject &subject, ChangeStatus status = ChangeStatus::Confirmed)
{
    Change change;
    change.id = ChangeId(id);
    change.subject = subject;
    change.status = status;
    return change;
}

Authorization code(int fingerprints = 0)
{
    Authorization a;
    a.id = *AuthorizationId::fromString(u"6ab2be33a1b2c3d4e5f60718"_s);
    a.type = AuthorizationType::KeypadCode;
    a.name = u"Cleaning"_s;
    a.code = KeypadCode::fromServer(345678);
    for (int i = 0; i < fingerprints; ++i)
        a.fingerprints.insert(QString::number(i), u"thumb"_s);
    return a;
}

} // namespace

class UndoPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void turnsTheOrderRound()
    {
        Authorization renamed = code();
        renamed.name = u"Night"_s;
        const UndoPlan plan = undoPlanOf({happened(1, UpdateAuthorization{code(), renamed, false}),
            happened(2, DeleteAuthorization{renamed}, ChangeStatus::Accepted)});
        QCOMPARE(plan.inverses.size(), 2);
        QCOMPARE(plan.inverses.at(0).undoes, std::optional(ChangeId(2)));
        QVERIFY(std::holds_alternative<CreateAuthorization>(plan.inverses.at(0).subject));
        QCOMPARE(plan.inverses.at(1).undoes, std::optional(ChangeId(1)));
        QVERIFY(plan.impossible.isEmpty() && plan.losses.isEmpty());
    }

    void countsWhatDoesNotComeBack()
    {
        const UndoPlan plan = undoPlanOf({happened(1, DeleteAuthorization{code(2)}),
            happened(2, OperateDevice{}), happened(3, DeleteAuthorization{code(1)}),
            happened(4, DeleteAuthorization{code()}),
            happened(5, DeleteAuthorization{code()}, ChangeStatus::Failed), happened(6, OperateDevice{})});
        QCOMPARE(plan.inverses.size(), 3);
        QCOMPARE(plan.losses.size(), 1);
        QCOMPARE(plan.losses.first().count, 2);
        QVERIFY(plan.losses.first().text.contains(u"fingerprints"_s));
        QCOMPARE(plan.impossible.size(), 2);
        QCOMPARE(plan.impossible.at(0).count, 2);
        QVERIFY(plan.impossible.at(0).text.contains(u"action on a door"_s));
        QCOMPARE(plan.impossible.at(1).count, 1); // it has not happened
    }
};

QTEST_APPLESS_MAIN(UndoPlanTest)
#include "undoplantest.moc"
