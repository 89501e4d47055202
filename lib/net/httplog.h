#pragma once

#include "request.h"

#include <QString>

namespace lockdesk {

/// What is remembered of an exchange. Deliberately without headers, query and body: those hold tokens, names
/// and codes.
struct HttpLogEntry
{
    Method method = Method::Get;
    QString path; ///< decoded, without the query
    int status = 0; ///< 0: no answer
    std::chrono::milliseconds time{};
    qint64 bytes = 0; ///< decoded bytes of the answer that were read
    QString note; ///< why it ended early, in a word of our own; may be empty
};

/// "GET /smartlock 200, 132 ms, 4512 bytes", on one line whatever the path holds.
QString toLine(const HttpLogEntry &entry);

/// Writes the line to the category lockdesk.net.
void log(const HttpLogEntry &entry);

/// "GET", "POST", "PUT" or "DELETE".
QByteArray toVerb(Method method);

} // namespace lockdesk
