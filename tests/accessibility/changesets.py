"""Sets of changes, through the accessibility bus: drafts, sending, undo, a pause past a killed program, a conflict."""

import collections
import re

from program import Scenario, main, wait_for

APP, KEYPAD_CODE = 0, 13
PAUSED = re.compile("Paused. Nothing more is sent before Resume.")
LONG = 90.0
"""Seconds for what the service's own latency decides, and the look every two seconds at what it made of a change."""


def is_reached(device):
    """A lock with a keypad to which writes get through."""
    return device["serverState"] == 0 and device["config"].get("keypadPaired")


class ChangesScenario(Scenario):
    """What all scenarios with sets do, in an account small enough to be read cell by cell, with quick locks."""

    service = ("--devices", "5", "--authorizations", "90", "--apply-delay", "500")

    def chosen(self, *counts):
        """So many enabled authorizations of the first lock, of the second and so on, each named once on its lock."""
        records = self.simulator.authorizations().values()
        locks = [d for d in self.simulator.get("/smartlock") if is_reached(d)]
        names = {d["smartlockId"]: d["name"] for d in locks}
        result = []
        for lock, count in zip(names, counts):
            here = [a for a in records if a["smartlockId"] == lock]
            often = collections.Counter(a["name"] for a in here)
            fit = [a for a in here if a["type"] in (APP, KEYPAD_CODE) and a["enabled"] and often[a["name"]] == 1
                   and "operationId" not in a]
            self.assertGreaterEqual(len(fit), count, names[lock])
            result += [dict(a, device=names[lock]) for a in fit[:count]]
        return result

    def disable(self, lockdesk, records):
        """Selects them in Access and presses "Disable". Returns the table of the changes, which shows by itself."""
        access = lockdesk.section("Access")
        access.select(*(access.find_row(Name=a["name"], Device=a["device"]) for a in records))
        lockdesk.screen.find("push button", "Disable").press()
        return lockdesk.screen.table("Changes")

    def expected(self, records, status, verb="Disable"):
        return {(f"{verb} access “{a['name']}”", a["device"]): status for a in records}

    def statuses(self, changes):
        """What each row says of its change; the reason, which follows the word, is left out."""
        return {(row["Change"], row["Device"]): row["Status"].partition(".")[0] for row in changes.rows()}

    def wait_for_statuses(self, changes, expected):
        wait_for(lambda: self.statuses(changes) == expected,
                 lambda: f"{expected} instead of {changes.rows()}", timeout=LONG)

    def written(self):
        """How many writes of each authorization the service has processed, by its own log."""
        count = collections.Counter()
        for request in self.simulator.writes():
            if request["status"] // 100 != 2:
                continue
            one = re.fullmatch(r"/smartlock/\d+/auth/([0-9a-f]{24})", request["path"])
            count.update([one[1]] if one else [row["id"] for row in request["body"]])
        return count

    def assert_only_disabled(self, before, records):
        """Against before, these are disabled, and nothing else in any record is another."""
        wanted = {number: dict(record) for number, record in before.items()}
        after = self.simulator.authorizations()
        for number in (a["id"] for a in records):
            self.assertGreater(after[number]["updateDate"], wanted[number]["updateDate"])
            wanted[number] |= {"enabled": False, "updateDate": after[number]["updateDate"]}
        self.assertEqual(after, wanted)


