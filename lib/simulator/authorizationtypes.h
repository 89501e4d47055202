#pragma once

namespace lockdesk {

/// The contract's numbers of SmartlockAuth.type, as the simulator's records hold them.
namespace authorizationTypes {

inline constexpr int app = 0;
inline constexpr int bridge = 1;
inline constexpr int fob = 2;
inline constexpr int keypad = 3;
inline constexpr int keypadCode = 13;
inline constexpr int virtualOne = 15;

} // namespace authorizationTypes

} // namespace lockdesk
