#pragma once

#include <QSignalSpy>
#include <QWidget>
#include <QWindow>

namespace lockdesk {

/// Waits until a shown window is the active one. QTest::qWaitForWindowActive() takes all of its five seconds
/// on Windows, where there is always one more event to process.
inline bool becomesActive(QWidget *window)
{
    QSignalSpy changes(window->windowHandle(), &QWindow::activeChanged);
    return window->isActiveWindow() || (changes.wait(5000) && window->isActiveWindow());
}

} // namespace lockdesk
