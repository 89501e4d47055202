#include "httplog.h"

#include "logging.h"
#include "redact.h"

using namespace Qt::StringLiterals;

namespace lockdesk {

QByteArray toVerb(Method method)
{
    switch (method) {
    case Method::Get:
        return "GET"_ba;
    case Method::Post:
        return "POST"_ba;
    case Method::Put:
        return "PUT"_ba;
    case Method::Delete:
        return "DELETE"_ba;
    }
    return {};
}

QString toLine(const HttpLogEntry &entry)
{
    QString line = u"%1 %2 %3, %4 ms, %5 bytes"_s.arg(QString::fromLatin1(toVerb(entry.method)),
        forLog(entry.path), entry.status == 0 ? u"no answer"_s : QString::number(entry.status),
        QString::number(entry.time.count()), QString::number(entry.bytes));
    if (!entry.note.isEmpty())
        line += ", "_L1 + entry.note;
    return line;
}

void log(const HttpLogEntry &entry)
{
    qCInfo(logNet).noquote() << toLine(entry);
}

} // namespace lockdesk
