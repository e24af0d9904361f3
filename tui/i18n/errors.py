"""Errors as sentences."""

from collections.abc import Mapping

from tui.i18n.catalogue import catalogue, language, t
from tui.model.errors import KanbaoError, from_stored


class _Facts(dict[str, object]):
    """Facts of an error; one that is absent reads as nothing rather than breaking the sentence."""

    def __missing__(self, key: str) -> str:
        return ""


def error_text(error: KanbaoError | str, place: str = "error") -> str:
    """What happened, to what, and what the reader can do; ``error`` may be one that was stored as text.

    Another ``place`` has other words for it, as far as there are any: ``picture`` those that stand where one should be.
    """
    told = from_stored(error) if isinstance(error, str) else error
    if told is None:
        return ""
    facts = _Facts({name: "" if value is None else value for name, value in told.about.items()})
    reason = str(facts.get("reason", ""))
    sentences = catalogue(language())
    for key in (
        f"{place}.{told.code}.{reason}",
        f"{place}.{told.code}.any",
        f"error.{told.code}.{reason}",
        f"error.{told.code}.any",
        "error.error.any",
    ):
        if key in sentences:
            return sentences[key].format_map(_readable(facts))
    return str(told)


def _readable(facts: Mapping[str, object]) -> _Facts:
    readable = _Facts(facts)
    limit = facts.get("limit")
    if isinstance(limit, int):
        readable["limit"] = f"{limit / 1_000_000:.0f} MB" if limit >= 1_000_000 else f"{limit / 1000:.0f} KB"
    reason = str(facts.get("reason", ""))
    if f"reason.{reason}" in catalogue(language()):
        readable["reason"] = t(f"reason.{reason}")
    return readable
