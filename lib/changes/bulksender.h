#pragma once

#include "account.h"
#include "batch.h"
#include "bulkrows.h"
#include "changerun.h"

namespace lockdesk {

/// Sends a round of changes in batches, few at a time and never two on one device, and says of each row what
/// its answer means: looked after, parted from a refused group, tried again, failed.
class BulkSender : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    BulkSender(Account &account, BulkRows &rows, QObject *parent = nullptr);

    void setNoteBeforeSending(const NoteBeforeSending &note) { m_noteBeforeSending = note; }

    /// Sends these, which were compared with what was read, unless that is too old by `expiry`. done()
    /// follows also when nothing leaves.
    void send(const QList<Outgoing> &rows, const Expiry &expiry);
    /// Something of a round has not been answered.
    bool isBusy() const { return m_inFlight > 0 || !m_toSend.isEmpty(); }
    /// What has not left of paused sets stays.
    void followPause();

Q_SIGNALS:
    /// Everything of the round has been answered, or waits again. `hasExpired`: some of it came too late.
    void done(bool hasExpired);

private:
    void note(const Batch &batch);
    void onNoted(const Batch &batch, const QString &error);
    bool isExpired() const;
    void dropExpired();
    void sendNext();
    void sendBatch(const Batch &batch);
    void free(const Batch &batch);
    void onAnswer(const Batch &batch, const Result<Accepted, ApiError> &outcome);
    void onRefusal(const Batch &batch, const ApiError &error);
    void onRefusalAlone(ChangeId id, const ApiError &error);
    void part(const Batch &batch);
    void holdBack(SmartlockId device, const QString &reason);

    Account &m_account;
    BulkRows &m_rows;
    NoteBeforeSending m_noteBeforeSending;
    QList<Batch> m_toSend;
    Expiry m_expiry;
    QSet<SmartlockId> m_inFlightDevices;
    int m_inFlight = 0;
    bool m_hasExpired = false;
};

} // namespace lockdesk
