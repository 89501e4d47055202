#include "bodymutator.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <limits>

using namespace Qt::StringLiterals;

namespace lockdesk {

QByteArray BodyMutator::mutated(const QByteArray &body)
{
    if (body.isEmpty())
        return body;
    switch (m_random.bounded(10)) {
    case 0:
        return flipBits(body);
    case 1:
        return cut(body);
    case 2:
        return doublePiece(body);
    case 3:
        return swapPieces(body);
    case 4:
        return nest(body);
    default: // the kind that gets furthest into a decoder
        return exchangeValues(body);
    }
}

QByteArray BodyMutator::flipBits(QByteArray body)
{
    for (int flips = m_random.bounded(1, 16); flips > 0; --flips) {
        const qsizetype at = m_random.bounded(int(body.size()));
        body[at] = char(body.at(at) ^ (1 << m_random.bounded(8)));
    }
    return body;
}

QByteArray BodyMutator::cut(const QByteArray &body)
{
    const qsizetype from = m_random.bounded(int(body.size()));
    return m_random.bounded(2) ? body.left(from) : body.left(from) + body.mid(from + m_random.bounded(40));
}

QByteArray BodyMutator::doublePiece(const QByteArray &body)
{
    const qsizetype from = m_random.bounded(int(body.size()));
    const QByteArray piece = body.mid(from, m_random.bounded(1, 200));
    return body.left(from) + piece.repeated(m_random.bounded(1, 8)) + body.mid(from);
}

QByteArray BodyMutator::swapPieces(const QByteArray &body)
{
    const qsizetype at = m_random.bounded(int(body.size()));
    return body.mid(at) + body.left(at);
}

QByteArray BodyMutator::nest(const QByteArray &body)
{
    const qsizetype at = m_random.bounded(int(body.size()));
    const int depth = m_random.bounded(1, 3000);
    const QByteArray opening = m_random.bounded(2) ? "[" : "{\"a\":";
    return body.left(at) + opening.repeated(depth) + body.mid(at);
}

QByteArray BodyMutator::exchangeValues(const QByteArray &body)
{
    const QJsonDocument document = QJsonDocument::fromJson(body);
    const QJsonValue value =
        exchanged(document.isArray() ? QJsonValue(document.array()) : QJsonValue(document.object()));
    return value.isArray() ? QJsonDocument(value.toArray()).toJson()
                           : QJsonDocument(value.toObject()).toJson();
}

QJsonValue BodyMutator::exchanged(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue element : value.toArray())
            array.append(exchanged(element));
        return array;
    }
    if (!value.isObject())
        return m_random.bounded(8) ? value : oddValue();
    QJsonObject object;
    const QJsonObject original = value.toObject();
    for (auto field = original.begin(); field != original.end(); ++field) {
        if (m_random.bounded(20)) // else it is left out
            object.insert(field.key(), m_random.bounded(20) ? exchanged(field.value()) : oddValue());
    }
    return object;
}

QJsonValue BodyMutator::oddValue()
{
    switch (m_random.bounded(15)) {
    case 0:
        return QJsonValue::Null;
    case 1:
        return m_random.bounded(2) == 1;
    case 2:
        return qint64(m_random.generate64());
    case 3:
        return m_random.bounded(512) - 128;
    case 4:
        return 9223372036854775808.0;
    case 5:
        return -1e300;
    case 6:
        return 1.5;
    case 7:
        return QString();
    case 8:
        return u"../../account?x=1#\r\n"_s;
    case 9:
        return QString(QChar(0xd800)) + QChar(0) + QChar(0x202e);
    case 10:
        return u"x"_s.repeated(m_random.bounded(5000));
    case 11:
        return QJsonArray{QJsonArray{}, 487213, u"487213"_s};
    case 12:
        return QJsonObject{{QString(), QJsonValue::Null}, {u"operationId"_s, QJsonObject()}};
    case 13:
        return u"2026-13-45T99:99:99.999Z"_s;
    default:
        return QString::number(std::numeric_limits<quint64>::max());
    }
}

} // namespace lockdesk
