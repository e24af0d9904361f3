"""The ``kanbao`` command: everything about it is imported once the garbage collector is at rest."""

import gc
import sys

from tui import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command; the exit status is 0 done, 1 failed in part or whole, 2 wrong use or no terminal."""
    given = sys.argv[1:] if arguments is None else arguments
    if list(given) == ["--version"]:
        print(f"kanbao {__version__}")
        return 0
    # What is imported stays to the end: looking through it for garbage again and again takes a tenth of the start.
    gc.disable()
    try:
        from tui.cli.call import call

        return call(given) if arguments is not None else call(given, rest=gc.freeze)
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
