#include "recordtext.h"

#include <QJsonDocument>

namespace lockdesk {

namespace {

// Reads from left to right; each step is false, or nothing, when something else is there.
class Scanner
{
public:
    explicit Scanner(QByteArrayView text)
        : m_text(text)
    {
        if (m_text.startsWith("\xef\xbb\xbf"))
            m_at = 3;
    }

    bool take(char wanted)
    {
        skipSpace();
        if (m_at == m_text.size() || m_text.at(m_at) != wanted)
            return false;
        ++m_at;
        return true;
    }

    bool isAtEnd()
    {
        skipSpace();
        return m_at == m_text.size();
    }

    // Without its quotes, escapes as they are.
    std::optional<QByteArrayView> takeString()
    {
        if (!take('"'))
            return {};
        const qsizetype begin = m_at;
        while (m_at < m_text.size() && m_text.at(m_at) != '"')
            m_at += m_text.at(m_at) == '\\' ? 2 : 1;
        if (m_at >= m_text.size())
            return {};
        return m_text.sliced(begin, m_at++ - begin);
    }

    // Up to the comma or bracket that ends it.
    std::optional<QByteArrayView> takeValue()
    {
        skipSpace();
        const qsizetype begin = m_at;
        qint64 depth = 0;
        while (m_at < m_text.size()) {
            const char c = m_text.at(m_at);
            if (c == '"') {
                if (!takeString())
                    return {};
                continue;
            }
            if (depth == 0 && (c == ',' || c == '}' || c == ']'))
                break;
            depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            ++m_at;
        }
        if (m_at >= m_text.size() || m_at == begin)
            return {};
        return m_text.sliced(begin, m_at - begin);
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && QByteArrayView(" \t\r\n").contains(m_text.at(m_at)))
            ++m_at;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace

std::optional<QJsonObject> recordFromText(const QByteArray &text)
{
    QJsonParseError error;
    QJsonDocument document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::IllegalUTF8String)
        return document.isObject() ? std::optional(document.object()) : std::nullopt;
    document = QJsonDocument::fromJson(QString::fromUtf8(text).toUtf8());
    if (!document.isObject())
        return {};
    QJsonObject object = document.object();
    object.insert(damageMark, true);
    return object;
}

std::optional<QHash<QByteArray, QByteArrayView>> membersOf(QByteArrayView object)
{
    QHash<QByteArray, QByteArrayView> members;
    Scanner scanner(object);
    if (!scanner.take('{'))
        return {};
    if (!scanner.take('}')) {
        do {
            const auto name = scanner.takeString();
            if (!name || !scanner.take(':'))
                return {};
            const auto value = scanner.takeValue();
            if (!value)
                return {};
            members.insert(name->toByteArray(), *value);
        } while (scanner.take(','));
        if (!scanner.take('}'))
            return {};
    }
    return scanner.isAtEnd() ? std::optional(members) : std::nullopt;
}

} // namespace lockdesk
