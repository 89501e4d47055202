#pragma once

#include "session.h"

class QWidget;

namespace lockdesk {

/// Adds changes of several devices as one set and sends it at once: the question has been answered. Nothing
/// when there are none; a single one is no set of several.
void sendTogether(Session &session, const QString &title, const QList<Change> &changes);

/// Has these devices report again: one at once, several after a question that names them (it belongs to
/// `window`). It costs battery, so nothing else asks for it.
void askToSynchronise(Session &session, const QList<Smartlock> &devices, QWidget *window);

} // namespace lockdesk
