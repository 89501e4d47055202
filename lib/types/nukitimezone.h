#pragma once

#include <QTimeZone>
#include <functional>
#include <optional>

namespace lockdesk {

/// A zone of the vendor's table of 46 (key concepts, "Time and Time Zones"), by its id. An id outside the
/// table is kept and has no zone: unknown, never silently UTC.
class NukiTimeZone
{
public:
    explicit NukiTimeZone(int id)
        : m_id(id)
    {
    }

    static constexpr int count = 46;

    int id() const { return m_id; }
    bool isKnown() const { return m_id >= 0 && m_id < count; }

    /// The IANA name as the vendor's table has it; empty for an unknown id.
    QByteArray ianaName() const;

    /// The zone, looked up by its name or, where the system knows only an old one, by an alias; an invalid
    /// QTimeZone for an unknown id or where the system knows neither.
    QTimeZone zone() const;

    /// Whether today's IANA rule is another than the vendor's table says (Africa/Cairo, America/Mexico_City):
    /// the schedule editor warns. Nothing is computed from the table's offsets.
    bool differsFromVendorTable() const;

    /// "Europe/Berlin", or "Unknown time zone (n)".
    QString text() const;

    friend bool operator==(NukiTimeZone, NukiTimeZone) = default;

private:
    int m_id;
};

/// The zone called `name` as `lookup` finds it, or, where that finds none, by the zone's other name: an older
/// one (Windows) or a newer one (systems without the old links). Invalid when neither is found.
QTimeZone zoneNamed(const QByteArray &name, const std::function<QTimeZone(const QByteArray &)> &lookup);

/// What a wall-clock time means as an instant. In the gap of a clock change it means nothing; in the overlap
/// two instants.
struct LocalTimeMeaning
{
    std::optional<QDateTime> earlier; ///< UTC; the only one when not ambiguous; absent in a gap
    std::optional<QDateTime> later; ///< UTC; only where the wall-clock time happens twice

    bool isGap() const { return !earlier.has_value(); }
    bool isAmbiguous() const { return later.has_value(); }
};

/// What `date` `time` on the wall clock of `zone` means (safety D11: Qt 6.4 alone answers wrongly in gaps and
/// silently in overlaps). Means nothing if one of the three is invalid.
LocalTimeMeaning instantsOf(QDate date, QTime time, const QTimeZone &zone);

} // namespace lockdesk
