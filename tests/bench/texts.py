"""Chinese that looks like news and does not repeat: the clauses of the sample paper, put together anew."""

import re
from functools import cache
from pathlib import Path
from random import Random

ARTICLES = Path(__file__).resolve().parents[2] / "tui" / "services" / "sample" / "articles"
_CUT = re.compile(r"(?<=[，。；？！])")
_TAG = re.compile(r"<[^>]+>")
_CLAUSE = re.compile(r"[一-鿿][一-鿿0-9A-Za-z%—、：《》]{3,40}")
NAMES = ("许", "贺", "陈", "林", "周", "吴", "郑", "何", "冯", "蒋"), ("国强", "晓燕", "志远", "文静", "海波", "子涵")
WORDS = ("降息", "楼市", "央行", "北京", "全国统一大市场", "人工智能", "ChatGPT", "新能源汽车", "股市", "世界杯")


@cache
def clauses() -> tuple[str, ...]:
    """Clauses without their last mark, in a fixed order."""
    found: dict[str, None] = {}
    for file in sorted(ARTICLES.glob("*.html")):
        for part in _CUT.split(_TAG.sub("\n", file.read_text("utf-8"))):
            if _CLAUSE.fullmatch(bare := part.strip(" \n　，。；？！")):
                found[bare] = None
    return tuple(found)


class Writer:
    """Writes titles and articles; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._rng = Random(seed)
        self._clauses = clauses()

    def title(self) -> str:
        """About fifteen characters."""
        first, second = self._rng.choices(self._clauses, k=2)
        return f"{first[:9]}{self._rng.choice(WORDS)}{second[:5]}"

    def paragraph(self, length: int) -> str:
        """A paragraph of about ``length`` characters."""
        parts: list[str] = []
        size = 0
        while size < length:
            size += len(part := self._clause())
            parts.append(part)
        return "，".join(parts) + "。"

    def html(self, length: int, paragraph: int = 180) -> str:
        """Paragraphs of about ``length`` characters together."""
        return "".join(f"<p>{self.paragraph(min(paragraph, length))}</p>" for _ in range(max(1, length // paragraph)))

    def _clause(self) -> str:
        turn = self._rng.random()
        part = self._rng.choice(self._clauses)
        if turn < 0.15:
            given, family = self._rng.choice(NAMES[1]), self._rng.choice(NAMES[0])
            return f"{family}{given}说，{part}"
        if turn < 0.3:
            return f"{self._rng.choice(WORDS)}{part}{self._rng.randrange(2, 990)}万元"
        if turn < 0.35:
            return f"“{part}”"
        return part
