"""The comments on an article as blocks that are set below it."""

from collections.abc import Sequence

from tui.document.blocks import Block, Heading, Inline, Quote, Rule, Span
from tui.document.html import to_document
from tui.i18n import t
from tui.i18n.times import exact, when
from tui.model.comment import Comment


def comment_blocks(comments: Sequence[Comment], now: int) -> tuple[Block, ...]:
    """A heading, and each comment beside a bar with who wrote it and when."""
    blocks: list[Block] = [Rule(), Heading(Inline((Span(t("article.comments_head", n=len(comments))),)), 2)]
    for comment in comments:
        name = comment.author or t("article.no_name")
        if comment.published is not None:
            recent = now - comment.published < 2 * 86400
            moment = when(comment.published, now) if recent else exact(comment.published)
            name += "  " + moment
        head = Heading(Inline((Span(name),)), 5)  # a small heading keeps close to its text
        blocks.append(Quote((head, *to_document(comment.html, comment.url).blocks)))
    return tuple(blocks)
