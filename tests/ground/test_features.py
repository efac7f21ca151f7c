"""docs/reference/features.md names pages and commands that there are, and every row of the plan."""

import re

from tests.ground.test_documentation import ROOT

from trimtab.cli.main import trimtab
from trimtab.web.application import all_routes

TEXT = (ROOT / "docs/reference/features.md").read_text()
ROWS = {
    "A": 18, "B": 9, "C": 6, "D": 7, "E": 6, "F": 7, "G": 5, "H": 2, "I": 2, "J": 8, "K": 3,
}  # fmt: skip


def test_every_row_is_there_once():
    """A1 to K3, in order."""
    wanted = [f"{letter}{number + 1}" for letter, count in ROWS.items() for number in range(count)]
    assert re.findall(r"^\| ([A-K]\d+) \|", TEXT, re.MULTILINE) == wanted


def test_every_page_named_answers():
    """An address is one of a route that is looked at."""
    patterns = [route.path_regex for route in all_routes() if "GET" in (route.methods or ())]
    named = sorted(set(re.findall(r"`(/[^` ]*)`", TEXT)))
    assert len(named) > 40
    missing = [path for path in named if not any(one.fullmatch(path) for one in patterns)]
    assert missing == []


def test_every_command_and_option_named_is_there():
    """As the command line has it."""
    for words in sorted(set(re.findall(r"`trimtab ([^`]+)`", TEXT))):
        command, options = trimtab, set()
        for word in words.split():
            if word.startswith("-"):
                options.add(word)
            else:
                command = command.commands[word]
        assert options <= {one for option in command.params for one in option.opts}, words
