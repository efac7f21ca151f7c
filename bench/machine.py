"""The machine figures are made on, named in every table."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def processor_name() -> str:
    """The processor's name as the system gives it, else its architecture."""
    facts = Path("/proc/cpuinfo")
    lines = facts.read_text().splitlines() if facts.exists() else []
    names = [line.partition(": ")[2] for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def machine_name() -> str:
    """Processor, cores and system in one line."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{processor_name()}, {os.cpu_count()} cores, {system}"
