#pragma once

#include "accessexport.h"
#include "sideline.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QListWidget;
class QPushButton;

namespace lockdesk {

class Clock;

/// What can be exported, and what its words and clocks need.
struct ExportSource
{
    QList<Authorization> shown; ///< in the order of the table
    QList<Authorization> selected; ///< some of them; may be empty
    Snapshot snapshot;
    QList<AccountUser> people;
    QDate today;
    bool mayHaveCodes = true; ///< false: the administrator allows no keypad codes in files
};

/// Asks what of the shown authorizations goes into a CSV file, and how, and writes it. Codes are in it only
/// after a tick of their own (CSV-2). Writing happens on another thread; the dialog stays until the file is
/// there, and says what went wrong.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `shownClock` is the one chosen at first. `clock` must outlive the dialog, which deletes itself when
    /// closed.
    ExportDialog(Clock &clock, const ExportSource &source, ShownClock shownClock, QWidget *parent = nullptr);

Q_SIGNALS:
    /// The file is written; the dialog closes.
    void exported(const QString &path, int count, bool includesCodes);

private:
    QWidget *makeChoices(ShownClock clock);
    QWidget *makeFoot();
    void fillColumns();
    void moveColumn(int by);
    AccessExport choice() const;
    const QList<Authorization> &rows() const;
    void followChoice();
    void askForFile();
    void save(const QString &path);
    void say(const QString &problem);

    Clock &m_clock;
    const ExportSource m_source;
    QComboBox *m_rows;
    QListWidget *m_columns;
    QComboBox *m_times;
    QComboBox *m_delimiter;
    QCheckBox *m_mark;
    QCheckBox *m_codes;
    QLabel *m_warning;
    QLabel *m_problem;
    QPushButton *m_export;
    Sideline m_work;
};

} // namespace lockdesk
