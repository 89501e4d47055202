#pragma once

#include "apierror.h"
#include "askedat.h"

#include <QObject>
#include <optional>

namespace lockdesk {

/// What every store of the service's last word has in common: when it was said, and what went wrong since.
/// What was asked for later stays, whatever comes later.
class TruthStore : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    /// When the whole list was last asked for with success: what it says is not older.
    const AskedAt &asked() const { return m_asked; }
    /// The same for people (UTC); invalid before the first time.
    QDateTime fetchedAt() const { return m_asked.now; }
    /// Why the newest attempt failed; nullopt when it did not. The last good data stays.
    const std::optional<ApiError> &error() const { return m_error; }
    /// Records of the last list that could not be read.
    int unreadableCount() const { return m_unreadable; }
    bool isLoaded() const { return m_asked.now.isValid(); }

    /// The newest attempt failed.
    void setError(const ApiError &error);

Q_SIGNALS:
    /// The data, its age, or the error is another than before.
    void changed();

protected:
    void setFetched(const AskedAt &at, int unreadable);

private:
    AskedAt m_asked;
    std::optional<ApiError> m_error;
    int m_unreadable = 0;
};

} // namespace lockdesk
