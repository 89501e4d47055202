"""The main job, end to end, through the accessibility bus: sign in, see, operate, add, change, and prove it."""

import os
import pathlib
import re
import subprocess

from program import TOKEN, Scenario, main, wait_for

LIMITS = ("allowedFromDate", "allowedUntilDate", "allowedWeekDays", "allowedFromTime", "allowedUntilTime")
WORKDAYS = 64 + 32 + 16 + 8 + 4


def is_locked(device):
    """A lock that is reached, locked, has a keypad, and whose motor works."""
    return (device["type"] in (0, 3, 4, 5) and device["serverState"] == 0 and device["state"]["state"] == 1
            and device["config"].get("keypadPaired", device["config"].get("keypad2Paired", False)))


class MainJob(Scenario):
    def test_sign_in_lists_every_device(self):
        lockdesk = self.start()
        dialog = lockdesk.sign_in("not-the-token", "Front office")
        dialog.find("label", re.compile("The service refuses this token"))
        self.assertEqual(self.simulator.writes(), [])

        lockdesk.sign_in(TOKEN, "Front office")
        lockdesk.screen.is_absent("dialog", "Sign in")
        lockdesk.screen.window("Lockdesk – Front office")
        table = lockdesk.section("Devices")
        expected = self.simulator.get("/smartlock")
        wait_for(lambda: table.row_count == len(expected), f"{len(expected)} devices")

        self.assertEqual(table.columns, ["Name", "Type", "State", "Door", "Battery", "Connection", "Local time",
                                         "Access used", "Updated"])
        self.assertEqual(sorted(row["Name"] for row in table.rows()), sorted(d["name"] for d in expected))
        self.assertTrue(all(row["State"] for row in table.rows()), table.rows())
        self.assertRegex(lockdesk.screen.find("label", re.compile("Updated")).name, r"^Updated .+")
        self.assertRegex(lockdesk.screen.find("label", re.compile("Connection:")).name, r"(?i)online")

    def test_unlocking_is_asked_sent_once_and_proven(self):
        lockdesk = self.start_signed_in()
        lock = self.simulator.device(is_locked)
        name, number = lock["name"], lock["smartlockId"]
        table = lockdesk.section("Devices")

        table.select(table.find_row(Name=name))
        lockdesk.screen.find("push button", "Unlock").press()
        self.assertEqual(self.simulator.writes(), [], "nothing is sent before it is confirmed")
        lockdesk.screen.find("push button", f"Unlock {name}").press()
        table.wait_for_cell({"Name": name}, "State", re.compile("Unlocking – waiting for the lock"))
        table.wait_for_cell({"Name": name}, "State", re.compile(r"Unlocked\b"), timeout=60)

        self.assertEqual(self.simulator.get(f"/smartlock/{number}")["state"]["state"], 3)
        self.assertEqual(len(self.simulator.writes()), 1, self.simulator.writes())

    def test_cancelling_sends_nothing(self):
        lockdesk = self.start_signed_in()
        name = self.simulator.device(is_locked)["name"]
        table = lockdesk.section("Devices")

        table.select(table.find_row(Name=name))
        lockdesk.screen.find("push button", "Unlock").press()
        lockdesk.screen.find("push button", f"Unlock {name}")
        lockdesk.screen.find("push button", "Cancel").press()
        lockdesk.screen.is_absent("push button", f"Unlock {name}")
        self.assertEqual(self.simulator.writes(), [])

    def test_renaming_a_code_keeps_all_its_limits(self):
        lockdesk = self.start_signed_in()
        lock = self.simulator.device(is_locked)
        self.add_code(lockdesk, lock["name"], "Cleaning firm")
        before = self.authorization("Cleaning firm", lock)
        self.assertEqual((before["allowedWeekDays"], before["allowedFromTime"], before["allowedUntilTime"]),
                         (WORKDAYS, 9 * 60, 17 * 60))
        self.assertTrue(all(before.get(limit) for limit in LIMITS), before)

        access = lockdesk.section("Access")
        access.select(access.find_row(Name="Cleaning firm", Device=lock["name"]))
        lockdesk.screen.find("push button", "Edit").press()
        dialog = lockdesk.screen.dialog("Edit access")
        dialog.find("text", "Name").set_text("Window cleaner")
        dialog.find("push button", "Apply").press()
        lockdesk.screen.is_absent("dialog", "Edit access")
        self.wait_until_confirmed(lockdesk, "Window cleaner")

        after = self.authorization("Window cleaner", lock)
        self.assertEqual({limit: after.get(limit) for limit in LIMITS}, {limit: before[limit] for limit in LIMITS})
        changed = {field for field in before | after if before.get(field) != after.get(field)}
        self.assertEqual(changed - {"updateDate"}, {"name"})

    def test_the_token_rests_in_the_keychain_only(self):
        lockdesk = self.start_signed_in()
        lockdesk.section("Devices").find_row(Name=re.compile("."))
        for file in ("cmdline", "environ"):
            self.assertNotIn(TOKEN.encode(), pathlib.Path(f"/proc/{lockdesk.process.pid}/{file}").read_bytes())
        self.assertEqual(lockdesk.quit(), 0)

        stored = subprocess.run(["secret-tool", "lookup", "server", "lockdesk", "user", "lockdesk/default"],
                                capture_output=True, text=True, check=True).stdout
        self.assertEqual(stored, TOKEN)
        again = self.start()
        again.screen.window("Lockdesk – Front office")
        again.section("Devices").find_row(Name=re.compile("."))
        self.assertIsNone(again.screen.find_now("dialog", "Sign in"))
        self.assertEqual(self.files_with(TOKEN), [])

    def add_code(self, lockdesk, device, name):
        """Adds a keypad code for one lock: Monday to Friday, 09:00 to 17:00, from a date until a date."""
        lockdesk.section("Access")
        lockdesk.screen.find("push button", "Add").press()
        dialog = lockdesk.screen.dialog("Add access")
        dialog.find("combo box", "Type").choose("Keypad code")
        dialog.find("text", "Name").set_text(name)
        dialog.select_item("Devices", device)
        dialog.find("push button", "Generate code").press()
        for day in ("Saturday", "Sunday"):
            dialog.find("check box", day).set_checked(False)
        dialog.find("check box", "All day").set_checked(False)
        dialog.find("text", "From time").set_text("09:00")
        dialog.find("text", "Until time").set_text("17:00")
        dialog.find("check box", "Limit start").set_checked(True)
        dialog.find("check box", "Limit end").set_checked(True)
        self.assertIsNone(dialog.find_now("label", re.compile("Problem:")))
        dialog.find("push button", "Apply").press()
        lockdesk.screen.is_absent("dialog", "Add access")
        self.wait_until_confirmed(lockdesk, name)

    def wait_until_confirmed(self, lockdesk, name):
        """The change that speaks of this name is Confirmed, after a wait that the service's own latency decides."""
        changes = lockdesk.section("Changes")

        def look():
            rows = [row for row in changes.rows() if any(name in cell for cell in row.values())]
            return rows and all(row["Status"].startswith("Confirmed") for row in rows)

        wait_for(look, lambda: f"{name!r} Confirmed among {changes.rows()}", timeout=90)

    def authorization(self, name, lock):
        found = [a for a in self.simulator.get("/smartlock/auth")
                 if a["name"] == name and a["smartlockId"] == lock["smartlockId"]]
        self.assertEqual(len(found), 1, found)
        return found[0]

    def files_with(self, secret):
        """Every file of the home and of the temporary folder in which these bytes stand in clear."""
        return [str(path) for top in (pathlib.Path.home(), pathlib.Path(os.environ["TMPDIR"]))
                for path in top.rglob("*") if path.is_file() and not path.is_symlink()
                and secret.encode() in path.read_bytes()]


if __name__ == "__main__":
    main()
