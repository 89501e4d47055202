#pragma once

#include "conflict.h"

#include <QDialog>

class QGridLayout;
class QLabel;
class QRadioButton;

namespace lockdesk {

/// The dialog "Conflict": somebody else changed a record while a change of it was under way. Three columns
/// say what it is now, what was asked for, and what the person started from; of each field that differs one
/// side is chosen. It changes nothing itself: once accepted(), decision() has what shall be asked for
/// instead.
class ConflictDialog : public QDialog
{
    Q_OBJECT

public:
    /// `change` is decidable (isDecidable()); `theirs` is the record as it is now, nullopt when it is gone.
    /// Deletes itself when closed.
    ConflictDialog(const Change &change, const std::optional<Authorization> &theirs,
        const ConflictWords &words, QWidget *parent);

    /// nullopt: nothing is left to be asked for.
    std::optional<ChangeSubject> decision() const;

private:
    struct Choice
    {
        ConflictField field;
        QRadioButton *mine;
    };

    void fillGone(const Authorization &wanted);
    void fillUpdate(const UpdateAuthorization &update, const ConflictWords &words);
    void fillDeletion(const DeleteAuthorization &remove, const ConflictWords &words);
    void addHeader(QGridLayout *grid);
    QRadioButton *addRow(QGridLayout *grid, const QString &label, const QString &theirs, const QString &mine,
        const QString &base, bool isMineChosen);
    void addButtons(const QString &acceptText);
    void follow();

    std::optional<Authorization> m_theirs;
    std::optional<Authorization> m_mine; // of an edit
    QRadioButton *m_delete = nullptr; // of a deletion
    std::optional<Change> m_again; // of one that is gone: a creation
    QList<Choice> m_choices;
    QLabel *m_note;
};

} // namespace lockdesk
