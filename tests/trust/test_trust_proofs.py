"""Every promise, quick; the long run is KANBAO_FULL=1 or ``python -m tests.trust``."""

import sys

import pytest

from tests.trust.proof import SIZE, Proof
from tests.trust.proofs import proofs

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="terminals, signals and pipes of POSIX")


@pytest.mark.parametrize(
    "proof", [] if sys.platform == "win32" else proofs(), ids=lambda proof: f"{proof.row}-{proof.promise}"
)
def test_promise(proof: Proof) -> None:
    assert proof.run(SIZE)
