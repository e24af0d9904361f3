"""``kanbao paper``: one issue of what is new, on the terminal or into a file; no network, so cron can make it."""

import argparse
import io
import sys
import time
from pathlib import Path

from tui.cli.context import Context
from tui.cli.export import chosen, setting_of
from tui.cli.output import complain, print_json, say
from tui.export.clipping import Issue
from tui.export.paper import Paper, clippings
from tui.export.record import entry_fields, iso
from tui.i18n import t
from tui.i18n.query import query_text
from tui.model.errors import QueryError
from tui.query.parse import parse_query
from tui.query.times import period
from tui.services.exporting import Job, write_clippings
from tui.services.papers import morning_paper
from tui.text.clean import clean_block


def run_paper(context: Context, options: argparse.Namespace) -> int:
    """Make the issue and print or write it."""
    now = int(time.time())
    bounds = period(options.since, now)
    if bounds is None:
        complain(t("cli.wrong.since", text=options.since))
        return 2
    try:
        query = parse_query(options.query, now) if options.query.strip() else None
    except QueryError as error:
        complain(query_text(error))
        return 2
    if options.format == "tui":
        return _show(context, options)
    format_ = chosen(options)
    if format_.binary and not options.output and not options.json:
        complain(t("cli.wrong.binary", format=format_.name))
        return 2
    paper = morning_paper(context.library, bounds[0], now, query)
    if options.json:
        print_json(paper_json(paper))
    if not options.output:
        if not options.json:
            _print(context, options, paper)
        return 0
    issue = Issue(paper.title, paper.date)
    job = Job(format_, Path(options.output).expanduser(), setting_of(context, options), issue)
    path = write_clippings(clippings(paper, None), job)
    if not options.json:
        say(t("cli.exported", n=sum(len(section.stories) for section in paper.sections), path=path))
    return 0


def _show(context: Context, options: argparse.Namespace) -> int:
    """Open the reader at the paper; Esc leads on to the list."""
    from tui.cli.open import has_terminal, open_reader

    if not has_terminal():
        complain(t("cli.no_terminal"))
        return 2
    return open_reader(context.folder, context, paper=(options.query, options.since))


def _print(context: Context, options: argparse.Namespace, paper: Paper) -> None:
    if not paper.sections:
        say(t("paper.nothing"))
        return
    written = io.BytesIO()
    chosen(options).write(written, clippings(paper, None), Issue(paper.title, paper.date), setting_of(context, options))
    # A file may hold what it likes; this may be a terminal.
    sys.stdout.write(clean_block(written.getvalue().decode()))


def paper_json(paper: Paper) -> dict[str, object]:
    """The issue as one object: sections with their stories, each an entry with its lead."""
    return {
        "title": paper.title,
        "date": iso(paper.date),
        "sections": [
            {
                "name": section.name,
                "more": section.more,
                "stories": [
                    {**entry_fields(story.entry, story.lead), "others": [entry.id for entry in story.others]}
                    for story in section.stories
                ],
            }
            for section in paper.sections
        ],
    }
