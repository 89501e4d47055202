#pragma once

#include <QByteArray>

namespace lockdesk {

/// Whether this Windows is Wine's.
bool isInWine();

/// Whether a server in this process can speak TLS: everywhere but in Wine, which reads no server's key for
/// Schannel. Clients can, and TlsPeersTest has them speak to servers outside.
bool canServeTls();

/// An authority that this user's Wine trusts for as long as this lives: Wine heeds no authorities that a
/// program names itself.
class TrustedInWine
{
public:
    /// `certificate`: its DER encoding.
    explicit TrustedInWine(const QByteArray &certificate);
    ~TrustedInWine();
    Q_DISABLE_COPY_MOVE(TrustedInWine)

    bool isTrusted() const { return m_context; }

private:
    const void *m_context = nullptr; // PCCERT_CONTEXT
};

} // namespace lockdesk
