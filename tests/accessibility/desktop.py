"""The desktop as a person with a screen reader meets it: things found by role and name, read, and operated.

Everything waits for its condition and fails with words when it does not come true in time; nothing sleeps for a fixed time.
"""

import re
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

PATIENCE = 15.0
"""Seconds until a condition counts as never coming true; a loaded machine under a sanitizer is slow."""


class NotSeen(AssertionError):
    """What was waited for did not come true in time."""


def wait_for(condition, what, timeout=PATIENCE):
    """Returns the first true answer of condition(); bus errors count as "not yet", since windows come and go."""
    end = time.monotonic() + timeout
    while True:
        try:
            answer = condition()
        except GLib.Error:
            answer = None
        if answer:
            return answer
        if time.monotonic() > end:
            raise NotSeen(f"not within {timeout:g} s: {what() if callable(what) else what}")
        time.sleep(0.05)


def matches(wanted, text):
    """wanted: None for anything, a str for exactly that, or a compiled pattern that matches from the start."""
    if wanted is None:
        return True
    return wanted.match(text or "") is not None if isinstance(wanted, re.Pattern) else wanted == text


def strike(*keys):
    """Real key strokes, by xdotool's names, to whatever has the focus."""
    subprocess.run(["xdotool", "key", "--clearmodifiers", "--delay", "20", *keys], check=True)


def activate(pid, title):
    """Brings a program's window to the front, as a click into it does; waits until the window manager has done so."""
    command = ["xdotool", "search", "--all", "--sync", "--pid", str(pid), "--name", re.escape(title),
               "windowactivate", "--sync"]
    end = time.monotonic() + PATIENCE
    while subprocess.run(command, timeout=PATIENCE).returncode != 0:
        if time.monotonic() > end:
            raise TimeoutError(f"the window manager does not bring {title!r} to the front")
        time.sleep(0.1)  # a busy machine: it has not said yet what it can do


class Element:
    """One thing on the desktop. Reads are always fresh: the toolkit's own cache is off."""

    def __init__(self, accessible):
        self.accessible = accessible

    @property
    def name(self):
        return self.accessible.get_name() or ""

    @property
    def label(self):
        """The name of the label that stands for this; on Linux Qt names a combo box by its value, and by this alone."""
        for relation in self.accessible.get_relation_set():
            if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY and relation.get_n_targets():
                return relation.get_target(0).get_name()
        return None

    @property
    def role(self):
        return self.accessible.get_role_name()

    def has(self, state):
        """state: the word after Atspi.StateType, e.g. "SHOWING", "ENABLED", "CHECKED"."""
        return self.accessible.get_state_set().contains(getattr(Atspi.StateType, state))

    @property
    def children(self):
        return [Element(child) for i in range(self.accessible.get_child_count())
                if (child := self.accessible.get_child_at_index(i))]

    def walk(self, depth=0):
        """Everything below this, as (depth, element); tables are not entered, since they are read as tables."""
        for child in self.children:
            yield depth, child
            if child.role not in ("table", "tree table"):
                yield from child.walk(depth + 1)

    def find_now(self, role, name=None):
        for _, element in self.walk():
            if element.role == role and element.is_called(name) and element.has("SHOWING"):
                return element
        return None

    def is_called(self, name):
        return matches(name, self.label if self.role == "combo box" else self.name)

    def find(self, role, name=None, timeout=PATIENCE):
        """The first showing thing with this role and name below this one."""
        wanted = name.pattern if isinstance(name, re.Pattern) else name
        return wait_for(lambda: self.find_now(role, name), f"a {role} named {wanted!r}", timeout)

    def is_absent(self, role, name=None, timeout=PATIENCE):
        """Waits until nothing like it shows any more."""
        return wait_for(lambda: self.find_now(role, name) is None, f"no more {role} named {name!r}", timeout)

    def act(self, *names):
        """Does the first of these actions that it offers."""
        actions = self.accessible.get_action_iface()
        offered = [actions.get_action_name(i) for i in range(actions.get_n_actions())]
        for name in names:
            if name in offered and actions.do_action(offered.index(name)):
                return
        raise NotSeen(f"the {self.role} {self.name!r} does none of {names}, only {offered}")

    def press(self):
        """Presses a button, once it can be pressed."""
        wait_for(lambda: self.has("ENABLED"), f"the {self.role} {self.name!r} enabled")
        self.act("Press", "Toggle")

    def set_checked(self, checked):
        if self.has("CHECKED") != checked:
            self.press()
        wait_for(lambda: self.has("CHECKED") == checked, f"{self.name!r} checked: {checked}")

    @property
    def text(self):
        count = self.accessible.get_text_iface().get_character_count()
        return self.accessible.get_text_iface().get_text(0, count)

    def set_text(self, text):
        """Replaces the text of a field, as an assistive tool does: without key strokes."""
        if not self.accessible.get_editable_text_iface().set_text_contents(text):
            raise NotSeen(f"the field {self.name!r} refused a text")

    def type_keys(self, *keys):
        """Gives it the focus and then key strokes, for what reacts to nothing else."""
        self.act("SetFocus")
        wait_for(lambda: self.has("FOCUSED"), f"the {self.role} {self.name!r} focused")
        strike(*keys)

    def choose(self, item):
        """Chooses an item of a combo box."""
        items = [element.name for _, element in self.walk() if element.role == "list item"]
        if item not in items:
            raise NotSeen(f"{item!r} among {items}")
        self.act("ShowMenu", "Press")
        wait_for(lambda: self.find_now("list"), f"the choices of {self.label!r}")
        strike("Home", *["Down"] * items.index(item), "Return")
        wait_for(lambda: self.name == item, lambda: f"{self.label!r} to become {item!r}, not {self.name!r}")

    def select_item(self, list_name, item):
        """Selects an item of a list in here, by its text."""
        entries = self.find("list", list_name)
        entry = entries.find("list item", item)
        if not entry.has("SELECTED"):
            index = entry.accessible.get_index_in_parent()
            selection = entries.accessible.get_selection_iface()
            if selection is None or not selection.select_child(index):
                entries.accessible.get_table_iface().add_row_selection(index)
        wait_for(lambda: entries.find("list item", item).has("SELECTED"), f"{item!r} of {list_name!r} selected")

    def set_time(self, text):
        """Types a time or a date of digits, such as "17:30", into a field made of sections: it takes no text at once."""
        first = len(re.match(r"\d*", self.text)[0])
        self.type_keys("Home", *["shift+Right"] * first, *re.findall(r"\d", text))
        wait_for(lambda: self.text == text, lambda: f"{self.name!r} to become {text!r}, not {self.text!r}")

    def outline(self):
        """What shows below this, a line each, for a failed scenario's message."""
        lines = []
        for depth, element in self.walk():
            if not element.has("SHOWING"):
                continue
            marks = [state.lower() for state in ("FOCUSED", "CHECKED", "SELECTED") if element.has(state)]
            marks += [] if element.has("ENABLED") else ["disabled"]
            lines.append(f"{'  ' * depth}{element.role} {element.name!r} {' '.join(marks)}".rstrip())
        return "\n".join(lines)


