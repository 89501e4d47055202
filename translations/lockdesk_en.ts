<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccessChanges</name>
    <message numerus="yes">
        <source>Edit %Ln authorization(s)</source>
        <translation>
            <numerusform>Edit %Ln authorization</numerusform>
            <numerusform>Edit %Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Edit %1’s %Ln authorization(s)</source>
        <translation>
            <numerusform>Edit %1’s %Ln authorization</numerusform>
            <numerusform>Edit %1’s %Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %Ln authorization(s)</source>
        <translation>
            <numerusform>Enable %Ln authorization</numerusform>
            <numerusform>Enable %Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Enable %1’s %Ln authorization(s)</source>
        <translation>
            <numerusform>Enable %1’s %Ln authorization</numerusform>
            <numerusform>Enable %1’s %Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %Ln authorization(s)</source>
        <translation>
            <numerusform>Disable %Ln authorization</numerusform>
            <numerusform>Disable %Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Disable %1’s %Ln authorization(s)</source>
        <translation>
            <numerusform>Disable %1’s %Ln authorization</numerusform>
            <numerusform>Disable %1’s %Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %Ln authorization(s)</source>
        <translation>
            <numerusform>Delete %Ln authorization</numerusform>
            <numerusform>Delete %Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %1’s %Ln authorization(s)</source>
        <translation>
            <numerusform>Delete %1’s %Ln authorization</numerusform>
            <numerusform>Delete %1’s %Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The fingerprints of %Ln of them do not come back: they have to be taught again.</source>
        <translation>
            <numerusform>The fingerprints of %Ln of them do not come back: they have to be taught again.</numerusform>
            <numerusform>The fingerprints of %Ln of them do not come back: they have to be taught again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>For %Ln of them the person gets a new invitation by e-mail and has to accept it.</source>
        <translation>
            <numerusform>For %Ln of them the person gets a new invitation by e-mail and has to accept it.</numerusform>
            <numerusform>For %Ln of them the person gets a new invitation by e-mail and has to accept it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln of them cannot be made anew from here: each has to be paired at the lock again.</source>
        <translation>
            <numerusform>%Ln of them cannot be made anew from here: each has to be paired at the lock again.</numerusform>
            <numerusform>%Ln of them cannot be made anew from here: each has to be paired at the lock again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The code of %Ln of them was never shown by the service, so it does not come back.</source>
        <translation>
            <numerusform>The code of %Ln of them was never shown by the service, so it does not come back.</numerusform>
            <numerusform>The code of %Ln of them was never shown by the service, so it does not come back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Age</name>
    <message numerus="yes">
        <source>%n min ago</source>
        <translation>
            <numerusform>%n min ago</numerusform>
            <numerusform>%n min ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n h ago</source>
        <translation>
            <numerusform>%n h ago</numerusform>
            <numerusform>%n h ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ApiError</name>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>%n second</numerusform>
            <numerusform>%n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Archive</name>
    <message numerus="yes">
        <source>The history has %n line(s) fewer than it had: its files were deleted, or older copies were put in their place. Nothing else was changed.</source>
        <translation>
            <numerusform>The history has one line fewer than it had: its files were deleted, or older copies were put in their place. Nothing else was changed.</numerusform>
            <numerusform>The history has %n lines fewer than it had: its files were deleted, or older copies were put in their place. Nothing else was changed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ChangeTotals</name>
    <message numerus="yes">
        <source>%n draft(s)</source>
        <translation>
            <numerusform>%n draft</numerusform>
            <numerusform>%n drafts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n waiting</source>
        <translation>
            <numerusform>%n waiting</numerusform>
            <numerusform>%n waiting</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sent</source>
        <translation>
            <numerusform>%n sent</numerusform>
            <numerusform>%n sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n accepted</source>
        <translation>
            <numerusform>%n accepted</numerusform>
            <numerusform>%n accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n listed</source>
        <translation>
            <numerusform>%n listed</numerusform>
            <numerusform>%n listed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n confirmed</source>
        <translation>
            <numerusform>%n confirmed</numerusform>
            <numerusform>%n confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n conflict(s)</source>
        <translation>
            <numerusform>%n conflict</numerusform>
            <numerusform>%n conflicts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unconfirmed</source>
        <translation>
            <numerusform>%n unconfirmed</numerusform>
            <numerusform>%n unconfirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n undone</source>
        <translation>
            <numerusform>%n undone</numerusform>
            <numerusform>%n undone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DeviceLines</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyDevices</name>
    <message numerus="yes">
        <source>Synchronise %n device(s)</source>
        <translation>
            <numerusform>Synchronise %n device</numerusform>
            <numerusform>Synchronise %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Synchronise %n device(s)?</source>
        <translation>
            <numerusform>Synchronise %n device?</numerusform>
            <numerusform>Synchronise %n devices?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SetPlan</name>
    <message numerus="yes">
        <source>%n lock(s) are offline</source>
        <translation>
            <numerusform>%n lock is offline</numerusform>
            <numerusform>%n locks are offline</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>their %n change(s) wait until they are back.</source>
        <translation>
            <numerusform>%n change waits until it is back.</numerusform>
            <numerusform>%n changes wait until they are back.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s) are already taken</source>
        <translation>
            <numerusform>%n code is already taken</numerusform>
            <numerusform>%n codes are already taken</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s).</source>
        <translation>
            <numerusform>%n lock.</numerusform>
            <numerusform>%n locks.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n code(s) are already taken on %1.</source>
        <translation>
            <numerusform>%n code is already taken on %1.</numerusform>
            <numerusform>%n codes are already taken on %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n lock(s) would exceed %1.</source>
        <translation>
            <numerusform>%n lock would exceed %1.</numerusform>
            <numerusform>%n locks would exceed %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) ask for what another row asks for.</source>
        <translation>
            <numerusform>%n row asks for what another row asks for.</numerusform>
            <numerusform>%n rows ask for what another row asks for.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) swap what only one can have.</source>
        <translation>
            <numerusform>%n row swaps what only one can have.</numerusform>
            <numerusform>%n rows swap what only one can have.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n authorization(s) are no longer there.</source>
        <translation>
            <numerusform>%n authorization is no longer there.</numerusform>
            <numerusform>%n authorizations are no longer there.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n row(s) have another problem.</source>
        <translation>
            <numerusform>%n row has another problem.</numerusform>
            <numerusform>%n rows have another problem.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Somebody else has changed %n of the authorizations since.</source>
        <translation>
            <numerusform>Somebody else has changed %n of the authorizations since.</numerusform>
            <numerusform>Somebody else has changed %n of the authorizations since.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusWords</name>
    <message numerus="yes">
        <source>Updated %n second(s) ago</source>
        <translation>
            <numerusform>Updated %n second ago</numerusform>
            <numerusform>Updated %n seconds ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updated %n minute(s) ago</source>
        <translation>
            <numerusform>Updated %n minute ago</numerusform>
            <numerusform>Updated %n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Updated %n hour(s) ago</source>
        <translation>
            <numerusform>Updated %n hour ago</numerusform>
            <numerusform>Updated %n hours ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::AccessFiles</name>
    <message numerus="yes">
        <source>%n authorization(s) exported with their codes to “%1”.</source>
        <translation>
            <numerusform>%n authorization exported with their codes to “%1”.</numerusform>
            <numerusform>%n authorizations exported with their codes to “%1”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n authorization(s) exported to “%1”.</source>
        <translation>
            <numerusform>%n authorization exported to “%1”.</numerusform>
            <numerusform>%n authorizations exported to “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::AccessPage</name>
    <message numerus="yes">
        <source>%n authorization(s) could not be read and are not shown.</source>
        <translation>
            <numerusform>%n authorization could not be read and is not shown.</numerusform>
            <numerusform>%n authorizations could not be read and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n authorization(s) shown</source>
        <translation>
            <numerusform>%1 of %n authorization shown</numerusform>
            <numerusform>%1 of %n authorizations shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Delete %n authorization(s)?</source>
        <translation>
            <numerusform>Delete %n authorization?</numerusform>
            <numerusform>Delete %n authorizations?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Import %Ln change(s)</source>
        <comment>title of a set</comment>
        <translation>
            <numerusform>Import %Ln change</numerusform>
            <numerusform>Import %Ln changes</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 on %Ln device(s)</source>
        <comment>Add access “Plumber” on 3 devices</comment>
        <translation>
            <numerusform>%1 on %Ln device</numerusform>
            <numerusform>%1 on %Ln devices</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::BackupDialog</name>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n authorization(s)</source>
        <translation>
            <numerusform>%n authorization</numerusform>
            <numerusform>%n authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n authorization(s) could not be read and will be missing.</source>
        <translation>
            <numerusform>%n authorization could not be read and will be missing.</numerusform>
            <numerusform>%n authorizations could not be read and will be missing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saved %n authorization(s) to “%1”.</source>
        <translation>
            <numerusform>Saved %n authorization to “%1”.</numerusform>
            <numerusform>Saved %n authorizations to “%1”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The service does not tell the digits of %n code(s); they are not in it.</source>
        <translation>
            <numerusform>The service does not tell the digits of %n code; they are not in it.</numerusform>
            <numerusform>The service does not tell the digits of %n codes; they are not in it.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::BackupOpener</name>
    <message numerus="yes">
        <source>%n device(s)</source>
        <translation>
            <numerusform>%n device</numerusform>
            <numerusform>%n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n authorization(s)</source>
        <translation>
            <numerusform>%n authorization</numerusform>
            <numerusform>%n authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n could not be read</source>
        <translation>
            <numerusform>%n could not be read</numerusform>
            <numerusform>%n could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::BulkRows</name>
    <message numerus="yes">
        <source>Tried %n time(s).</source>
        <translation>
            <numerusform>Tried %n time.</numerusform>
            <numerusform>Tried %n times.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::ChangeDeeds</name>
    <message numerus="yes">
        <source>%n change(s) cannot be taken back: %1</source>
        <translation>
            <numerusform>%n change cannot be taken back: %1</numerusform>
            <numerusform>%n changes cannot be taken back: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) come back in part: %1</source>
        <translation>
            <numerusform>%n change comes back in part: %1</numerusform>
            <numerusform>%n changes come back in part: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Take %n change(s) back?</source>
        <translation>
            <numerusform>Take %n change back?</numerusform>
            <numerusform>Take %n changes back?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Undo: %n change(s)</source>
        <translation>
            <numerusform>Undo: %n change</numerusform>
            <numerusform>Undo: %n changes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::ChangesPage</name>
    <message numerus="yes">
        <source>%1 of %n change(s) shown</source>
        <translation>
            <numerusform>%1 of %n change shown</numerusform>
            <numerusform>%1 of %n changes shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It takes about %n second(s).</source>
        <translation>
            <numerusform>It takes about %n second.</numerusform>
            <numerusform>It takes about %n seconds.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It takes about %n minute(s).</source>
        <translation>
            <numerusform>It takes about %n minute.</numerusform>
            <numerusform>It takes about %n minutes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::DevicesPage</name>
    <message numerus="yes">
        <source>%n device(s) could not be read and are not shown.</source>
        <translation>
            <numerusform>%n device could not be read and is not shown.</numerusform>
            <numerusform>%n devices could not be read and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %n device(s) shown</source>
        <translation>
            <numerusform>%1 of %n device shown</numerusform>
            <numerusform>%1 of %n devices shown</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lock %n device(s)</source>
        <translation>
            <numerusform>Lock %n device</numerusform>
            <numerusform>Lock %n devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Lock %n device(s)?</source>
        <translation>
            <numerusform>Lock %n device?</numerusform>
            <numerusform>Lock %n devices?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::HistoryDialog</name>
    <message numerus="yes">
        <source>%Ln change(s).</source>
        <translation>
            <numerusform>%Ln change.</numerusform>
            <numerusform>%Ln changes.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 of %Ln change(s) shown.</source>
        <translation>
            <numerusform>%1 of %Ln change shown.</numerusform>
            <numerusform>%1 of %Ln changes shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln change(s) exported to “%1”.</source>
        <translation>
            <numerusform>%Ln change exported to “%1”.</numerusform>
            <numerusform>%Ln changes exported to “%1”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::ImportDialog</name>
    <message numerus="yes">
        <source>%n problem(s)</source>
        <translation>
            <numerusform>%n problem</numerusform>
            <numerusform>%n problems</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::LeaveQuestion</name>
    <message numerus="yes">
        <source>%n change(s) are not proven yet. %1 all the same?</source>
        <translation>
            <numerusform>%n change are not proven yet. %1 all the same?</numerusform>
            <numerusform>%n changes are not proven yet. %1 all the same?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set(s) of changes are not finished. %1 all the same?</source>
        <translation>
            <numerusform>%n set of changes are not finished. %1 all the same?</numerusform>
            <numerusform>%n sets of changes are not finished. %1 all the same?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::MainWindow</name>
    <message numerus="yes">
        <source>Restore %Ln authorization(s)</source>
        <comment>title of a set</comment>
        <translation>
            <numerusform>Restore %Ln authorization</numerusform>
            <numerusform>Restore %Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n set(s) of changes were not finished when Lockdesk last ended. Nothing of them is sent before “Resume” or “Send” in Changes.</source>
        <translation>
            <numerusform>%n set of changes was not finished when Lockdesk last ended. Nothing of them is sent before “Resume” or “Send” in Changes.</numerusform>
            <numerusform>%n sets of changes were not finished when Lockdesk last ended. Nothing of them is sent before “Resume” or “Send” in Changes.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::MultiEditDialog</name>
    <message numerus="yes">
        <source>%Ln authorization(s)</source>
        <translation>
            <numerusform>%Ln authorization</numerusform>
            <numerusform>%Ln authorizations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>on %Ln device(s)</source>
        <translation>
            <numerusform>on %Ln device</numerusform>
            <numerusform>on %Ln devices</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Time zone: each lock’s own. What you enter is the time on the clock of each lock, so another moment in each of their %Ln time zone(s).</source>
        <translation>
            <numerusform>Time zone: each lock’s own. What you enter is the time on the clock of each lock, so another moment in each of their %Ln time zone.</numerusform>
            <numerusform>Time zone: each lock’s own. What you enter is the time on the clock of each lock, so another moment in each of their %Ln time zones.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This makes %Ln draft(s) to review; nothing is sent before “Send”.</source>
        <translation>
            <numerusform>This makes %Ln draft to review; nothing is sent before “Send”.</numerusform>
            <numerusform>This makes %Ln drafts to review; nothing is sent before “Send”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Like this already, and left alone: %Ln</source>
        <translation>
            <numerusform>Like this already, and left alone: %Ln</numerusform>
            <numerusform>Like this already, and left alone: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Not possible as it is, and marked as a problem: %Ln</source>
        <translation>
            <numerusform>Not possible as it is, and marked as a problem: %Ln</numerusform>
            <numerusform>Not possible as it is, and marked as a problem: %Ln</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At %Ln of them the clocks are put back and the time comes twice: a start means the second time, an end the first.</source>
        <translation>
            <numerusform>At %Ln of them the clocks are put back and the time comes twice: a start means the second time, an end the first.</numerusform>
            <numerusform>At %Ln of them the clocks are put back and the time comes twice: a start means the second time, an end the first.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::RestoreDialog</name>
    <message numerus="yes">
        <source>And %n more warning(s) like these.</source>
        <translation>
            <numerusform>And %n more warning like these.</numerusform>
            <numerusform>And %n more warnings like these.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::SendAgainDialog</name>
    <message numerus="yes">
        <source>An earlier attempt may have happened. Send %n access(es) again?</source>
        <translation>
            <numerusform>An earlier attempt may have happened. Send the access again?</numerusform>
            <numerusform>An earlier attempt may have happened. Send %n accesses again?</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::SetKeeper</name>
    <message numerus="yes">
        <source>The keychain has not given the key for it within %n second(s). Should Lockdesk end before changes are finished that are sent now, it does not go on with them.</source>
        <translation>
            <numerusform>The keychain has not given the key for it within %n second. Should Lockdesk end before changes are finished that are sent now, it does not go on with them.</numerusform>
            <numerusform>The keychain has not given the key for it within %n seconds. Should Lockdesk end before changes are finished that are sent now, it does not go on with them.</numerusform>
        </translation>
    </message>
</context>
</TS>
