#pragma once

namespace lockdesk {

/// Whether this Windows is Wine's.
bool isInWine();

/// Whether a server in this process can speak TLS: everywhere but in Wine, which reads no server's key for
/// Schannel. Clients can, and TlsPeersTest has them speak to servers outside.
bool canServeTls();

} // namespace lockdesk
