add_library(Qt6Keychain::Qt6Keychain INTERFACE IMPORTED)
set(Qt6Keychain_FOUND TRUE)
