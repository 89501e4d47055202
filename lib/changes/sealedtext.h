#pragma once

#include "result.h"
#include "secret.h"

#include <QByteArray>
#include <QString>

namespace lockdesk {

/// Why something could not be sealed or opened.
enum class SealProblem : int {
    NotSealed, ///< it does not begin as what seal() makes
    NewerVersion, ///< made by a later version of the program
    TooCostly, ///< it asks for more memory or passes than this program spends on a file
    Damaged, ///< altered or cut since it was made
    WrongPassphrase,
    EmptyPassphrase,
    NoMemory, ///< this computer cannot spare what the passphrase's derivation needs
    Unavailable, ///< libsodium does not start
};

/// The problem in words for the person: what happened, and what to do.
QString explain(SealProblem problem);

/// What trying one passphrase costs: Argon2id's passes and memory. Written into what is sealed, and bounded
/// when it is opened to little more than what is written, so that a hostile file cannot keep the computer.
struct SealCost
{
    quint32 passes = 3; ///< 1–4; as libsodium's OPSLIMIT_MODERATE
    quint32 memoryKiB = 256 * 1024; ///< 8–262,144 (256 MiB); as MEMLIMIT_MODERATE: about a second

    bool isAcceptable() const;
    friend bool operator==(const SealCost &, const SealCost &) = default;
};

/// The typed passphrase as the bytes to derive from: UTF-8 in composed form, so that the same letters typed
/// on another system open it. Nothing is trimmed.
Secret passphraseFrom(const QString &typed);

/// Encrypts and authenticates `plain` under a passphrase: Argon2id, then libsodium's secretstream
/// (XChaCha20-Poly1305) in pieces. Every call gives other bytes. Takes about a second with the default cost:
/// call it off the GUI thread; it may run on any.
Result<QByteArray, SealProblem> seal(
    const QByteArray &plain, const Secret &passphrase, const SealCost &cost = {});

/// What was sealed. A wrong passphrase and a damaged file are told apart by a checksum of the head and by a
/// check value derived with the key, which tells an attacker no more than the file itself does. Off the GUI
/// thread, as seal().
Result<Secret, SealProblem> unseal(const QByteArray &sealed, const Secret &passphrase);

/// Whether it begins as what seal() makes, whatever follows.
bool isSealed(const QByteArray &bytes);

} // namespace lockdesk
