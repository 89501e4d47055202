#pragma once

#include "transport.h"

#include <functional>

namespace lockdesk {

class Settings;
class TokenStore;

/// What the program is composed of from outside: passed in, so that the demo and the tests bring their own.
/// All of it outlives the window.
struct Environment
{
    Settings &settings;
    TokenStore &tokens;
    Clock &clock;
    QRandomGenerator &random;
    Transport::ManagerFactory makeManager;
    QString dataFolder{}; ///< for journals and histories; empty where nothing is to be kept
    std::function<QString()> facts{}; ///< of the build and the computer, line by line, for "About Lockdesk"
};

} // namespace lockdesk
