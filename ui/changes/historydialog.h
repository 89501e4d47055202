#pragma once

#include "alarm.h"
#include "historynews.h"
#include "sideline.h"

#include <QDialog>
#include <optional>

class QLabel;
class QPushButton;
class QStackedLayout;

namespace lockdesk {

class EmptyState;
class FilterLine;
class HistoryModel;
class MessageBar;
class Settings;
class Table;
class TableProxy;

/// The window of the history: every change that was ever sent, newest first, with a filter and an export of
/// what it shows; and whether the file is as Lockdesk wrote it. The file is read beside the window's thread,
/// so that a long one stalls nothing. To be made and shown in one go, with show(): one works on beside it.
/// Once it was closed it deletes itself, when what it reads or writes is done.
class HistoryDialog : public QDialog
{
    Q_OBJECT

public:
    /// Reads `history` at once. Clock and settings must outlive the dialog.
    HistoryDialog(const History &history, Clock &clock, Settings &settings, QWidget *parent = nullptr);
    ~HistoryDialog() override;

    /// There may be more in the history: it is read again within a moment, once for many calls.
    void refresh();

private:
    void makeTable();
    QWidget *makeFoot();
    void read();
    void take(const Result<HistoryNews, QString> &news);
    void showState();
    void showEmptyState();
    void showVerdict();
    QString summary() const;
    void askForFile();
    void save(const QString &path);
    void say(const QString &words);
    void goWhenIdle();

    History m_history;
    Clock &m_clock;
    Settings &m_settings;
    HistoryModel *m_model;
    TableProxy *m_proxy;
    Table *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    FilterLine *m_filter;
    MessageBar *m_warning;
    QLabel *m_summary;
    QLabel *m_outcome; // of an export
    QPushButton *m_export;
    HistoryMark m_mark; // what the model has
    std::optional<History::Verdict> m_verdict; // none before the file was read
    QString m_problem; // why it could not be read; empty when it could
    bool m_isStale = false; // there may be more than is being read
    Alarm m_later;
    Sideline m_reading;
    Sideline m_writing;
};

} // namespace lockdesk
