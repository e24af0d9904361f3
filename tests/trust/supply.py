"""Row 10: what ships with the program: bounded versions, licences that may be shipped, C libraries that are told.

``python -m tests.trust.supply --write`` writes tui/THIRD-PARTY.md anew.
"""

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement

from tests.terminal.conftest import ROOT
from tests.trust.proof import Proof, Size
from tui.services.doctor import versions
from tui.services.versions import c_libraries, too_old

LIST = ROOT / "tui" / "THIRD-PARTY.md"
ALLOWED = {"MIT", "BSD-2-Clause", "BSD-3-Clause", "BSD", "Apache-2.0", "PSF-2.0", "MPL-2.0", "ISC", "any-OSI"}
UNBOUNDED = {"apsw"}
"""Its major version is SQLite's, which promises to stay compatible; a bound would keep mended ones out."""
_KNOWN_AS = (
    ("MIT", r"\bMIT\b"),
    ("BSD-3-Clause", r"BSD-3-Clause|3-Clause BSD"),
    ("BSD-2-Clause", r"BSD-2-Clause"),
    ("BSD", r"\bBSD\b"),
    ("Apache-2.0", r"\bApache\b"),
    ("PSF-2.0", r"\bPSF\b|Python Software Foundation"),
    ("MPL-2.0", r"\bMPL\b|Mozilla Public"),
    ("ISC", r"\bISC\b"),
    ("any-OSI", r"any-OSI"),
)
_HEAD = """# What Kanbao stands on

The packages that are installed with it, and their licences, as their own metadata tell them. Made by
`python -m tests.trust.supply --write`; a test compares it with what is installed.

| package | licence |
|---|---|
"""


def requirements() -> list[Requirement]:
    """What pyproject.toml asks for."""
    with (ROOT / "pyproject.toml").open("rb") as opened:
        return [Requirement(text) for text in tomllib.load(opened)["project"]["dependencies"]]


def installed() -> dict[str, str]:
    """Every package that comes with the program here, and its licence."""
    found: dict[str, str] = {}
    waiting = [(wanted, "") for wanted in requirements()]
    while waiting:
        wanted, extra = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if wanted.marker is not None and not wanted.marker.evaluate({"extra": extra}):
            continue
        try:
            there = distribution(name)
        except PackageNotFoundError:
            continue  # for another system or Python
        known = name in found
        found[name] = licence(name)
        for text in there.requires or () if not known or wanted.extras else ():
            waiting += [(Requirement(text), each) for each in ("", *wanted.extras)]
    return dict(sorted(found.items()))


def licence(name: str) -> str:
    """A package's licence by the usual short name; what its metadata say where that is none of those known."""
    told = distribution(name).metadata
    fields = {field: told.get_all(field) or [] for field in ("License-Expression", "Classifier", "License")}
    texts = [*fields["License-Expression"], *(text for text in fields["Classifier"] if "License" in text)]
    about = " ".join([*texts, *(text[:100] for text in fields["License"])])
    return next((short for short, pattern in _KNOWN_AS if re.search(pattern, about)), about.strip() or "unknown")


def listed() -> dict[str, str]:
    """The list in the repository."""
    rows = re.findall(r"^\| ([a-z0-9-]+) \| ([^|]+) \|$", LIST.read_text("utf-8"), re.MULTILINE)
    return {name: licence_ for name, licence_ in rows if name != "package"}


def faults() -> Iterator[str]:
    """What is wrong with the supply."""
    for wanted in requirements():
        signs = {each.operator for each in wanted.specifier}
        if not signs & {">=", "==", "~="} or not (signs & {"<", "==", "~="} or wanted.name in UNBOUNDED):
            yield f"{wanted}: no bounds"
    known = listed()
    for name, short in installed().items():
        if short not in ALLOWED:
            yield f"{name}: {short}"
        if known.get(name) != short:
            yield f"{name} ({short}) is not in tui/THIRD-PARTY.md so: python -m tests.trust.supply --write"
    told = {name: value for check in versions() for name, value in check.about.items()}
    for name, version in c_libraries().items():
        if told.get(name) != version or not version:
            yield f"doctor does not tell {name} {version}"
    for bound in too_old({"sqlite": "3.40.1", "expat": "2.4.0", "openssl": "1.1.1"}):
        if bound.level == "bad" and bound.name != "sqlite":
            yield f"{bound.name}: only what loses data is bad"
    if len(too_old({"sqlite": "3.51.2", "expat": "2.6.4", "openssl": "3.0.6"})) != 3:
        yield "old libraries are not told"
    if too_old({"sqlite": "3.51.3", "expat": "2.10.0", "openssl": "3.0.19"}):
        yield "sound libraries are called old"


def audited() -> str:
    """What pip-audit says, where it is installed and can reach what it asks."""
    program = shutil.which("pip-audit")
    if program is None:
        return "pip-audit not installed here"
    done = subprocess.run(
        [program, "--progress-spinner", "off"], capture_output=True, text=True, timeout=300, check=False
    )
    found = re.search(r"Found (\d+) known vulnerabilit", done.stdout + done.stderr)
    if found is None and "could not be audited" not in done.stdout + done.stderr and done.returncode == 0:
        return "pip-audit: 0 known vulnerabilities"
    assert found is None, done.stdout
    return "pip-audit could not reach its list here"


def run(size: Size) -> str:
    """The proof; the figure."""
    found = list(faults())
    assert not found, found
    libraries = ", ".join(f"{name} {version}" for name, version in c_libraries().items())
    told = f"{len(installed())} packages with bounds and allowed licences; {libraries}"
    return f"{told}; {audited()}" if size.full else told


PROOF = Proof(
    10,
    "what ships is known",
    "version bounds, licences of everything installed against a list, versions of the C libraries",
    run,
)

if __name__ == "__main__":
    if "--write" in sys.argv:
        LIST.write_text(_HEAD + "".join(f"| {name} | {short} |\n" for name, short in installed().items()), "utf-8")
    print(run(Size(full="--full" in sys.argv)))
