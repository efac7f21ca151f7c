"""The page of a planned list needs nothing else, and its pictures have words beside them."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from planned_lists import planned_list

from trimtab.domain.applications import ListLength, StopAdvice
from trimtab.reports.residency.list_html import render_list
from trimtab.reports.residency.list_pictures import Label, draw_curve, draw_unmatched

PAGE = render_list(planned_list())
VOID = {"meta", "br", "line", "rect", "polyline", "polygon"}


class Reader(HTMLParser):
    """Collects elements, attributes and words, and checks that what opens is closed."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.words, self.open = [], [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, text):
        self.words.append(text)


def read(page):
    reader = Reader()
    reader.feed(page)
    assert reader.open == []
    return reader


def plain(page):
    return " ".join(" ".join(read(page).words).split()).replace("\u2060", "")


def test_it_needs_nothing_else():
    """No script, no request, no handler; the page forbids itself anything from outside."""
    reader = read(PAGE)
    assert not {"script", "link", "img", "iframe", "object"} & set(reader.tags)
    assert not [
        name for name, _ in reader.attributes if name in {"src", "href"} or name[:2] == "on"
    ]
    assert "default-src 'none'" in PAGE
    assert "url(" not in PAGE
    assert "http" not in PAGE.replace("http-equiv", "")


def test_it_knows_both_schemes_print_and_phones():
    """Colours for light and dark, a width for phones, and rules for paper."""
    for rule in ("prefers-color-scheme: dark", "@media print", "width=device-width", "560px"):
        assert rule in PAGE


@pytest.mark.parametrize(
    "words",
    [
        "Apply to 16 of 40 for $176.",
        "9 % if they judge more alike (0.6)",
        "Synthetic Programme 016, Texas",
        "24 % (14\u201339)",
        "Two hours from family.",
        "Stop at 16.",
        "The first 4 applications give half",
        "At correlation 0.3",
        "+10 points in Step 2",
        "They sponsor no visa",
        "Rank lists close (expected, not announced).",
        "not verified",
        "mine.csv, line 7",
        "They are not advice",
        "Near: 1 h from family (+6.0).",
    ],
)
def test_everything_is_told_in_words(words):
    """What the pictures show and what the list rests on also stands in text."""
    assert words in plain(PAGE)


def test_pictures_are_hidden_from_readers_that_cannot_see_them():
    """Each drawing is passed over; its numbers stand beside it as text or as a table."""
    drawings = re.findall(r"<svg[^>]*>", PAGE)
    hidden = [one for one in drawings if 'aria-hidden="true"' in one]
    assert len(drawings) == 1 + 16 + 4
    assert len(hidden) == len(drawings) - 1  # the curve's whole figure is hidden
    assert '<div class="curve" aria-hidden="true">' in PAGE
    assert "<table" in PAGE


def test_names_are_escaped():
    """A name from a file is text, whatever signs it has."""
    planned = planned_list(1)
    bad = replace(planned.entries[0].programme, name="<script>alert(1)</script> & Sons")
    page = render_list(replace(planned, entries=(replace(planned.entries[0], programme=bad),)))
    assert "<script" not in page
    assert "<script>alert(1)</script> & Sons" in plain(page)


def test_the_same_list_gives_the_same_page():
    """Nothing in it depends on when or where it is written."""
    assert render_list(planned_list()) == PAGE


def test_an_empty_list_is_a_page_too():
    """Nothing to apply to is said, without pictures."""
    empty = planned_list(
        0, lengths=(), unmatched_at=(), next_application=None, stop=None, signal_gain=None
    )
    page = render_list(empty)
    assert "There is no programme to apply to here." in plain(page)
    assert "<svg" not in page


def test_the_curve_begins_at_nought_and_marks_the_list():
    """Zero is on both axes, and the list stands at its own length and value."""
    curve = draw_curve(planned_list())
    assert curve is not None
    assert curve.points.startswith("0.00,100.00 ")
    assert curve.at_left == pytest.approx(100 * 16 / 30)
    assert curve.rows[0][0] == 0
    assert 16 in [row[0] for row in curve.rows]


def test_the_stop_point_is_marked_where_it_is_not_the_lists_end():
    """A list longer than what nearly does it shows both places on the curve."""
    planned = planned_list(stop=StopAdvice(9, "The rest adds little."))
    curve = draw_curve(planned)
    assert curve is not None
    assert curve.stop == Label("stop: 9", 30.0, pytest.approx(curve.stop.top))
    assert "stop: 9" in plain(render_list(planned))
    assert draw_curve(planned_list()).stop is None


def test_a_single_length_is_no_curve():
    """Two lengths at least make a line."""
    assert draw_curve(planned_list(lengths=(ListLength(0, 0, 0, 1),))) is None


def test_bars_go_from_nought_to_all():
    """Bars begin at nought and are in proportion; the usual correlation is marked."""
    bars = draw_unmatched(planned_list())
    assert [bar.width for bar in bars] == pytest.approx([1.2, 4.1, 9.2, 21])
    assert [bar.name for bar in bars if bar.is_usual] == ["0.3"]
