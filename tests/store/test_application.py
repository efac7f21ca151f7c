"""What a residency list is made from is kept whole, within a bound, and goes along in an export."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest
from hypothesis import given, settings
from sample_applications import APPLICATION
from test_against_model import applications
from test_export import exported, members_of, packed
from test_store import LATER, NOW

from trimtab.domain.errors import TooLargeToKeepError
from trimtab.domain.kept import MOST_APPLICATION_BYTES
from trimtab.store.exporting import APPLICANT, KEPT, digest_of
from trimtab.store.importing import import_all
from trimtab.store.in_memory import InMemoryStore
from trimtab.store.opening import FILE, open_store


def test_one_application_is_kept_letter_for_letter(store):
    """A newer one takes its place, and forgetting it leaves nothing of it."""
    assert store.application() is None
    store.keep_application(APPLICATION)
    assert store.application() == APPLICATION
    newer = replace(APPLICATION, programmes=b"", answers=(), is_example=True, kept_at=LATER)
    newer = replace(newer, signals=APPLICATION.signals[1:])
    store.keep_application(newer)
    assert store.application() == newer
    store.forget_application()
    assert store.application() is None
    store.forget_application()


def test_an_application_that_is_too_large_is_refused(store):
    """The one before stays, and the person hears how large it may be."""
    store.keep_application(APPLICATION)
    room = MOST_APPLICATION_BYTES - replace(APPLICATION, programmes=b"").size
    with pytest.raises(TooLargeToKeepError, match=r"\.csv .* 20\.0 MB, and up to 20 MB are kept"):
        store.keep_application(replace(APPLICATION, programmes=bytes(room + 1)))
    assert store.application() == APPLICATION
    store.keep_application(replace(APPLICATION, programmes=bytes(room)))
    assert len(store.application().programmes) == room


@settings(max_examples=40)
@given(application=applications)
def test_any_application_comes_back(application):
    """Whatever the table is called and holds; programs find it and the applicant as files."""
    source, other = InMemoryStore(), InMemoryStore()
    source.keep_application(application)
    content = exported(source)
    members = members_of(content)
    (table,) = (name for name in members if name.startswith("programmes/"))
    assert members[table] == application.programmes
    assert members[APPLICANT].decode() == application.profile
    assert import_all(other, content, NOW) == ()
    assert other.application() == application
    assert exported(other) == content


def test_the_digest_tells_every_part_of_an_application():
    """Another letter of applicant or table, another answer or signal, is another digest."""
    digests = set()
    changes = ({}, {"profile": "x"}, {"programmes": b"x"}, {"answers": ()}, {"signals": ()})
    for change in changes:
        store = InMemoryStore()
        store.keep_application(replace(APPLICATION, **change))
        digests.add(digest_of(store))
    assert len(digests) == len(changes)


def test_signals_count_for_the_bound():
    """What is said of signals takes room like all the rest."""
    alone = replace(APPLICATION, signals=())
    assert APPLICATION.size == alone.size + len("lakeside-imgold") + len("äa".encode()) + 3


def test_answers_that_were_kept_as_a_list_alone_are_read(tmp_path):
    """A store of before, which knew of no signals, opens with its answers."""
    with closing(open_store(tmp_path)) as opened:
        opened.keep_application(APPLICATION)
    older = json.dumps(APPLICATION.answers)
    with closing(sqlite3.connect(tmp_path / FILE)) as file, file:
        file.execute("UPDATE applications SET answers = ?", (older,))
    with closing(open_store(tmp_path)) as opened:
        assert opened.application() == replace(APPLICATION, signals=())


def test_an_export_that_knows_of_no_signals_comes_back():
    """An archive of before brings its answers, and no signal."""
    source, other = InMemoryStore(), InMemoryStore()
    source.keep_application(APPLICATION)
    members = members_of(exported(source))
    kept = json.loads(members[KEPT])
    del kept["application"]["signals"]
    earlier = {**members, KEPT: json.dumps(kept).encode()}
    assert import_all(other, packed(earlier), NOW) == ()
    assert other.application() == replace(APPLICATION, signals=())