class Table(Element):
    """A table by its headers: rows are dicts from column title to the cell's accessible text."""

    def _iface(self):
        return self.accessible.get_table_iface()

    @property
    def row_count(self):
        return self._iface().get_n_rows()

    @property
    def columns(self):
        table = self._iface()
        return [header.get_name() if (header := table.get_column_header(c)) else table.get_column_description(c)
                for c in range(table.get_n_columns())]

    def cell(self, row, column):
        index = self.columns.index(column) if isinstance(column, str) else column
        accessible = self._iface().get_accessible_at(row, index)
        return accessible.get_name() if accessible else ""

    def row(self, row):
        return {title: self.cell(row, i) for i, title in enumerate(self.columns)}

    def rows(self):
        titles = self.columns
        return [{title: self.cell(i, column) for column, title in enumerate(titles)} for i in range(self.row_count)]

    def find_row(self, timeout=PATIENCE, **wanted):
        """The index of the first row whose cells match; an underscore in a keyword stands for the title's space."""
        wanted = {title.replace("_", " "): value for title, value in wanted.items()}

        def look():
            titles = self.columns
            for row in range(self.row_count):
                if all(matches(value, self.cell(row, titles.index(title))) for title, value in wanted.items()):
                    return row + 1
            return None

        return wait_for(look, lambda: f"a row of {self.name!r} with {wanted} among {self.rows()[:12]}", timeout) - 1

    def select(self, *rows):
        """Selects these rows alone, as an assistive tool does: the selection moves, the current index need not."""
        table = self._iface()
        for other in set(table.get_selected_rows()) - set(rows):
            table.remove_row_selection(other)
        for row in rows:
            table.add_row_selection(row)
        wait_for(lambda: set(table.get_selected_rows()) == set(rows),
                 lambda: f"rows {rows} of {self.name!r} selected, not {table.get_selected_rows()}")

    def wait_for_cell(self, row, column, wanted, timeout=PATIENCE):
        """Returns the cell's text once it matches; the row is found anew by `row`, a dict of cells, since rows move."""
        def read():
            text = self.cell(self.find_row(timeout=1, **row), column)
            return text if matches(wanted, text) else None

        return wait_for(read, lambda: f"{column} of {row} to match {wanted}, last {self.rows()[:12]}", timeout)


class Program(Element):
    """A running program, found on the bus by its process."""

    def __init__(self, pid, timeout=PATIENCE):
        desktop = Atspi.get_desktop(0)
        desktop.set_cache_mask(Atspi.Cache.NONE)

        def look():
            for i in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(i)
                if child is not None and child.get_process_id() == pid:
                    return child
            return None

        super().__init__(wait_for(look, f"process {pid} on the accessibility bus", timeout))
        self.accessible.set_cache_mask(Atspi.Cache.NONE)

    def window(self, title, role="frame", timeout=PATIENCE):
        """The window with this title. Roles: "frame" for a main window, "dialog", and "alert" for a message box."""
        return self.find(role, title, timeout)

    def dialog(self, title, timeout=PATIENCE):
        def look():
            return self.find_now("dialog", title) or self.find_now("alert", title)

        return wait_for(look, lambda: f"a dialog {title!r} among {[c.name for c in self.children]}", timeout)

    def table(self, name, timeout=PATIENCE):
        return Table(self.find("table", name, timeout).accessible)
