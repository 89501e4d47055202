#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QList>

namespace lockdesk {

/// Cuts a JSON array that arrives in pieces of any size into its elements, without parsing them: each element comes
/// out whole, as text, as soon as its last byte is there. Strings, escapes and nesting are followed; a byte-order
/// mark and white space are skipped. Memory is one element and one piece.
class ArraySplitter
{
public:
    /// The elements completed by this piece.
    QByteArrayList feed(QByteArrayView piece);

    /// The closing bracket has come and nothing but white space after it.
    bool isComplete() const;

    /// What was fed is no JSON array. Nothing comes out any more.
    bool isBroken() const;
};

} // namespace lockdesk
