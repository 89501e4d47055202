#pragma once

#include "accessscenario.h"

#include <functional>

/// What a person does in a dialog.
using Fill = std::function<void(QDialog *)>;
Q_DECLARE_METATYPE(Fill)

namespace lockdesk {

namespace scenario {

inline const char *const ada = "6ab2be33a1b2c3d4e5f60719"; // the app, on `front`
inline const char *const flat = "6ab2be33a1b2c3d4e5f6071c"; // on `london`, without limits

/// The office, with a code at the lock in London too.
inline SimulatedWorld worldWithLondon()
{
    SimulatedWorld twoZones = world();
    twoZones.authorizations += authorization(
        flat, london, R"({"type": 13, "name": "London flat", "code": 765432, "enabled": true})");
    return twoZones;
}

} // namespace scenario

/// A scenario in which several authorizations are edited at once.
class ManyEditScenario : public AccessScenario
{
public:
    explicit ManyEditScenario(const SimulatedWorld &world = scenario::worldWithLondon())
        : AccessScenario(world)
    {
    }

    void select(const QStringList &names) const
    {
        rows()->clearSelection();
        for (const QString &name : names)
            clickRow(rows(), name, Qt::ControlModifier);
    }

    QDialog *openEditOf(const QStringList &names) const
    {
        select(names);
        press(window.get(), QStringLiteral("Edit"));
        return dialogNamed(QStringLiteral("Edit access"));
    }

    const QList<ChangeSet> &sets() const { return window->session()->changes.sets(); }

    /// What was last written of this authorization.
    QJsonObject bodyOf(const char *id) const
    {
        QJsonObject body;
        for (const SentRequest &request : sent) {
            const QJsonDocument sentBody = QJsonDocument::fromJson(request.body);
            if (request.method == "POST" && request.url.path().contains(QLatin1String(id)))
                body = sentBody.object();
            const QJsonArray rows = request.method == "POST" ? sentBody.array() : QJsonArray();
            for (const QJsonValue row : rows) { // one of many in one request, without its id
                QJsonObject one = row.toObject();
                if (one.take(QLatin1StringView("id")).toString() == QLatin1String(id))
                    body = one;
            }
        }
        return body;
    }
};

} // namespace lockdesk
