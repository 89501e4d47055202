#pragma once

namespace lockdesk {

/// The last thing in main, when its own objects are gone: ends the process with `status`.
///
/// On Windows at once, without the end of its libraries. That of the compiler's (libstdc++ over winpthreads
/// 10) sometimes waits for ever on a lock that a finished thread has kept, and what then stays of the program
/// has no window and holds its files.
[[noreturn]] void endProcess(int status);

} // namespace lockdesk
