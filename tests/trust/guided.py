"""Coverage-guided fuzzing, where atheris is installed: ``python -m tests.trust.guided TARGET [SECONDS]``."""

import sys
from importlib import import_module
from importlib.util import find_spec


def main() -> int:
    """Fuzz one target until something fails or the time is over; 0 also where atheris is not to be had."""
    if find_spec("atheris") is None:
        print("atheris is not installed: nothing done")
        return 0
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["tui"]):
        fuzz = import_module("tests.trust.fuzz")
    target = fuzz.TARGETS[sys.argv[1]]

    def one(data: bytes) -> None:
        wrong = fuzz.attempt(target, data)
        if wrong:
            raise AssertionError(wrong)

    seconds = sys.argv[2] if len(sys.argv) > 2 else "60"
    atheris.Setup([sys.argv[0], f"-max_total_time={seconds}", "-max_len=20000", "-verbosity=1"], one)
    for seed in fuzz.seeds(target):
        one(seed)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
