#include "tlsserving.h"

#ifdef Q_OS_WIN
#include <windows.h>

#include <wincrypt.h>
#endif

namespace lockdesk {

bool isInWine()
{
#ifdef Q_OS_WIN
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version");
#else
    return false;
#endif
}

bool canServeTls()
{
    return !isInWine();
}

TrustedInWine::TrustedInWine(const QByteArray &certificate)
{
#ifdef Q_OS_WIN
    if (!isInWine())
        return; // Windows itself would ask the person
    const HCERTSTORE store = CertOpenSystemStoreW(0, L"ROOT");
    PCCERT_CONTEXT context = nullptr;
    CertAddEncodedCertificateToStore(store, X509_ASN_ENCODING,
        reinterpret_cast<const BYTE *>(certificate.constData()), DWORD(certificate.size()),
        CERT_STORE_ADD_REPLACE_EXISTING, &context);
    m_context = context;
    CertCloseStore(store, 0);
#else
    Q_UNUSED(certificate)
#endif
}

TrustedInWine::~TrustedInWine()
{
#ifdef Q_OS_WIN
    if (m_context)
        CertDeleteCertificateFromStore(static_cast<PCCERT_CONTEXT>(m_context));
#endif
}

} // namespace lockdesk
