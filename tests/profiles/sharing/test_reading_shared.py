"""A shared file is read strictly: what hides, leads elsewhere or tells of a person is refused."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from trimtab.domain.sharing import Shared
from trimtab.profiles.sharing import form
from trimtab.profiles.sharing.bounds import effect_of
from trimtab.profiles.sharing.letters import is_hidden, word_fault
from trimtab.profiles.sharing.offered import shared_template
from trimtab.profiles.sharing.reading import read_shared
from trimtab.profiles.templates import TEMPLATE_ROLES
from trimtab.profiles.toml_values import key_text, toml_text

HEAD = "[share]\nversion = 1\n"
RUN = f'{HEAD}[[practice]]\nname = "Run"\ntimes_per_week = 3\n'


def read(text: str | bytes) -> tuple[Shared | None, str]:
    """What a file holds, and what is said against it."""
    content = text if isinstance(text, bytes) else text.encode()
    shared, problems = read_shared(content, "file.toml")
    assert (shared is None) == bool(problems)
    return shared, "\n".join(map(str, problems))


def test_a_plain_file_is_read():
    """Things in order, single tables first, codes last, each with its keys as written."""
    text = f'{RUN}[codes]\nNF = "19:00-07:00"\n[open_time]\nshare = 0.4\n'
    shared, said = read(text)
    assert said == ""
    assert [one.key for one in shared.things] == [
        ("open_time", ""), ("practice", "Run"), ("code", "NF"),
    ]  # fmt: skip
    assert shared.things[1].values == {"name": "Run", "times_per_week": 3}


def test_a_newer_or_foreign_file_is_not_told_to_be_empty():
    """The one true reason, and no advice that does not help."""
    for text, why in (
        ("[share]\nversion = 99\n", "A newer Trimtab reads it"),
        (f"{HEAD}[[calendar]]\nsource = 'a.ics'\n", "`calendar` is nobody's but yours"),
    ):
        _, said = read(text)
        assert why in said
        assert "nothing to take" not in said


def test_a_weight_that_is_too_great_is_called_so():
    """It is a positive number all the same."""
    _, said = read(f"{HEAD}[values]\nbody = 1e308\n")
    assert "more than 1,000,000" in said


def test_every_template_is_a_sound_shared_file():
    """A week for each role can be taken as it stands."""
    for role in TEMPLATE_ROLES:
        shared, said = read(shared_template(role))
        assert said == ""
        assert len(shared.things) > 8


HOSTILE = {
    "": "Nothing is in it",
    "\0": "U+0000",
    "[share\n": "not TOML",
    "hello": "no file shared from Trimtab",
    "[practice]\n": "it has no [share]",
    HEAD: "nothing to take",
    "[share]\n[[practice]]\nname = 'a'": "no `version`",
    "[share]\nversion = 0\n[codes]\nA = 'off'": "no such version",
    "[share]\nversion = 2\nsoul = 1\n[codes]\nA = 'off'": "A newer Trimtab reads it",
    "[share]\nversion = '1'\n[codes]\nA = 'off'": "not a whole number",
    f"{RUN}[share2]\n": "Unknown table or key `share2`",
    f"{RUN}colour = 1\n": "Unknown key `colour`",
    f"{RUN}[sync]\naccount = 'home'\n": "`sync` is nobody's but yours",
    f"{RUN}[[account]]\npassword_command = 'rm -rf /'\n": "`account` is nobody's but yours",
    f"{RUN}[[calendar]]\nsource = 'https://evil.example'\n": "`calendar` is nobody's but yours",
    f"{RUN}with = 'Ada'\n": "`with` in [[practice]] number 1 is not taken from others",
    f"{RUN}note = 'x'\n": "`note` in",
    f"{RUN}on = [2026-12-05]\n": "`on` in",
    f"{RUN}value = '=SUM(A1)'\n": "the sign =",
    f"{RUN}value = '+1 800'\n": "a sign that starts a formula",
    f"{RUN}value = '@import'\n": "the sign @",
    f"{RUN}value = '<b>x</b>'\n": "the sign <",
    f"{RUN}value = 'a &lt; b'\n": "a place on a disk",
    f"{RUN}value = 'a {{{{ b }}}}'\n": "the sign {",
    f"{RUN}value = 'see evil.example.com'\n": "an address of the web",
    f"{RUN}value = 'https://x'\n": "an address of the web",
    f"{RUN}value = 'javascript:alert(1)'\n": "an address of the web",
    f"{RUN}value = 'sam@example.org'\n": "the sign @",
    f"{RUN}value = 'call 555-010-4477'\n": "a phone number",
    f"{RUN}value = '../etc'\n": "formula",
    f"{RUN}value = 'C:/windows'\n": "a place on a disk",
    f"{RUN}value = 'a\\\\b'\n": "the sign \\",
    f"{RUN}value = '$(id)'\n": "the sign $",
    f"{RUN}value = 'a | b'\n": "the sign |",
    f"{RUN}value = '{'x' * 61}'\n": "61 letters",
    f"{RUN}value = ' x'\n": "begins or ends with a space",
    f'{RUN}value = "a\\u202eb"\n': "U+202E",
    f'{RUN}value = "a\\nb"\n': "U+000A",
    f"{RUN}value = 'a\u202eb'\n": "U+202E",
    f"{RUN}value = 'a\u200bb'\n": "U+200B",
    f"{RUN}# \u2066hidden\n": "U+2066",
    f"{RUN}value = 'e\u0301\u0302\u0303\u0304'\n": "marks on one letter",
    f"{RUN}doses = [{'5, ' * 60}]\n": "a list in",
    f"{RUN}doses = [1]  # {'x' * 600}\n": "letters; 500 have a place",
    f"{RUN}doses = [inf]\n": "is",
    f"{RUN}times_per_week = 7\n": "not TOML",
    f"practice = 3\n{HEAD}": "not written as Trimtab reads it",
    f"{HEAD}[codes]\nNF = 'never'\n": "gives no hours",
    f"{HEAD}[codes]\n'=HYPERLINK' = 'off'\n": "the sign =",
    f"{HEAD}[codes.a.b.c.d]\ne = 1\n": "nested too deeply",
    HEAD + "[[practice]]\nname = 'a'\n" * 2: "Two [[practice]] tables",
    HEAD + "[[boundary]]\nname = 'A'\n[[boundary]]\nname = 'a'": "Two of [[boundary]]",
    HEAD + "".join(f"[[boundary]]\nname = 'a{n}'\n" for n in range(61)): "It holds 61",
}


def test_hostile_files_are_refused_in_words():
    """Each says what is wrong, names no hidden letter by itself, and nothing is taken."""
    told = {text: read(text)[1] for text in HOSTILE}
    assert {
        text: said for text, said in told.items() if HOSTILE[text].lower() not in said.lower()
    } == {}
    for said in told.values():
        assert not any(is_hidden(letter) for letter in said if letter != "\n"), said


CLOSED = f"{HEAD}[[boundary]]\nname = 'Shut'\n"
HALVES = f"{CLOSED}off = '00:00-12:00'\n[[boundary]]\nname = 'Shut too'\noff = '12:00-24:00'\n"
ABSURD = {
    f"{HEAD}[values]\nbody = 100000\n": "`body` in [values] is 100,000; in a shared file it can",
    f"{HEAD}[values]\nbody = 0.001\n": "0.1 to 100",
    f"{CLOSED}off = '00:00-24:00'\n": 'With [[boundary]] "Shut" every hour of the week',
    f"{CLOSED}off = '00:00-00:00'\nkind = 'calls'\n": "would be closed to calls",
    f"{CLOSED}off = '09:00-09:00'\n": "every hour of the week would be closed to work",
    f"{CLOSED}off = '00:10-00:00'\n": "all but 70 minutes of the week",
    HALVES: "every hour of the week",
    f"{RUN.replace('= 3', '= 70')}doses = [720]\n": '[[practice]] "Run" asks 840 hours a week',
    f"{HEAD}[[protect]]\nname = 'All'\nbetween = '00:00-24:00'\ndoses = [725]\n": "1 to 720",
    f"{HEAD}[messages]\nminutes = 120\nat = ['00:00', '02:00', '04:00', '06:00', '08:00', "
    "'10:00', '12:00', '14:00']\n": "[messages] asks 112 hours a week",
    HEAD + "".join(
        f"[[practice]]\nname = 'P{n}'\ntimes_per_week = 7\ndoses = [600]\n" for n in range(3)
    ): "All of it together asks 210 hours a week",
}  # fmt: skip


def test_what_no_week_holds_is_refused_with_its_place_and_a_remedy():
    """Weights that drown all others, hours that shut everything, and more hours than there are."""
    told = {text: read(text)[1] for text in ABSURD}
    assert {text: said for text, said in told.items() if ABSURD[text] not in said} == {}
    assert all(said.startswith("file.toml:") for said in told.values())


def test_strict_weeks_of_real_people_are_taken():
    """Weekends without work, evenings without screens, and a study period of eight hours a day."""
    shut = f"{CLOSED}off = '00:00-24:00'\ndays = ['sat', 'sun']\n"
    shut += "[[boundary]]\nname = 'Late'\nkind = 'screens'\noff = '14:00-10:00'\n"
    study = "[[practice]]\nname = 'Study'\ntimes_per_week = 6\ndoses = [480, 60]\nmust = true\n"
    shared, said = read(f"{shut}{study}[values]\nlife = 100\n")
    assert said == ""
    effect = effect_of(shared.things)
    assert effect.closed == {"work": 48 * 60, "screens": 7 * 20 * 60}
    assert (effect.asked, effect.always) == (48 * 60, 48 * 60)


def test_files_of_another_kind_are_refused():
    """Too large, not text, nested beyond reading, or with dotted keys that take long to read."""
    assert "33 KiB" in read(b"#" * 33 * 1024)[1]
    assert "not text in UTF-8" in read(b"\xff\xfe\x00")[1]
    assert "not TOML" in read(f"{HEAD}[codes]\na = {'[' * 480}")[1]
    deep = "\n".join(f"[{'.'.join('ab' * 120)}.k{n}]" for n in range(60))
    assert read(deep)[0] is None


@settings(max_examples=60)
@given(st.binary(max_size=300))
def test_any_bytes_are_answered(content):
    """A file of noise is a problem in words, never a fault."""
    read(content)
    read(HEAD.encode() + content)


WORDS = st.text(max_size=70)
VALUES = st.recursive(
    st.one_of(WORDS, st.integers(), st.booleans(), st.floats(), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(WORDS, inner, max_size=3)),
    max_leaves=5,
)
KEYS = st.sampled_from([*form.shared_keys("practice"), "with", "off", "between", "x"])


@settings(max_examples=80)
@given(
    st.sampled_from(["practice", "protect", "boundary"]),
    st.dictionaries(KEYS, VALUES, max_size=5),
)
def test_any_keys_and_values_are_answered(table, values):
    """What is read has no word that is not plain, whatever was written."""
    lines = [f"{key_text(key)} = {toml_text(value)}" for key, value in values.items()]
    text = "\n".join([f"{HEAD}[[{table}]]", *lines])
    shared, _ = read(text.encode("utf-8", "replace"))
    for thing in shared.things if shared else ():
        assert word_fault(thing.name) == ""
        assert set(thing.values) <= set(form.shared_keys(table))
