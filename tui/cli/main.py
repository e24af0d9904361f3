"""The ``kanbao`` command: everything about it is imported once the garbage collector is at rest."""

import gc
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: "Sequence[str] | None" = None) -> int:
    """Run one command; the exit status is 0 done, 1 failed in part or whole, 2 wrong use or no terminal."""
    # What is imported stays to the end: looking through it for garbage again and again takes a tenth of the start.
    gc.disable()
    try:
        from tui.cli.call import call

        if arguments is not None:
            return call(arguments)
        return call(sys.argv[1:], rest=gc.freeze)
    finally:
        gc.enable()


if __name__ == "__main__":
    sys.exit(main())
