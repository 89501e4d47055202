#pragma once

#include "account.h"
#include "batch.h"
#include "bulkrows.h"
#include "notebeforesending.h"

namespace lockdesk {

/// Notes a round of changes and sends it in batches, few at a time and never two on one device, and says of
/// each row what its answer means (the table in bulkrunner.h). What may no longer leave when its turn comes
/// stays.
class BulkSender : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    BulkSender(Account &account, ChangeStore &changes, BulkRows &rows, QObject *parent = nullptr);

    void setNoteBeforeSending(NoteBeforeSending call) { m_note = std::move(call); }

    /// Sends these, which were compared with what was read, unless that is too old by `expiry`. Not while
    /// hasUnsent().
    void send(const QList<Outgoing> &rows, const Expiry &expiry);
    /// Something of the round has not left yet and may still do so.
    bool hasUnsent() const { return !m_toSend.isEmpty() || m_noting > 0; }
    /// A write on this device is being noted or on its way.
    bool isBusy(SmartlockId device) const { return m_busyDevices.contains(device); }
    /// Sets were paused or rows taken out: what may no longer leave stays, also what has no byte on its way
    /// yet.
    void reconsider();

Q_SIGNALS:
    /// Something has been answered, or waits again. `hasExpired`: it came too late to leave.
    void advanced(bool hasExpired);

private:
    using Answer = Result<Accepted, ApiError>;

    bool isExpired() const;
    void dropExpired();
    void sendNext();
    void note(const Batch &batch);
    void onNoted(const Batch &batch, const QString &error);
    void leave(const Batch &batch);
    void release(const Batch &batch);
    void onAnswer(const Batch &batch, const Answer &answer);
    bool onNeverLeft(const Batch &batch, const ApiError &error);
    void onRefusalAlone(const Outgoing &row, const ApiError &error);
    void onOpen(const Batch &batch, const ApiError &error);
    void holdBack(SmartlockId device, const QString &reason);

    Account &m_account;
    ChangeStore &m_changes;
    BulkRows &m_rows;
    NoteBeforeSending m_note;
    QList<Batch> m_toSend;
    Expiry m_expiry;
    QSet<SmartlockId> m_busyDevices;
    int m_noting = 0;
    int m_inFlight = 0;
};

} // namespace lockdesk
