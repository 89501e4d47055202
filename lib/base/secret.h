#pragma once

#include <QByteArray>
#include <utility>

namespace lockdesk {

/// A token, a passphrase or what it opens: moved, never copied, overwritten when it goes, and with no way
/// into a log. What Qt copies of it while a request is built is out of reach (SECURITY.md says so).
class Secret
{
public:
    Secret() = default;
    explicit Secret(const QByteArray &text)
        : m_text(text.constData(), text.size())
    {
    }
    Secret(Secret &&other) noexcept
        : m_text(std::exchange(other.m_text, {}))
    {
    }
    Secret &operator=(Secret &&other) noexcept
    {
        if (this != &other) {
            wipe();
            m_text = std::exchange(other.m_text, {});
        }
        return *this;
    }
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret() { wipe(); }

    bool isEmpty() const { return m_text.isEmpty(); }

    /// The text itself, for the Authorization header, the keychain and encryption only.
    const QByteArray &reveal() const { return m_text; }

    /// A second copy, made on purpose.
    Secret clone() const { return Secret(m_text); }

private:
    void wipe()
    {
        m_text.fill('\0');
        m_text.clear();
    }

    QByteArray m_text;
};

} // namespace lockdesk
