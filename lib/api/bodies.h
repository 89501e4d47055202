#pragma once

#include "bodyreader.h"
#include "listdecoder.h"

#include <functional>

namespace lockdesk {

// How the bodies of answers are read: bytes in, values out, on whatever thread.

/// The error of a body that is JSON, if at all, of another shape than expected.
ApiError unreadableBody();

/// Reads a body that is one record.
template <typename T>
std::function<Result<T, ApiError>(const QByteArray &)> recordReader(
    std::function<std::optional<T>(const QJsonObject &)> decode)
{
    return [decode](const QByteArray &body) -> Result<T, ApiError> {
        const std::optional<QJsonObject> object = recordFromText(body);
        std::optional<T> value = object ? decode(*object) : std::nullopt;
        if (!value)
            return unreadableBody();
        return *std::move(value);
    };
}

/// Reads a body that is a list, record by record while it arrives.
template <typename T>
class ListReader : public BodyReader<ListResult<T>>
{
public:
    explicit ListReader(Decode<T> decode)
        : m_decoder(decode)
    {
    }

    void feed(const QByteArray &piece) override { m_decoder.feed(piece); }

    Result<ListResult<T>, ApiError> finish() override
    {
        std::optional<ListResult<T>> list = m_decoder.finish();
        if (!list)
            return unreadableBody();
        return *std::move(list);
    }

private:
    ListDecoder<T> m_decoder;
};

/// What Transport::send() takes to read a list.
template <typename T>
std::function<std::unique_ptr<BodyReader<ListResult<T>>>()> listReader(Decode<T> decode)
{
    return [decode] { return std::make_unique<ListReader<T>>(decode); };
}

} // namespace lockdesk
