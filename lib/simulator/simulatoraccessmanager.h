#pragma once

#include "simulatednuki.h"

#include <QNetworkAccessManager>

namespace lockdesk {

/// A network access manager that answers from a SimulatedNuki inside the program after a short delay on its clock,
/// so that the demo opens no port. The service must outlive it.
class SimulatorAccessManager : public QNetworkAccessManager
{
    Q_OBJECT

public:
    SimulatorAccessManager(SimulatedNuki &service, Clock &clock, QObject *parent = nullptr);

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;
};

} // namespace lockdesk
