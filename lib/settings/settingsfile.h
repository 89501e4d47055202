#pragma once

#include <QMap>
#include <QString>
#include <optional>

namespace lockdesk {

/// Texts by keys, in an INI file of one `key=value` a line, the keys being full paths. Lines that make no
/// sense are skipped. The file is its owner's alone (0600) and replaced as a whole, so a full disk leaves the
/// old one. Only a plain file is read or replaced, no link followed and nobody waited for (plainfile.h); what
/// is something else, or huge, behaves as an empty file that cannot be written.
///
/// What other programs wrote meanwhile under other keys stays. What cannot be written still holds until the
/// program ends, and is written with the next change that can be.
class SettingsFile
{
public:
    /// To keys their values; std::nullopt takes the key out.
    using Changes = QMap<QString, std::optional<QString>>;

    /// Reads; makes nothing.
    explicit SettingsFile(const QString &path);

    const QMap<QString, QString> &values() const { return m_values; }
    void change(const Changes &changes);

    /// Whether what was changed so far is in the file, and the next change will be.
    bool isWritable() const;
    /// The file; empty where what is there can be none.
    QString path() const { return m_isUsable ? m_path : QString(); }

private:
    bool save();

    QString m_path;
    bool m_isUsable = true;
    QMap<QString, QString> m_values; // with what is not saved
    Changes m_unsaved;
};

} // namespace lockdesk