class ChangeSets(ChangesScenario):
    def test_several_rows_are_reviewed_sent_proven_and_taken_back(self):
        records, before = self.chosen(3, 2, 1), self.simulator.authorizations()
        lockdesk = self.start_signed_in()
        changes = self.disable(lockdesk, records)
        self.wait_for_statuses(changes, self.expected(records, "Draft"))
        self.assertEqual({(row["Before"], row["After"]) for row in changes.rows()}, {("Enabled: yes", "Enabled: no")})
        self.assertEqual(self.simulator.writes(), [], "nothing is sent before it is reviewed")

        lockdesk.screen.find("push button", "Send").press()
        self.wait_for_statuses(changes, self.expected(records, "Confirmed"))
        self.assert_only_disabled(before, records)
        sent = self.simulator.writes()
        self.assertEqual(self.written(), {a["id"]: 1 for a in records})

        lockdesk.screen.find("push button", "Undo").press()
        drafts = self.expected(records, "Draft", "Enable")
        self.wait_for_statuses(changes, self.expected(records, "Confirmed") | drafts)
        self.assertEqual(self.simulator.writes(), sent, "undoing is reviewed, too")
        lockdesk.screen.find("push button", "Send").press()
        self.wait_for_statuses(
            changes, self.expected(records, "Undone") | self.expected(records, "Confirmed", "Enable"))
        self.assertEqual(self.without_update_dates(), self.without_update_dates(before))
        self.assertEqual(self.written(), {a["id"]: 2 for a in records})

    def test_a_conflict_is_decided_by_field(self):
        records, before = self.chosen(1, 1), self.simulator.authorizations()
        mine, contested = records
        lockdesk = self.start_signed_in()
        changes = self.disable(lockdesk, records)
        self.wait_for_statuses(changes, self.expected(records, "Draft"))
        self.simulator.edit_authorization(contested["id"], name="Night shift")
        lockdesk.screen.find("push button", "Send").press()
        conflict = self.expected([contested], "Conflict")
        self.wait_for_statuses(changes, self.expected([mine], "Confirmed") | conflict)
        self.assertEqual(self.written(), {mine["id"]: 1})

        changes.select(changes.find_row(Status=re.compile("Conflict")))
        lockdesk.screen.find("push button", "Decide").press()
        dialog = lockdesk.screen.dialog("Conflict")
        self.assertTrue(dialog.find("radio button", re.compile("Name: Take theirs, Night shift")).has("CHECKED"))
        self.assertTrue(dialog.find("radio button", re.compile("Enabled: Take mine")).has("CHECKED"))
        dialog.find("push button", "OK").press()
        lockdesk.screen.is_absent("dialog", "Conflict")
        decided = dict(contested, name="Night shift")
        self.wait_for_statuses(changes, self.expected([mine], "Confirmed") | self.expected([decided], "Draft"))
        self.assertEqual(self.written(), {mine["id"]: 1}, "what was decided is reviewed before it is sent")

        lockdesk.screen.find("push button", "Send").press()
        self.wait_for_statuses(changes, self.expected([mine, decided], "Confirmed"))
        before[contested["id"]]["name"] = "Night shift"
        self.assert_only_disabled(before, records)

    def without_update_dates(self, records=None):
        return {number: {field: value for field, value in record.items() if field != "updateDate"}
                for number, record in (records or self.simulator.authorizations()).items()}


class SlowService(ChangesScenario):
    service = (*ChangesScenario.service, "--delay", "500")

    def test_a_paused_set_outlives_a_killed_program(self):
        records, before = self.chosen(8, 3), self.simulator.authorizations()
        lockdesk = self.start_signed_in()
        changes = self.disable(lockdesk, records)
        pause = lockdesk.screen.find("push button", "Pause")
        lockdesk.screen.find("push button", "Send").press()
        wait_for(self.simulator.writes, "the first write")
        pause.press()
        statuses = self.wait_until_nothing_is_on_its_way(lockdesk, changes)
        left = self.written()
        self.assertEqual(len(left), list(statuses.values()).count("Confirmed"), "each that left, and no other")
        lockdesk.stop()

        again = self.start()
        again.screen.window("Lockdesk – Front office")
        changes = again.section("Changes")
        self.wait_for_statuses(changes, statuses)
        again.screen.find("label", PAUSED)
        self.assertIsNone(again.screen.find_now("dialog", "Sign in"))
        self.assertEqual(self.written(), left, "nothing is sent before Resume")
        again.screen.find("push button", "Resume").press()
        self.wait_for_statuses(changes, self.expected(records, "Confirmed"))
        self.assertEqual(self.written(), {a["id"]: 1 for a in records})
        self.assert_only_disabled(before, records)

    def wait_until_nothing_is_on_its_way(self, lockdesk, changes):
        """Until what has left is proven, which takes longer than the next write would; the rest still waits."""
        lockdesk.screen.find("label", PAUSED)

        def look():
            statuses = self.statuses(changes)
            return statuses if set(statuses.values()) == {"Waiting", "Confirmed"} else None

        return wait_for(look, lambda: f"some Confirmed, the others Waiting among {changes.rows()}", timeout=LONG)


if __name__ == "__main__":
    main()
