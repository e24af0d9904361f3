"""Coverage-guided fuzzing, where atheris is installed: ``python -m tests.trust.guided TARGET [SECONDS [FOLDER]]``.

``FOLDER`` keeps what reached new code, so that the next run begins there; what fails is left in it as ``failed-…``.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import gettempdir

LONGEST = 4_000
"""Short cases run often, and what goes wrong does so in few bytes; long ones are the business of ``fuzz``."""
HANGS = 15
"""Seconds on the clock: instrumented code runs several times slower than it does for a reader."""


def main() -> int:
    """Fuzz one target until something fails or the time is over; 0 also where atheris is not to be had."""
    if find_spec("atheris") is None:
        print("atheris is not installed: nothing done")
        return 0
    atheris = import_module("atheris")
    # Not "RegEx": its stand-in for patterns lacks positions and refuses what the real one takes.
    atheris.enabled_hooks.add("str")
    with atheris.instrument_imports(include=["tui"]):
        fuzz = import_module("tests.trust.fuzz")
    target = fuzz.TARGETS[sys.argv[1]]
    seconds = sys.argv[2] if len(sys.argv) > 2 else "60"
    folder = Path(sys.argv[3] if len(sys.argv) > 3 else f"{gettempdir()}/kanbao-guided-{sys.argv[1]}")
    folder.mkdir(parents=True, exist_ok=True)
    words = folder / "words.dict"
    words.write_text("".join(f'"{_escaped(piece)}"\n' for piece in target.pieces if 0 < len(piece) < 60), "ascii")
    seeds = folder / "corpus"
    seeds.mkdir(exist_ok=True)
    for number, seed in enumerate(fuzz.seeds(target)):
        middle = max(0, len(seed) // 2 - LONGEST // 2)
        (seeds / f"seed-{number}").write_bytes(seed[middle : middle + LONGEST])

    def one(data: bytes) -> None:
        wrong = fuzz.attempt(target, data)
        if wrong:
            raise AssertionError(wrong)

    options = [
        f"-max_total_time={seconds}", f"-max_len={LONGEST}", f"-timeout={HANGS}", "-rss_limit_mb=1500",
        "-print_final_stats=1", "-verbosity=1", f"-dict={words}", f"-artifact_prefix={folder}/failed-", str(seeds),
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], one)
    atheris.Fuzz()
    return 0


def _escaped(piece: bytes) -> str:
    return "".join(f"\\x{byte:02x}" for byte in piece)


if __name__ == "__main__":
    sys.exit(main())
