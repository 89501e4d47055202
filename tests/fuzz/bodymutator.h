#pragma once

#include <QByteArray>
#include <QJsonValue>
#include <QRandomGenerator>

namespace lockdesk {

/// Spoils the text of a JSON body the way broken servers, networks and people do: flipped bits, cuts, doubled
/// and swapped pieces, deep nesting, and values exchanged for others that are still JSON. The same seed
/// spoils alike.
class BodyMutator
{
public:
    explicit BodyMutator(quint32 seed)
        : m_random(seed)
    {
    }

    QByteArray mutated(const QByteArray &body);

private:
    QByteArray flipBits(QByteArray body);
    QByteArray cut(const QByteArray &body);
    QByteArray doublePiece(const QByteArray &body);
    QByteArray swapPieces(const QByteArray &body);
    QByteArray nest(const QByteArray &body);
    QByteArray exchangeValues(const QByteArray &body);

    QJsonValue exchanged(const QJsonValue &value);
    QJsonValue oddValue();

    QRandomGenerator m_random;
};

} // namespace lockdesk
