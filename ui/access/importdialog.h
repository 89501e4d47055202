#pragma once

#include "accessimport.h"
#include "importmodel.h"
#include "sideline.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QScrollArea;
class QStackedLayout;

namespace lockdesk {

class ColumnMatching;
class EmptyState;
class Table;
class TableProxy;

/// Reads a CSV file of authorizations, chosen or dropped, and shows row by row what it would change. Nothing
/// is changed before "Make changes", and then the changes are drafts. Reading and comparing happen on another
/// thread.
class ImportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `world` is what the file is compared with. Deletes itself when closed.
    explicit ImportDialog(const ImportWorld &world, QWidget *parent = nullptr);

    /// Reads this file, in place of the one before.
    void load(const QString &path);

Q_SIGNALS:
    /// The drafts of all new and changed rows; the dialog closes.
    void changesMade(const QList<lockdesk::Change> &changes);

private:
    struct Outcome
    {
        AccessImport import;
        QList<ImportLine> lines;
    };

    QWidget *makeHead();
    QWidget *makeBody();
    QWidget *makeFoot();
    void fillKinds();
    void askForFile();
    void take(const CsvTable &table);
    void compare();
    void show(const Outcome &outcome);
    void showNothing(const QString &headline, const QString &sentence, bool isProblem = false);
    void makeChanges();

    const ImportWorld m_world;
    CsvTable m_file;
    AccessImport m_import;
    ImportModel *m_model;
    TableProxy *m_proxy;
    Table *m_table;
    EmptyState *m_empty;
    QStackedLayout *m_stack;
    QLabel *m_fileName;
    QScrollArea *m_matchingArea;
    ColumnMatching *m_matching = nullptr;
    QWidget *m_choices;
    QComboBox *m_clock;
    QComboBox *m_kinds;
    QLabel *m_totals;
    QPushButton *m_make;
    Sideline m_work;
};

} // namespace lockdesk
