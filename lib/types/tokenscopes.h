#pragma once

#include <QFlags>
#include <QStringList>

namespace lockdesk {

/// What a token may do, as found by asking: there is no endpoint that tells (nuki-facts chapter 8). A scope
/// is listed here as soon as one endpoint that needs it has answered; it is missing once that endpoint said
/// 401 while another one said 200.
enum class TokenScope : int {
    Account = 1, ///< account: people
    Smartlock = 2, ///< smartlock or smartlock.readOnly: the devices
    Authorizations = 4, ///< smartlock.auth
    Log = 8, ///< smartlock.log
};
Q_DECLARE_FLAGS(TokenScopes, TokenScope)
Q_DECLARE_OPERATORS_FOR_FLAGS(TokenScopes)

constexpr TokenScopes allTokenScopes()
{
    return TokenScopes(TokenScope::Account) | TokenScope::Smartlock | TokenScope::Authorizations
        | TokenScope::Log;
}

/// The parts of the program that go missing without the scopes in `missing`, in words, one a line.
QStringList partsWithout(TokenScopes missing);

} // namespace lockdesk
