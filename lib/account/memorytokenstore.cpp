#include "memorytokenstore.h"

namespace lockdesk {

void MemoryTokenStore::read(const QString &profileId, bool isExpected, QObject *context, Answer answer)
{
    Q_UNUSED(isExpected) // memory is never locked
    const auto token = m_tokens.find(profileId);
    if (token == m_tokens.end())
        answerLater(context, std::move(answer), {KeychainState::Missing, {}, {}});
    else
        answerLater(context, std::move(answer), {KeychainState::Ready, token->second.clone(), {}});
}

void MemoryTokenStore::write(const QString &profileId, const Secret &token, QObject *context, Answer answer)
{
    m_tokens.insert_or_assign(profileId, token.clone());
    answerLater(context, std::move(answer), {KeychainState::Ready, {}, {}});
}

void MemoryTokenStore::remove(const QString &profileId, QObject *context, Answer answer)
{
    m_tokens.erase(profileId);
    answerLater(context, std::move(answer), {KeychainState::Ready, {}, {}});
}

} // namespace lockdesk
