#pragma once

class QDialog;
class QScrollArea;

namespace lockdesk {

/// Makes `dialog` so large that nothing in `area`, one of its parts, needs scrolling, as far as the screen
/// has room: a scroll area by itself asks for a few lines only, whatever it holds.
void fitToContent(QDialog *dialog, const QScrollArea *area);

} // namespace lockdesk
