#pragma once

#include "tokenscopes.h"

#include <QListWidget>

namespace lockdesk {

/// The sections of the window, of which at most one is chosen. One that the token does not reach is hidden.
class SectionList : public QListWidget
{
    Q_OBJECT

public:
    explicit SectionList(QWidget *parent = nullptr);

    /// The ids of the sections there are: "devices", "access", "changes". Row n is the section n of these.
    static QStringList ids();

    /// Chooses by id. False when there is none, or it is hidden.
    bool choose(const QString &id);
    void chooseNone();

    /// Hides what needs any of `missing`, and shows the rest. Where the chosen one goes, the first that stays
    /// is chosen.
    void offerAllBut(TokenScopes missing);

Q_SIGNALS:
    /// The section `index` of ids() was chosen.
    void chosen(int index);

private:
    void leaveHidden();
};

} // namespace lockdesk
