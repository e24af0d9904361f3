"""The fields of an article, from the claims in the head of its page and the lines around its body."""

import re
from collections.abc import Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from tui.extract import facts, people
from tui.extract.body import Parted
from tui.extract.boxes import Line, units
from tui.extract.head import Head
from tui.extract.phrases import DATE, MONTH, Kind, kind_of
from tui.model.page import PageArticle
from tui.text.dates import looks_chinese, parse_date

_DATED = re.compile(
    r"发[表布]|时间|日期|更新|于\d|posted|published|updated|\bon\b|^\W{0,3}\d[\d\s年月日:：/.-]+\W{0,3}$", re.IGNORECASE
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[-/_]?(\d\d)[-/_]?(\d\d)(?=[/_.-]|\d{0,12}\.)")


class Reading:
    """Fills in the fields; where the head and the text disagree the more precise wins."""

    def __init__(  # noqa: PLR0917
        self, article: PageArticle, head: Head, lines: list[Line], parted: Parted, url: str, now: int
    ) -> None:
        self.article, self.head, self.url, self.now = article, head, url, now
        self.page = lines
        self.own = [line for line in lines if line.links <= 0.6 * units(line.text)]
        self.lines = [line.text for line in lines]
        self.kinds: dict[Kind, list[str]] = {}
        for line in dict.fromkeys(self.lines):
            if (kind := kind_of(line, units(line))) != "body":
                self.kinds.setdefault(kind, []).append(line)
        self.aside = parted.aside
        self.chinese = looks_chinese(article.text or article.title)
        self.origins: dict[str, str] = {}
        self.around = self._around()

    def _around(self) -> list[str]:
        """The lines that tell facts: those between the title and the body first, then all others."""
        title = self.article.title
        start = next((n for n, line in enumerate(self.lines) if title and line.endswith(title)), 0)
        first = self.article.text.partition("\n")[0][:24]
        end = next((n for n, line in enumerate(self.lines) if n > start and first and first in line), len(self.lines))
        plain = {id(line) for line in self.own}
        near = [line.text for line in self.page[max(start, end - 40) : end] if id(line) in plain]
        near = [line for line in near if units(line) < 120]
        own = [line for lines in self.aside.values() for line in lines]
        last = self.article.text.rpartition("\n")[2][-24:]
        tail = next((n for n, line in enumerate(self.lines) if n >= end and last and last in line), end)
        after = [line for line in self.lines[tail : tail + 25] if units(line) < 120]
        return list(dict.fromkeys([*near, *own, *after]))

    def complete(self, origins: Mapping[str, str]) -> PageArticle:
        """The article with all its fields."""
        self.origins.update(origins)
        outlet, authors = self._people()
        published = self._date("published")
        updated = self._claimed_date("updated")
        article = replace(
            self.article,
            outlet=outlet,
            authors=authors,
            source=self._source(authors),
            published=published,
            updated=updated[0] if updated else None,
            path=self._path(),
            tags=self._tags(),
            credits=facts.credits_in([*self.aside.get("credits", ()), *self._of_kind("credits")]),
            views=facts.views_in(self.around),
            comments=self._comments(),
            disclaimer=facts.disclaimer_of(self.aside.get("disclaimer") or self._of_kind("disclaimer")[:3]),
            promotion="\n".join(self.aside.get("promotion", ())),
        )
        return replace(article, origins={name: origin for name, origin in self.origins.items() if origin})

    def _source(self, authors: tuple[str, ...]) -> str:
        told = facts.source_in(self.around)
        return self._from_text("source", told if told not in authors else "") or self._claim("source")

    def _of_kind(self, kind: Kind) -> list[str]:
        return self.kinds.get(kind, [])

    def _from_text(self, name: str, value: str) -> str:
        if value:
            self.origins[name] = "text"
        return value

    def _claim(self, name: str) -> str:
        value, origin = self.head.first(name)
        if not value or value.startswith(("http:", "https:")):
            return ""
        self.origins[name] = origin
        return value

    # People ----------------------------------------------------------------------------------------------------------

    def _people(self) -> tuple[str, tuple[str, ...]]:
        first = next((line for line in self.article.text.split("\n") if units(line) > 20), self.article.text)
        outlet, names = people.lead(first)
        if names:
            self.origins["authors"] = "text"
        else:
            names = self._byline()
        if not names:
            claims = [claim for claim in self.head.all("authors") if not claim.startswith("http")]
            names = tuple(dict.fromkeys(name for claim in claims for name in people.names_in(claim)))[:12]
            if names:
                self.origins["authors"] = self.head.first("authors")[1]
        if outlet:
            self.origins["outlet"] = "text"
        return outlet or self._claim("outlet"), names

    def _byline(self) -> tuple[str, ...]:
        """The names in a line near the body, at the text's end, in a short line elsewhere, or alone by the title."""
        short = [line.text for line in self.own if units(line.text) < 45]
        for lines in (self.around, short):
            for line in lines:
                if units(line) < 60 and (names := people.byline(line)):
                    self.origins["authors"] = "text"
                    return names
            if names := people.signed(self.article.text):
                self.origins["authors"] = "text"
                return names
        for line in [*self.around[:5], *(line.text for line in self.own[:4]), facts.source_in(self.around)]:
            if name := people.alone(line):
                self.origins["authors"] = "text"
                return (name,)
        return ()

    # Times -----------------------------------------------------------------------------------------------------------

    def _read(self, text: str) -> int | None:
        return parse_date(text, self.now, self.chinese)

    def _claimed_date(self, name: str) -> tuple[int, str, bool] | None:
        for claim, origin in self.head.claims.get(name, ()):
            if (moment := self._read(claim)) is not None:
                self.origins[name] = origin
                return moment, origin, ":" in claim
        return None

    def _date(self, name: str) -> int | None:
        claimed = self._claimed_date(name)
        told = self._told_date()
        if told and (claimed is None or (told[1] and not claimed[2] and abs(told[0] - claimed[0]) < 2 * 86400)):
            self.origins[name] = "text"
            return told[0]
        if claimed:
            return claimed[0]
        if match := _URL_DATE.search(urlsplit(self.url).path):
            self.origins[name] = "address"
            return self._read("-".join(match.groups()))
        return None

    def _told_date(self) -> tuple[int, bool] | None:
        """The date in the lines around the body, one with a time of day before one without."""
        days: list[int] = []
        others = [line.text for line in self.own if units(line.text) < 60 and _DATED.search(line.text)]
        for line in [*self.around, *others]:
            for match in DATE.finditer(line[:200]):
                moment = self._read(match[0])
                if moment is None or (self.now and moment > self.now + 86400):
                    continue
                timed = ":" in match[0] or "：" in match[0]
                if timed and (not days or abs(days[0] - moment) < 2 * 86400):
                    return moment, True
                days.append(moment)
        if days:
            return days[0], False
        months = (MONTH.search(line) for line in [*self.around, *others] if units(line) < 30)
        moment = next((self._read(match[0] + "1日") for match in months if match), None)
        return None if moment is None else (moment, False)

    # Place and subject -----------------------------------------------------------------------------------------------

    def _path(self) -> tuple[str, ...]:
        for line in self._of_kind("path"):
            if path := facts.path_in(line, self.article.title):
                self.origins["path"] = "text"
                return path
        section = self._claim("section")
        if section:
            self.origins["path"] = self.origins.pop("section")
        return (section,) if section else ()

    def _tags(self) -> tuple[str, ...]:
        for line in [*self.aside.get("tags", ()), *self._of_kind("tags")]:
            if tags := facts.tags_in(line):
                self.origins["tags"] = "text"
                return tags
        tags = facts.keywords(self.head.all("tags"))
        if tags:
            self.origins["tags"] = self.head.first("tags")[1]
        return tags

    def _comments(self) -> int | None:
        told = facts.comments_in([*self.around, *self._of_kind("comments")])
        claim = self.head.first("comments")[0]
        return told if told is not None else int(claim) if claim.isdecimal() and len(claim) < 10 else None
