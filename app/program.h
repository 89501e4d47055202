#pragma once

#include "clock.h"
#include "commandline.h"
#include "environment.h"
#include "places.h"
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
    /// `managed` is what the administrator says; the demo does not listen to it.
    Program(const CommandLine &line, const Places &places, const ManagedSettings &managed);
    ~Program() override;

    /// Why the program cannot start as asked: one line for standard error. Empty when it can.
    QString problem() const;

    /// What the person has to be told once, in a window of its own; empty for nothing.
    void setNote(const QString &note) { m_note = note; }

    /// Shows the window and signs in after its first paint; or takes the picture and ends the program.
    void start();

    /// Brings the window to the front, where the system lets it; else it asks for attention.
    void raise();

private:
    Environment environment();
    void tellNote();
    QString dataFolder() const;
    Profile profile() const;
    std::unique_ptr<Session> demoSession();
    void takePicture();
    void saveWhenLoaded();
    void savePicture();

    CommandLine m_line;
    Places m_places;
    QString m_note;
    SystemClock m_clock;
    QRandomGenerator m_demoRandom;
    QTemporaryDir m_demoFolder; // what the demo would keep goes with it
    std::unique_ptr<SimulatedNuki> m_service; // demo only
    std::unique_ptr<Settings> m_settings;
    std::unique_ptr<TokenStore> m_tokens;
    QString m_profileId;
    std::unique_ptr<MainWindow> m_window;
    std::unique_ptr<SignInFlow> m_flow;
};

} // namespace lockdesk
