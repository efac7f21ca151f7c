"""Accounts and where the plan goes, as a profile writes them."""

from __future__ import annotations

import pytest

from trimtab.domain.accounts import Account, SyncTarget
from trimtab.profiles.reading import read_profile

ACCOUNT = '[[account]]\nname = "home"\nurl = "https://calendar.example.org/"\n'


def test_an_account_and_its_sync_are_read():
    """The calendar is Trimtab unless another is named; without the table nothing is synced."""
    profile, problems = read_profile(
        f'{ACCOUNT}user = "sam"\n[sync]\naccount = "home"\n', "me.toml"
    )
    assert problems == ()
    assert profile.accounts == (Account("home", "https://calendar.example.org/", "sam"),)
    assert profile.sync == SyncTarget("home", "Trimtab")
    assert read_profile(ACCOUNT, "me.toml")[0].sync is None


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ('[sync]\naccount = "home"\n', 2, "which is not in [[account]]. Add an [[account]]"),
        (f'{ACCOUNT}[sync]\naccount = "hom"\n', 5, 'Did you mean "home"?'),
        (f"{ACCOUNT}[sync]\n", 4, "[sync] has no `account`."),
        (f'{ACCOUNT}[[calendar]]\nsource = "caldav:work/A"\n', 5, 'names the account "work"'),
        (f'{ACCOUNT}password = "x"\n', 4, "A password is not kept in a profile"),
        (ACCOUNT + ACCOUNT, 5, 'Two [[account]] tables are named "home".'),
        (ACCOUNT.replace("https://", "https://sam:x@"), 3, "holds a user or a password."),
        (ACCOUNT.replace("https://", "ftp://"), 3, "is no address of a server."),
        (ACCOUNT.replace('"home"', '"my/home"'), 2, "it is written before a slash."),
        ('[[account]]\nname = "home"\n', 1, "has no `url`"),
    ],
)
def test_mistakes_are_told_with_their_line(text, line, said):
    """Each names its place and what would mend it."""
    profile, problems = read_profile(text, "me.toml")
    assert profile is None
    assert any(said in str(one) and one.line == line for one in problems), problems
