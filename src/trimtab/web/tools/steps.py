"""The one-minute tools: what each says, and for how long."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do for some seconds; `lead` is a number to show large, `pose` a drawing."""

    words: str
    seconds: int
    lead: str = ""
    pose: str = ""


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool: its place in addresses, its name, and its steps, gone through `rounds` times.

    `figure` is drawn above the steps. `care` is said beside it where something is to be minded.
    """

    name: str
    title: str
    about: str
    length: str
    steps: tuple[Step, ...]
    rounds: int = 1
    figure: str = ""
    care: str = ""

    @property
    def seconds(self) -> int:
        """How long all of it takes."""
        return self.rounds * sum(one.seconds for one in self.steps)


BREATHING = Tool(
    name="breathing",
    title="Box breathing",
    about="In, hold, out, hold: four counts each.",
    length="About a minute",
    steps=(
        Step("Breathe in", 4, pose="in"),
        Step("Hold", 4, pose="hold"),
        Step("Breathe out", 4, pose="out"),
        Step("Hold", 4, pose="rest"),
    ),
    rounds=4,
    figure="breath",
    care="Stop when you feel light-headed.",
)
GROUNDING = Tool(
    name="grounding",
    title="Look around",
    about="5, 4, 3, 2, 1: back into the room, by the senses.",
    length="A minute and a half",
    steps=(
        Step("things you see", 25, lead="5"),
        Step("things you can touch", 20, lead="4"),
        Step("things you hear", 20, lead="3"),
        Step("things you smell", 15, lead="2"),
        Step("thing you taste", 10, lead="1"),
    ),
    care="Name each one, aloud or to yourself, without hurry.",
)
STRETCH = Tool(
    name="stretch",
    title="A stretch",
    about="Neck, shoulders, chest, back: standing or on a chair.",
    length="One minute",
    steps=(
        Step("Roll both shoulders back, slowly", 10, pose="shoulders"),
        Step("Ear towards the right shoulder", 10, pose="right"),
        Step("Ear towards the left shoulder", 10, pose="left"),
        Step("Hands behind your back, chest open", 10, pose="open"),
        Step("Both arms up, reach", 10, pose="reach"),
        Step("Bend forward, let the head hang, come up slowly", 10, pose="fold"),
    ),
    care="Only as far as it feels good.",
)
SIT = Tool(
    name="sit",
    title="Three minutes of sitting",
    about="Nothing to reach, nothing to do well.",
    length="Three minutes",
    steps=(
        Step("Sit so that little has to hold you. Eyes closed, or low.", 20),
        Step("Feel where you touch the chair and the floor.", 40),
        Step("Find the breath where it is plainest. Leave it as it is.", 60),
        Step("Thoughts come. Each time, come back to one breath.", 50),
        Step("Hear the room. Move your hands.", 10),
    ),
    figure="ring",
)
WIND_DOWN = Tool(
    name="wind-down",
    title="Wind down",
    about="Before sleep, whichever hour of the day that is.",
    length="Two minutes",
    steps=(
        Step("Whatever must not be forgotten: one line on paper.", 25),
        Step("Turn the light low.", 15),
        Step("Let the jaw go. Let the tongue lie.", 20),
        Step("Let the shoulders sink, then the hands.", 20),
        Step("In for four, out for six. Four times.", 40),
    ),
    figure="dusk",
    care="Then lie down when you like.",
)

TOOLS = (BREATHING, GROUNDING, STRETCH, SIT, WIND_DOWN)
BY_NAME = {one.name: one for one in TOOLS}
