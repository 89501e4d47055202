<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
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
</context>
<context>
    <name>lockdesk::AuthorizationRun</name>
    <message numerus="yes">
        <source>%1 Tried %n time(s); nothing was changed. Try again later.</source>
        <translation>
            <numerusform>%1 Tried %n time; nothing was changed. Try again later.</numerusform>
            <numerusform>%1 Tried %n times; nothing was changed. Try again later.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lockdesk::BulkRunner</name>
    <message numerus="yes">
        <source>%1 Tried %n time(s); nothing was changed. Try again later.</source>
        <translation>
            <numerusform>%1 Tried %n time; nothing was changed. Try again later.</numerusform>
            <numerusform>%1 Tried %n times; nothing was changed. Try again later.</numerusform>
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
</context>
<context>
    <name>lockdesk::MainWindow</name>
    <message numerus="yes">
        <source>%n change(s) are not proven yet. %1 all the same?</source>
        <translation>
            <numerusform>%n change is not proven yet. %1 all the same?</numerusform>
            <numerusform>%n changes are not proven yet. %1 all the same?</numerusform>
        </translation>
    </message>
</context>
</TS>
