"""``python -m tests.trust [ROW…]``: the long run of every promise, or of those named, as a table in Markdown."""

import sys
import time
import traceback

from tests.trust.proof import Size
from tests.trust.proofs import proofs


def main(rows: list[int]) -> int:
    """Run and print; status 1 where a promise does not hold."""
    failed = 0
    print("| promise | how tested | figure |", "|---|---|---|", sep="\n", flush=True)
    for proof in proofs():
        if rows and proof.row not in rows:
            continue
        begun = time.monotonic()
        try:
            figure = proof.run(Size(full=True))
        except AssertionError:
            failed += 1
            figure = "**does not hold**"
            traceback.print_exc()
        print(f"| {proof.promise} | {proof.how} | {figure} |", flush=True)
        print(f"row {proof.row}: {time.monotonic() - begun:.0f} s", file=sys.stderr, flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main([int(word) for word in sys.argv[1:]]))
