#pragma once

#include <QDateTime>
#include <QString>
#include <optional>

namespace lockdesk {

/// A point in time as the API writes it: a UTC instant, together with the very text it came as, so that a
/// record nobody touched goes back as it was. Text without a zone is not an instant, since Qt would read it
/// as local time (safety D12): such a value keeps its text and isReadable() is false.
class Instant
{
public:
    /// From the server's text. Accepted: YYYY-MM-DDTHH:MM, with seconds, with 3 fraction digits; then Z or
    /// ±HH:MM (nuki-facts chapter 1, "Dates").
    static Instant fromText(const QString &text);

    /// From a date-time; seconds and milliseconds are kept. An invalid one, or a year outside 1–9999, gives
    /// an unreadable instant.
    static Instant fromDateTime(const QDateTime &when);

    bool isReadable() const { return m_when.isValid(); }

    /// The instant in UTC; invalid when isReadable() is false.
    const QDateTime &when() const { return m_when; }

    /// What is sent: the text as received, or YYYY-MM-DDTHH:MM:SS.mmmZ. Never empty, which the service could
    /// read as no limit: where there is no date at all, a text that it refuses.
    const QString &toText() const { return m_text; }

    /// Equal instants are equal however they are written; unreadable ones when their text is.
    friend bool operator==(const Instant &a, const Instant &b)
    {
        return a.isReadable() && b.isReadable() ? a.m_when == b.m_when : a.m_text == b.m_text;
    }

private:
    QString m_text;
    QDateTime m_when;
};

} // namespace lockdesk
