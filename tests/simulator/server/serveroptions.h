#pragma once

#include "demodata.h"
#include "result.h"
#include "simulatedbehaviour.h"

#include <QHash>
#include <QString>
#include <chrono>

class QCommandLineParser;

namespace lockdesk {

/// What the command line of lockdesk-simulator says.
struct ServerOptions
{
    quint16 port = 0;
    bool usesTls = false;
    QString certificateFile; ///< to read, with keyFile; without them a certificate is made
    QString keyFile;
    QString certificateOutput; ///< where to write the certificate for clients to trust
    DemoSize size;
    quint32 seed = 1;
    std::chrono::milliseconds delay{0};
    QHash<QByteArray, QByteArray> tokens; ///< token → scopes
    SimulatedBehaviour behaviour;
};

/// Adds the options to `parser`, parses `arguments` and ends the program for --help. The error is for the
/// person who typed them.
Result<ServerOptions, QString> parseServerOptions(QCommandLineParser &parser, const QStringList &arguments);

} // namespace lockdesk
