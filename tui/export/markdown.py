"""Markdown with YAML front matter, as notebooks such as Obsidian read it; pictures lie beside it."""

import json
from collections.abc import Iterable, Mapping
from typing import BinaryIO

from tui.export.clipping import Clipping, Format, Issue, Setting
from tui.export.head import origin, remarks
from tui.export.mdtext import Marked, escape_line
from tui.export.record import iso
from tui.i18n import t


def write(out: BinaryIO, clippings: Iterable[Clipping], issue: Issue, setting: Setting) -> None:
    """One article with its front matter, or, where the issue has a title, several under that."""
    if issue.title:
        facts = {"title": issue.title, "date": iso(issue.date), "lang": issue.language}
        out.write((front_matter(facts) + f"\n# {escape_line(issue.title)}\n").encode())
    for clipping in clippings:
        head = "\n" if issue.title else front_matter(facts_of(clipping)) + "\n"
        out.write((head + article(clipping, setting, deeper=bool(issue.title))).encode())


def facts_of(clipping: Clipping) -> dict[str, object]:
    """What the front matter says of an article; what is unknown is left out."""
    entry = clipping.article.entry
    facts: dict[str, object] = {
        "title": clipping.title,
        "date": iso(entry.when),
        "url": entry.url,
        "source": entry.source or entry.feed_title,
        "feed": entry.feed_title,
        "authors": list(entry.authors),
        "section": list(clipping.article.path),
        "tags": list(entry.tags),
        "saved": iso(clipping.saved),
        "changes": clipping.changes,
        "lang": clipping.language,
        "kanbao": entry.id,
    }
    return {name: value for name, value in facts.items() if value not in ("", None, [], 0)}


def front_matter(facts: Mapping[str, object]) -> str:
    """Facts as YAML; texts and lists are written as JSON, which YAML reads alike."""
    lines = [f"{name}: {_yaml(value)}" for name, value in facts.items()]
    return "\n".join(["---", *lines, "---", ""])


def _yaml(value: object) -> str:
    if isinstance(value, str) and len(value) == 20 and value.endswith("Z") and value[4] == "-":
        return value  # a time: unquoted, so that it is read as one
    return json.dumps(value, ensure_ascii=False)


def article(clipping: Clipping, setting: Setting, *, deeper: bool = False) -> str:
    """Title, body, notes and address."""
    marked = Marked(clipping, setting, deeper=deeper)
    title = f"{'##' if deeper else '#'} {escape_line(clipping.title)}"
    parts = [title, *marked.blocks(clipping.document.blocks)]
    if clipping.note:
        parts += [f"{'###' if deeper else '##'} {t('saving.note')}", clipping.note.strip()]
    for mark in remarks(clipping):
        parts += [f"> {escape_line(mark.quote)}", mark.note.strip()]
    if address := origin(clipping):
        parts.append(f"<{address.replace('<', '%3C').replace('>', '%3E')}>")
    return "\n\n".join(filter(None, parts)) + "\n"


FORMAT = Format("md", ".md", write, beside=True)
