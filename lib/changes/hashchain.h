#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <optional>

namespace lockdesk {

// Lines of JSON, each with the SHA-256 over the hash of the line before it and its own content, under
// "chain". So whoever alters, inserts or takes out a line breaks the chain at the next one, unless all hashes
// from there on are made anew: it shows what a hand or an accident did to a file, not what a program made to
// deceive did.

/// The hash before the first line, as each: 64 hexadecimal digits.
QByteArray chainStart();

/// One line with its line break, to follow the line of `previous`.
QByteArray chainedLine(const QByteArray &previous, const QJsonObject &content);

struct ChainedLine
{
    QJsonObject content;
    QByteArray hash; ///< as the line has it
    bool isNext = false; ///< the hash is that of this content behind `previous`
};

/// Of a line without its line break; std::nullopt when it is none.
std::optional<ChainedLine> readChained(const QByteArray &previous, const QByteArray &line);

/// The hash in a line's end, where it has one; otherwise empty.
QByteArray hashIn(const QByteArray &line);

} // namespace lockdesk
