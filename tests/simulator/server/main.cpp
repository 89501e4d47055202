#include "clock.h"
#include "selfsignedcertificate.h"
#include "serveroptions.h"
#include "simulatednuki.h"
#include "simulatorserver.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QSslCertificate>
#include <cstdio>

using namespace lockdesk;
using namespace Qt::StringLiterals;

namespace {

int complain(const QString &problem)
{
    std::fprintf(stderr, "lockdesk-simulator: %s\n", qPrintable(problem));
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    const auto options = parseServerOptions(parser, app.arguments());
    if (!options)
        return complain(options.error());

    SystemClock clock;
    QRandomGenerator random(options->seed);
    SimulatedNuki service(demoWorld(options->size, options->seed, clock.now()), clock, random);
    service.setTokens(options->tokens);
    service.setBehaviour(options->behaviour);

    SimulatorServer server(service, clock);
    server.setDelay(options->delay);
    if (options->usesTls) {
        const auto tls = options->certificateFile.isEmpty()
            ? selfSignedTls()
            : tlsFromFiles(options->certificateFile, options->keyFile);
        if (!tls)
            return complain(tls.error());
        server.setTls(*tls);
        if (QFile file(options->certificateOutput); !file.fileName().isEmpty()) {
            if (!file.open(QIODevice::WriteOnly) || file.write(tls->localCertificate().toPem()) < 0)
                return complain(u"%1 cannot be written"_s.arg(file.fileName()));
        }
    }
    if (!server.listen(options->port))
        return complain(u"port %1 of 127.0.0.1 is taken"_s.arg(options->port));
    std::printf("listening on %s\n", qPrintable(server.address().toString()));
    std::fflush(stdout);
    return QCoreApplication::exec();
}
