#pragma once

#include <QString>

namespace lockdesk {

/// What this Qt secures connections with.
struct TlsFacts
{
    bool isUsable = false; ///< there is a back end, it knows TLS 1.2, and its library could be loaded
    QString backend; ///< "openssl", "schannel", "securetransport"; empty: none
    QString library; ///< version of the library behind it; may be empty
    int authorities = 0; ///< certificates of the system that servers are checked with
};

/// Asks Qt; needs a QCoreApplication. Reading the authorities takes some tens of milliseconds.
TlsFacts tlsFacts();

} // namespace lockdesk
