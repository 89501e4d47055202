#pragma once

#include "managedsettings.h"
#include "settingsfile.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>
#include <optional>

namespace lockdesk {

/// A set of locks under one token. The token itself is in the keychain under lockdesk/<id>, never here.
struct Profile
{
    QString id; ///< "default" for the first
    QString name; ///< what the person calls the account; in the window's title
    QUrl api; ///< fixed at the first sign-in: a stored token goes to its own address only; may be unusable as
              ///< read
    bool isTokenStored = false; ///< non-secret marker: a locked keychain is not mistaken for "no token"
    QString keychainBackend; ///< where it was stored, as far as known

    friend bool operator==(const Profile &, const Profile &) = default;
};

/// The service's address unless a profile says otherwise.
QUrl defaultApi();

/// Typed settings over one file (settingsfile.h): key, type and default in one line each. Broken or
/// unreadable files behave as empty ones; isWritable() says whether what is set will last.
///
/// What an administrator manages is read in the place of what is stored, and setting it does nothing.
class Settings
{
public:
    /// In the file that belongs to the program on this system.
    Settings();
    /// In a file of the caller's choice (tests, the demo, a portable copy).
    explicit Settings(const QString &iniFile, const ManagedSettings &managed = {});

    /// The file that belongs to the program on this system.
    static QString usualFile();

    /// Whether what was set so far is in the file, and the next will be: false on a read-only or full disk.
    bool isWritable() const { return m_store.isWritable(); }

    /// The file; empty where what the caller chose can be none.
    QString fileName() const { return m_store.path(); }

    /// Whether the administrator has set this key of the table in managedsettings.h: then its control rests.
    bool isManaged(QLatin1StringView key) const { return m_managed.contains(key); }
    const ManagedSettings &managed() const { return m_managed; }

    QList<Profile> profiles() const;
    std::optional<Profile> profile(const QString &id) const;
    void setProfile(const Profile &profile); ///< adds it, or replaces the one with its id
    void removeProfile(const QString &id);

    QString language() const; ///< empty: the system's
    void setLanguage(const QString &code);
    QString clockChoice() const; ///< "lock", "mine", "utc"
    void setClockChoice(const QString &choice);
    bool isReviewingEveryChange() const;
    void setReviewingEveryChange(bool on);
    bool isCheckingForUpdates() const; ///< on unless switched off
    void setCheckingForUpdates(bool on);
    QDateTime lastUpdateCheck() const; ///< UTC; null before the first
    void setLastUpdateCheck(const QDateTime &when);
    QDateTime
    newestUpdateFeed() const; ///< UTC; the date of the newest list of versions seen; null before one
    void setNewestUpdateFeed(const QDateTime &released);
    QString dismissedUpdate() const; ///< the version of which the person wants to hear no more
    void setDismissedUpdate(const QString &version);
    bool mayRememberToken() const; ///< false: the administrator allows no token in the keychain
    bool mayExportCodes() const; ///< false: the administrator allows no keypad codes in files
    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    QByteArray headerState(const QString &table) const;
    void setHeaderState(const QString &table, const QByteArray &state);

private:
    void setProfiles(const QList<Profile> &profiles);
    void set(const QString &key, const QString &value);

    ManagedSettings m_managed;
    SettingsFile m_store;
};

} // namespace lockdesk
