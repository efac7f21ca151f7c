"""Text of a file as programs write it: UTF-8, UTF-16, or else Western European."""

from __future__ import annotations

UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def decode(content: bytes) -> tuple[str, bool]:
    r"""Text of a file, and whether it is neither UTF-8 nor UTF-16 and so read as cp1252.

    >>> decode("Zoë".encode("utf-16")), decode("Zoë".encode("cp1252"))
    (('Zoë', False), ('Zoë', True))
    """
    if content.startswith(UTF16_MARKS):
        return content.decode("utf-16", errors="replace"), False
    sample = content[:200]
    if sample.count(0) * 3 > len(sample):
        order = "utf-16-be" if sample[:1] == b"\0" else "utf-16-le"
        return content.decode(order, errors="replace"), False
    try:
        return content.decode("utf-8-sig"), False
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace"), True
