#pragma once

#include <QLabel>

namespace lockdesk {

/// A label that wraps, and shows its text as it is: what comes from a service or a file is never taken for
/// markup (safety D19).
inline QLabel *plainLabel(Qt::TextInteractionFlags interaction = Qt::NoTextInteraction)
{
    auto *label = new QLabel;
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    if (interaction != Qt::NoTextInteraction)
        label->setTextInteractionFlags(interaction);
    return label;
}

} // namespace lockdesk
