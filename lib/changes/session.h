#pragma once

#include "account.h"
#include "changestore.h"
#include "review.h"
#include "runner.h"
#include "setkeeper.h"

namespace lockdesk {

/// A signed-in account with the changes made to it and who carries them out: what every screen works on. The
/// parts go in the reverse order, so that the runner never outlives what it writes through.
struct Session
{
    Session(const Profile &profile, Secret token, Transport::ManagerFactory makeManager, Clock &clock,
        QRandomGenerator &random)
        : account(profile, std::move(token), std::move(makeManager), clock, random)
        , changes(clock)
        , runner(account, changes)
        , review(account, changes)
        , keeper(changes, profile.name, clock)
    {
        runner.setNoteBeforeSending([this](const auto &rows, QObject *context, auto done) {
            keeper.noteBeforeSending(rows, context, std::move(done));
        });
    }

    Account account;
    ChangeStore changes;
    Runner runner;
    Review review;
    SetKeeper keeper;
};

} // namespace lockdesk
