"""``kanbao typeset``: plain text in, lines out by the rules of Chinese typesetting; a pipe in place of ``fold``."""

import argparse
import codecs
import re
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import BinaryIO

from tui.cli.output import width
from tui.model.errors import UnreadableFile
from tui.text.clean import clean_block
from tui.text.decode import decode
from tui.text.width import set_ambiguous
from tui.text.wrap import WrapOptions, iter_lines

FIRST_LINE = 4
"""Cells of a first-line indent: two Han."""

_KANA = re.compile("[\u3041-\u30fa]")


def run_typeset(context: object, options: argparse.Namespace) -> int:
    """Typeset a file or standard input, paragraph by paragraph as it comes."""
    if options.ambiguous:
        set_ambiguous(options.ambiguous)
    columns = options.width or width()
    try:
        with nullcontext(sys.stdin.buffer) if options.file == "-" else Path(options.file).open("rb") as stream:
            for text in paragraphs(stream):
                sys.stdout.write(typeset(text, columns, options))
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        raise UnreadableFile(file=options.file) from None
    sys.stdout.flush()
    return 0


def typeset(text: str, columns: int, options: argparse.Namespace) -> str:
    """One paragraph as lines, each with its line end."""
    setting = WrapOptions(
        level=options.level,
        indent=FIRST_LINE if options.indent and text.strip() else 0,
        hanging=options.hanging,
        justify=options.justify,
        han_latin_space=options.space,
        language="ja" if _KANA.search(text) else "zh",
    )
    return "".join(f"{' ' * line.indent}{line.text}\n" for line in iter_lines(text, columns, setting))


def paragraphs(stream: BinaryIO) -> Iterator[str]:
    """The lines of a stream as clean text: UTF-8, UTF-16 with its mark, or what the ladder makes of a line."""
    charset = ""
    for number, given in enumerate(stream):
        line = given
        if number == 0 and line.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            yield from map(clean_block, decode(line + stream.read()).text.splitlines())
            return
        if number == 0:
            line = line.removeprefix(codecs.BOM_UTF8)
        line = line.removesuffix(b"\n").removesuffix(b"\r")
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            # Once a line has shown what the text is written in, the short ones need no guess.
            found = decode(line, override=charset)
            text, charset = found.text, found.encoding if found.encoding != "utf-8" else charset
        yield clean_block(text)
