#pragma once

#include "setcount.h"

#include <QObject>
#include <optional>

namespace lockdesk {

class SetKeeper;
class TokenStore;

/// The profile under which a TokenStore keeps the count of a profile's sets: with the system's keychain, the
/// entry "lockdesk/<profile id>/sets". Signing out removes it, with the journal's key.
QString setCountId(const QString &profileId);

/// Keeps the count of a keeper's sets in the keychain, beside the journal's key, so that older copies of the
/// files show. A keychain that does not answer stops nothing: then nothing is compared, or written.
class SetCounter : public QObject
{
    Q_OBJECT

public:
    /// Asks at once. The store must outlive the keeper, which owns it.
    SetCounter(TokenStore &tokens, const QString &profileId, SetKeeper &keeper);

private:
    void write(const SetCount &count);

    TokenStore &m_tokens;
    QString m_id;
    bool m_isWriting = false;
    std::optional<SetCount> m_next; // to be written when the keychain is done
};

} // namespace lockdesk
