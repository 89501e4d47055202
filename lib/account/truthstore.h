#pragma once

#include "apierror.h"

#include <QDateTime>
#include <QObject>
#include <optional>

namespace lockdesk {

/// What every store of the service's last word has in common: when it was said, and what went wrong since.
class TruthStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// When the whole list was last asked for with success (UTC): what it says is not older. Invalid before
    /// the first time.
    QDateTime fetchedAt() const { return m_fetchedAt; }
    /// Why the newest attempt failed; nullopt when it did not. The last good data stays.
    const std::optional<ApiError> &error() const { return m_error; }
    /// Records of the last list that could not be read.
    int unreadableCount() const { return m_unreadable; }
    bool isLoaded() const { return m_fetchedAt.isValid(); }

    /// The newest attempt failed.
    void setError(const ApiError &error);

Q_SIGNALS:
    /// The data, its age, or the error is another than before.
    void changed();

protected:
    /// Whether what was asked for at `held` is newer than a list asked for at `at`, which only took longer to
    /// come. Not when the clock has been set back meanwhile.
    static bool isNewer(const QDateTime &held, const QDateTime &at);
    void setFetched(const QDateTime &at, int unreadable);

private:
    QDateTime m_fetchedAt;
    std::optional<ApiError> m_error;
    int m_unreadable = 0;
};

} // namespace lockdesk
