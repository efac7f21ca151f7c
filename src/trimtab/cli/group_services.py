"""What `trimtab group` needs from the outside."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trimtab.domain.study_groups import Division, StudyGroup


@dataclass(frozen=True, slots=True, kw_only=True)
class Groups:
    """Ports of study groups.

    `read` raises UnreadableFileError and ProfileError; `divide` MissingPartError.
    """

    read: Callable[[Path], StudyGroup]
    divide: Callable[[StudyGroup], Division]
    show: Callable[[Division], None]
    text_to_send: Callable[[Division], str]
    as_json: Callable[[Division], Mapping[str, Any]]
