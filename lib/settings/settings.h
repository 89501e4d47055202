#pragma once

#include <QList>
#include <QSettings>
#include <QString>
#include <QUrl>
#include <QVariant>
#include <memory>
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

/// Typed settings over one QSettings: key, type and default in one line each. Broken or unreadable files
/// behave as empty ones; isWritable() says whether what is set will last. What cannot be written still holds
/// until the program ends. The file is its owner's alone (0600) and replaced as a whole, so a full disk
/// leaves the old one.
class Settings
{
public:
    /// In the file that belongs to the program on this system.
    Settings();
    /// In a file of the caller's choice (tests, the demo).
    explicit Settings(const QString &iniFile);

    /// Whether what was set so far is in the file, and the next will be: false on a read-only or full disk.
    bool isWritable() const;

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
    QByteArray windowGeometry() const;
    void setWindowGeometry(const QByteArray &geometry);
    QByteArray headerState(const QString &table) const;
    void setHeaderState(const QString &table, const QByteArray &state);

private:
    void setProfiles(const QList<Profile> &profiles);
    void set(const QString &key, const QVariant &value);
    void save();

    std::unique_ptr<QSettings> m_store;
    bool m_isUsable = true;
};

} // namespace lockdesk
