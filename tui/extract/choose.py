"""Which box of a page is the article, and what in it is not."""

import re

from tui.extract.boxes import Box


def _words(names: str) -> frozenset[str]:
    return frozenset(names.split())


NOISE = _words(
    "comment comments reply replies pinglun huifu disqus cmt recommend recommends recommended tuijian related "
    "relate relative xiangguan guess rank ranking hotnews paihang sidebar aside foot footer nav navi navbar "
    "menu crumb crumbs breadcrumb breadcrumbs share sharing sns bdshare social toolbar copyright banner promo "
    "promotion subscribe subscription login signup signin register qrcode ewm erweima pager pagination pagebar "
    "pages prevnext sponsor sponsored popup modal newsletter ad ads advert adv gg guanggao advertisement "
    "feedback caption captions credit gallery slideshow byline bio cookie cookies gdpr consent privacy "
    "trackback statement shengming disclaimer jiathis tags taglist readmore outbrain taboola hidden noprint "
    "print"
)
GOOD = _words(
    "article content body text post entry story main detail news zhengwen endtext artibody neirong wenzhang page "
    "maincontent contenttext rich"
)
_NOISE_TAGS = _words("nav footer aside form menu")
CLIMB = 0.12
"""A wider box must add this share of what the best one in it scores, and a paragraph's worth, to be taken instead."""
PARAGRAPH = 40.0
MOST = 0.6
"""What holds this share of the sentences of a page is no noise, whatever it is called."""

_LEAVES = _words("p h1 h2 h3 h4 h5 h6 li dt dd tr thead tbody tfoot ul ol dl caption figcaption figure")


def is_noise(box: Box) -> bool:
    """Whether the page itself calls a box something else than the article."""
    if box.tag in _NOISE_TAGS:
        return True
    return bool(box.names & NOISE) and not box.names & GOOD


def choose(top: Box) -> Box:
    """The box that holds the article as nearly as a box can."""
    best: dict[int, tuple[float, Box | None]] = {}
    scores: dict[int, float] = {}
    for box in reversed(list(top.walk())):
        inside = [scores[id(child)] for child in box.children]
        # What speaks against an article in it will be pruned, and counts by half.
        total = box.own + sum(score if score > 0 else score / 2 for score in inside)
        if is_noise(box) and box.prose < MOST * top.prose:
            total = min(total, total * 0.1)
        scores[id(box)] = total
        inner = max((best[id(child)] for child in box.children), key=lambda found: found[0], default=(0.0, None))
        bonus = 1.08 if box.names & GOOD or box.tag in ("article", "main") else 1.0
        value = total * bonus if total > 0 else total
        if box.tag in _LEAVES or (inner[1] is not None and value < inner[0] * (1 + CLIMB) + PARAGRAPH):
            best[id(box)] = inner
        else:
            best[id(box)] = (value, box)
    return best[id(top)][1] or top


def prune(chosen: Box) -> None:
    """Take out of the page what stands within the article and is none of it."""
    whole = max(chosen.prose, 1.0)
    stack = list(chosen.children)
    while stack:
        box = stack.pop()
        if _goes(box, whole):
            box.node.decompose()
        else:
            stack.extend(box.children)


_TABLES = _words("table tbody thead tr td th caption")
def _is_told_list(box: Box) -> bool:
    """Whether a list says so much in each item that its links are part of what is told."""
    items = [item for item in box.children if item.tag == "li"]
    return box.tag in ("ul", "ol") and bool(items) and box.density < 0.85 and box.text / len(items) > 22


_LINES = _words("p li td th dt dd tr")
_HEADINGS = re.compile("h[1-6]")


def _goes(box: Box, whole: float) -> bool:
    share = box.prose / whole
    if is_noise(box) and share < 0.35:
        return True
    if box.pictures and box.text < 30:
        return False
    if _HEADINGS.fullmatch(box.tag):
        return box.density > 0.9 and box.text > 60
    if box.density > 0.55 and box.prose < 0.25 * box.text:
        # A line that is one link may be the article's own; a list of them is not.
        return box.text > 12 and box.tag not in _LINES and not _is_told_list(box)
    return box.score < -30 and box.density > 0.3 and share < 0.1
