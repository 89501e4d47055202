#pragma once

#include "job.h"
#include "listresult.h"
#include "logentry.h"
#include "place.h"

namespace lockdesk {

class Transport;

/// One page of a device's log, newest first: at most 50 lines (the service's cap), older than the line
/// `beforeId` when it is given. Only an empty page is the end (nuki-facts chapter 6).
Job<ListResult<LogEntry>> *fetchLog(Transport &transport, SmartlockId device, const QString &beforeId,
    int limit, QObject *parent, Place place = Place::Ordinary);

/// The same of all devices.
Job<ListResult<LogEntry>> *fetchLog(
    Transport &transport, const QString &beforeId, int limit, QObject *parent);

} // namespace lockdesk
