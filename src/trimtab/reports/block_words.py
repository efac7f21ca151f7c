"""What a drawn block says of itself beyond its name, shared by every page with a picture."""

from __future__ import annotations

from trimtab.domain.time import Horizon, clock_text
from trimtab.reports import tokens, wording
from trimtab.reports.week_layout import Segment


def start_text(segment: Segment, horizon: Horizon) -> str:
    """When a block starts, on the clock."""
    return clock_text(horizon.clock_of(horizon.minute_of(segment.block.start)))


def part_text(segment: Segment, horizon: Horizon) -> str:
    """A block's times as one day sees them: whole, or until when."""
    if segment.starts_here:
        return wording.times_text(segment.block, horizon)
    return f"until {clock_text(segment.bottom)}" if segment.ends_here else "all day"


def more_text(segment: Segment, horizon: Horizon) -> str:
    """Length, kind, dose and note of a block, as far as there is something to say."""
    block = segment.block
    label = tokens.kind_label(block)
    parts = [
        wording.duration_text(wording.real_minutes(block, horizon)),
        "" if label.lower() == block.name.lower() else label,
        wording.dose_text(block),
        "" if segment.starts_here else wording.since_text(block, horizon),
        wording.change_during_text(block, horizon),
        block.note,
    ]
    return ", ".join(part for part in parts if part)


def texture_classes(segment: Segment) -> str:
    """Classes of a drawn block: kind and texture, and whether it shares, comes over or goes on."""
    kind = segment.block.kind
    names = [f"k-{kind}", f"t-{tokens.LOOKS[kind].texture}"]
    names += ["rail"] if segment.is_rail else []
    names += ["shared"] if segment.lanes > 1 else []
    names += [] if segment.starts_here else ["from-before"]
    names += [] if segment.ends_here else ["goes-on"]
    return " ".join(names)
