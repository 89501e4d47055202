"""Lockdesk and the simulated service, as a scenario starts, uses and ends them."""

import json
import os
import pathlib
import re
import subprocess
import unittest
import urllib.request

from desktop import PATIENCE, NotSeen, Program, activate, strike, wait_for

TOKEN = "CANARYTOKEN0123456789abcdef0123456789abcdef"
"""Easy to look for: it must rest in the keychain and appear nowhere else."""

OUTPUT = pathlib.Path(os.environ["TMPDIR"], "lockdesk.log")


class Simulator:
    """The Nuki Web API on loopback, with its own clock and its own record of what was sent to it."""

    def __init__(self, *arguments):
        command = [os.environ["LOCKDESK_SIMULATOR"], "--port", "0", "--token", TOKEN, *arguments]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        found = re.search(r"listening on (http://127\.0\.0\.1:\d+)", line)
        if not found:
            raise NotSeen(f"the simulator's address in {line!r}")
        self.address = found[1]

    def get(self, path):
        request = urllib.request.Request(self.address + path, headers={"Authorization": f"Bearer {TOKEN}"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)

    def edit_authorization(self, number, **fields):
        """Another administrator's edit of an authorization, there at once."""
        request = urllib.request.Request(f"{self.address}/_sim/auth/{number}", json.dumps(fields).encode(),
                                         {"Content-Type": "application/json"})
        urllib.request.urlopen(request, timeout=PATIENCE).close()

    def authorizations(self):
        """Every authorization as the service shows it now, by its id."""
        return {record["id"]: record for record in self.get("/smartlock/auth")}

    def writes(self, method=None, path=None):
        """What changed something: the recorded requests that are no reads, of this method and exact path."""
        return [r for r in self.get("/_sim/requests")
                if r["method"] != "GET" and method in (None, r["method"]) and path in (None, r["path"])]

    def device(self, wanted):
        """The first device for which wanted(device) is true."""
        return next(d for d in self.get("/smartlock") if wanted(d))

    def stop(self):
        self.process.terminate()
        self.process.wait(PATIENCE)
        self.process.stdout.close()


class Lockdesk:
    """The program in a process of its own; what it prints goes to OUTPUT, since secrets must not be in it."""

    def __init__(self, *arguments):
        with OUTPUT.open("ab") as log:
            self.process = subprocess.Popen([os.environ["LOCKDESK"], *arguments], stdout=log, stderr=log)
        self.screen = Program(self.process.pid)

    def sign_in(self, token, account):
        dialog = self.screen.dialog("Sign in")
        dialog.find("password text", "API token").set_text(token)
        dialog.find("text", "Account name").set_text(account)
        dialog.find("push button", "Sign in").press()
        return dialog

    def section(self, name):
        """Shows a section and returns its table."""
        self.screen.select_item("Sections", name)
        return self.screen.table(name)

    def quit(self):
        """Closes the window as a person does, and returns the exit status."""
        frame = self.screen.find("frame", re.compile("Lockdesk"))
        # Key strokes go to the active window, and after a dialog has closed a busy desktop may not have one yet.
        activate(self.process.pid, frame.name)
        wait_for(lambda: frame.has("ACTIVE"), f"the window {frame.name!r} active")
        strike("alt+F4")
        return self.process.wait(PATIENCE)

    def stop(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait(PATIENCE)


class Scenario(unittest.TestCase):
    """A fresh home, an empty keychain and a fresh service for each; failures leave a picture and the outline."""

    service = ()
    """What the simulated service is started with, besides its port and token."""

    def setUp(self):
        subprocess.run(["secret-tool", "clear", "server", "lockdesk"], check=False)
        for folder in (".config", ".local/share/lockdesk", ".cache"):
            subprocess.run(["rm", "-rf", pathlib.Path.home() / folder], check=True)
        OUTPUT.write_bytes(b"")
        self.lockdesk = None
        self.simulator = Simulator(*self.service)
        self.addCleanup(self.simulator.stop)

    def tearDown(self):
        self.assertNotIn(TOKEN, OUTPUT.read_text(errors="replace"), "the token in what the program printed")

    def start(self, *arguments):
        """Starts the program on the simulated service; started again, it finds what the last run left."""
        self.lockdesk = Lockdesk("--profile", "default", "--api-url", self.simulator.address, *arguments)
        self.addCleanup(self.lockdesk.stop)
        return self.lockdesk

    def start_signed_in(self):
        lockdesk = self.start()
        lockdesk.sign_in(TOKEN, "Front office")
        lockdesk.screen.is_absent("dialog", "Sign in")
        return lockdesk

    def keep_evidence(self):
        picture = pathlib.Path(os.environ["LOCKDESK_PICTURES"], f"{self._testMethodName}.png")
        picture.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["import", "-window", "root", picture], check=False)
        print(f"\nWhat the screen showed: {picture}")
        if self.lockdesk:
            print(OUTPUT.read_text(errors="replace")[-4000:])
            if self.lockdesk.process.poll() is None:
                print(self.lockdesk.screen.outline())
            else:
                print(f"The program had ended with {self.lockdesk.process.returncode}.")


class Result(unittest.TextTestResult):
    def addFailure(self, test, err):
        test.keep_evidence()
        super().addFailure(test, err)

    def addError(self, test, err):
        if isinstance(test, Scenario):
            test.keep_evidence()
        super().addError(test, err)


def main():
    unittest.main(module="__main__", testRunner=unittest.TextTestRunner(resultclass=Result, verbosity=2), warnings="ignore")


__all__ = ["TOKEN", "Scenario", "main", "wait_for"]
