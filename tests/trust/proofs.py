"""All proofs, in the order of the promises."""

from importlib import import_module

from tests.trust.proof import Proof

_MODULES = (
    "terminal_bytes", "markup", "system_acts", "bombs", "fuzz", "death", "damage", "side_by_side", "secrets_kept",
    "supply", "back_out",
)  # fmt: skip


def proofs() -> list[Proof]:
    """Every promise with its proof."""
    return [import_module(f"tests.trust.{module}").PROOF for module in _MODULES]
