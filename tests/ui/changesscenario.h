#pragma once

#include "accessscenario.h"

namespace lockdesk {

/// Selects these rows of the section Access and makes a draft of each, as one set; "Delete" is confirmed.
inline QTableView *draftsOf(AccessScenario &s, const QStringList &names, const QString &button)
{
    s.section(QStringLiteral("Access"));
    s.rows()->clearSelection();
    for (const QString &name : names)
        clickRow(s.rows(), name, Qt::ControlModifier);
    press(s.window.get(), button);
    if (QDialog *question = dialogNamed(QStringLiteral("Delete access")))
        press(question, QStringLiteral("Delete"));
    s.settle();
    return s.table(QStringLiteral("Changes"));
}

inline bool isEnabled(const Scenario &s, const QString &button)
{
    return named<QPushButton>(s.window.get(), button)->isEnabled();
}

inline void setBehaviour(Scenario &s, const std::function<void(SimulatedBehaviour &)> &change)
{
    SimulatedBehaviour behaviour = s.nuki.behaviour();
    change(behaviour);
    s.nuki.setBehaviour(behaviour);
}

/// Another administrator deletes it; the lock needs a moment for that.
inline void deleteElsewhere(Scenario &s, qint64 device, const char *id)
{
    SimulatedRequest request;
    request.method = "DELETE";
    request.path = QStringLiteral("/smartlock/%1/auth/%2").arg(device).arg(QString::fromLatin1(id));
    request.authorization = "Bearer another";
    if (s.nuki.handle(request).status != 204)
        qFatal("not deleted");
    s.pass(std::chrono::seconds(20));
}

/// What the service holds of a record, without what it and the lock number and date by themselves.
inline QJsonObject lastingRecord(const Scenario &s, const char *id)
{
    QJsonObject record = s.record(id);
    for (const char *key : {"updateDate", "operationId", "authId"})
        record.remove(QLatin1StringView(key));
    return record;
}

} // namespace lockdesk
