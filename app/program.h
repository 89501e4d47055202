#pragma once

#include "clock.h"
#include "commandline.h"
#include "environment.h"
#include "settings.h"
#include "tokenstore.h"

#include <QTemporaryDir>
#include <memory>

namespace lockdesk {

class MainWindow;
class SignInFlow;
class SimulatedNuki;
struct Session;

/// The composed program: real parts, or for the demo the simulator in their place, and the window over them.
class Program : public QObject
{
    Q_OBJECT

public:
    explicit Program(const CommandLine &line);
    ~Program() override;

    /// Why the program cannot start as asked: one line for standard error. Empty when it can.
    QString problem() const;

    /// Shows the window and signs in after its first paint; or takes the picture and ends the program.
    void start();

private:
    Environment environment();
    QString dataFolder() const;
    Profile profile() const;
    std::unique_ptr<Session> demoSession();
    void takePicture();
    void saveWhenLoaded();
    void savePicture();

    CommandLine m_line;
    SystemClock m_clock;
    QRandomGenerator m_demoRandom;
    QTemporaryDir m_demoFolder; // what the demo would keep goes with it
    std::unique_ptr<SimulatedNuki> m_service; // demo only
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<TokenStore> m_tokens;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<SignInFlow> m_flow;
};

} // namespace lockdesk
