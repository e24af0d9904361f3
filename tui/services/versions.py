"""The C libraries below the program: their versions, and which are known to be at fault."""

import re
from typing import Literal

from tui.dataclass import dataclass
from tui.store.connection import sqlite_version


@dataclass(frozen=True, slots=True)
class Bound:
    """From which version on a library is sound; ``bad`` where older ones can lose what the reader has."""

    name: Literal["sqlite", "expat", "openssl"]
    since: str
    level: Literal["note", "bad"]


KNOWN = (
    # Two connections could corrupt a write-ahead log.
    Bound("sqlite", "3.51.3", "bad"),
    # CVE-2023-52425, CVE-2024-8176: time and stack without bound, which our workers cut off.
    Bound("expat", "2.7.0", "note"),
    # CVE-2022-3602, CVE-2022-3786.
    Bound("openssl", "3.0.7", "note"),
)


def c_libraries() -> dict[str, str]:
    """SQLite, expat and OpenSSL as they are in use; a version is empty where that is not told."""
    import ssl
    from pyexpat import EXPAT_VERSION

    openssl = re.search(r"\d+(?:\.\d+)+", ssl.OPENSSL_VERSION)
    return {
        "sqlite": sqlite_version(),
        "expat": EXPAT_VERSION.removeprefix("expat_"),
        "openssl": openssl[0] if openssl else "",
    }


def too_old(found: dict[str, str]) -> list[Bound]:
    """Those that are older than the first sound version."""
    return [bound for bound in KNOWN if found[bound.name] and _order(found[bound.name]) < _order(bound.since)]


def _order(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d+", version)))
