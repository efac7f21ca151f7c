"""How a person answers: tone, greeting and closing, remembered among the small choices."""

from __future__ import annotations

from trimtab.app.daily.ports import Store
from trimtab.domain.answers import TONES, Voice

TONE, GREETING, CLOSING = "answer_tone", "answer_greeting", "answer_closing"
LONGEST_GREETING, LONGEST_CLOSING = 60, 200


def voice_kept(store: Store) -> Voice:
    """The voice as it was chosen last, the usual one before."""
    kept = store.settings()
    tone = kept.get(TONE, "")
    return Voice(
        tone=tone if tone in TONES else "warm",
        greeting=kept.get(GREETING, ""),
        closing=kept.get(CLOSING, ""),
    )


def keep_voice(store: Store, voice: Voice) -> None:
    """Remember a voice, in place of the one before."""
    with store.at_once():
        store.keep_setting(TONE, voice.tone)
        store.keep_setting(GREETING, voice.greeting.strip()[:LONGEST_GREETING])
        store.keep_setting(CLOSING, voice.closing.strip()[:LONGEST_CLOSING])
