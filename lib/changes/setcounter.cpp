#include "setcounter.h"

#include "setkeeper.h"
#include "tokenstore.h"

#include <utility>

namespace lockdesk {

using namespace Qt::StringLiterals;

namespace {

// Nothing when it is none of ours: then it is counted anew.
SetCount countFrom(const Secret &text)
{
    const QList<QByteArray> parts = text.reveal().split(' ');
    bool isMoves = false;
    bool isLines = false;
    const SetCount count{parts.value(0).toLongLong(&isMoves), parts.value(1).toLongLong(&isLines)};
    const bool isOne = parts.size() == 2 && isMoves && isLines && count.moves >= 0 && count.lines >= 0;
    return isOne ? count : SetCount();
}

} // namespace

QString setCountId(const QString &profileId)
{
    return profileId + u"/sets"_s;
}

SetCounter::SetCounter(TokenStore &tokens, const QString &profileId, SetKeeper &keeper)
    : QObject(&keeper)
    , m_tokens(tokens)
    , m_id(setCountId(profileId))
{
    connect(&keeper, &SetKeeper::counted, this, &SetCounter::write);
    m_tokens.read(m_id, false, this, [&keeper](const TokenAnswer &answer) {
        if (answer.state == KeychainState::Ready || answer.state == KeychainState::Missing)
            keeper.compareWith(countFrom(answer.token));
    });
}

void SetCounter::write(const SetCount &count)
{
    if (m_isWriting) {
        m_next = count;
        return;
    }
    m_isWriting = true;
    const Secret text(QByteArray::number(count.moves) + ' ' + QByteArray::number(count.lines));
    m_tokens.write(m_id, text, this, [this](const TokenAnswer &) {
        m_isWriting = false;
        if (const std::optional<SetCount> next = std::exchange(m_next, {}))
            write(*next);
    });
}

} // namespace lockdesk
