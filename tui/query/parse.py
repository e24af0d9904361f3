"""The search language.

    降息 -楼市            both: contains the first and not the second
    "统一大市场"          a phrase, spaces included
    A OR B, ( … )         either; 或 is the same
    title: feed: tag: source: author: editor:    标题 订阅 标签 来源 作者 编辑
    path:财经/焦点                               栏目: neighbouring sections
    is:unread|read|starred|saved|hidden          未读 已读 收藏 已存 已隐藏, also alone
    has:image|audio|note                         有:图片|音频|笔记
    after: before: date:                         之后 之前 日期; a day, a month, 今天, 昨天, 本周, 3d, a..b
    ~降.息  ~"a b"                               a regular expression (see query.regex)

Full-width signs and spaces mean the same as ASCII. What is in quotes is never a keyword.
"""

from tui.model.errors import QueryError
from tui.query.ast import (
    And,
    Dated,
    Everything,
    Field,
    FieldName,
    Has,
    Medium,
    Not,
    Or,
    Phrase,
    Query,
    Regex,
    State,
    StateName,
    Word,
)
from tui.query.regex import BadPattern, check
from tui.query.times import period
from tui.query.tokens import Token, tokens

DEEPEST = 20

FIELDS: dict[str, FieldName] = {
    "title": "title",
    "标题": "title",
    "feed": "feed",
    "订阅": "feed",
    "tag": "tag",
    "标签": "tag",
    "source": "source",
    "来源": "source",
    "author": "author",
    "作者": "author",
    "editor": "editor",
    "编辑": "editor",
    "责编": "editor",
    "path": "path",
    "栏目": "path",
    "路径": "path",
}
KEYWORDS = {"is": "is", "是": "is", "状态": "is", "has": "has", "有": "has", "date": "date", "日期": "date"}
KEYWORDS |= {"after": "after", "之后": "after", "before": "before", "之前": "before"}
_BARE_STATES: dict[str, StateName] = {
    "未读": "unread",
    "已读": "read",
    "收藏": "starred",
    "已收藏": "starred",
    "已存": "saved",
    "已保存": "saved",
    "已隐藏": "hidden",
}
STATES: dict[str, StateName] = _BARE_STATES | {
    "unread": "unread",
    "read": "read",
    "starred": "starred",
    "saved": "saved",
    "hidden": "hidden",
    "保存": "saved",
    "隐藏": "hidden",
}
MEDIA: dict[str, Medium] = {"image": "image", "图片": "image", "图": "image", "audio": "audio", "音频": "audio"}
MEDIA |= {"note": "note", "笔记": "note"}


def parse_query(text: str, now: int) -> Query:
    """The search that ``text`` means; ``now`` (UTC seconds) is what 今天 goes by.

    QueryError tells the position (0-based character), the reason and the text it is about. Reasons: unbalanced-quote,
    unbalanced-parenthesis, empty-field, unknown-field, bad-value, bad-date, bad-regex, slow-regex, empty, too-long.
    """
    found = tokens(text)
    if not found:
        return Everything()
    parser = _Parser(found, len(text), now)
    query = parser.either(0)
    if (rest := parser.peek()) is not None:
        raise _wrong(rest, "unbalanced-parenthesis")
    return query


class _Parser:
    """Recursive descent: either := all (OR all)*, all := one+, one := -one | ( either ) | word."""

    def __init__(self, found: list[Token], length: int, now: int) -> None:
        self._tokens = found
        self._length = length
        self._now = now
        self._at = 0

    def peek(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def either(self, depth: int) -> Query:
        parts = [self._all(depth)]
        while (token := self.peek()) is not None and token.kind == "or":
            self._at += 1
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self, depth: int) -> Query:
        parts: list[Query] = []
        while (token := self.peek()) is not None and token.kind not in (")", "or"):
            self._at += 1
            parts.append(self._one(token, depth))
        if not parts:
            raise self._missing()
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self, token: Token, depth: int) -> Query:
        if depth > DEEPEST:
            raise _wrong(token, "too-long")
        match token.kind:
            case "not":
                return Not(self._negated(depth))
            case "(":
                inner = self.either(depth + 1)
                if self.peek() is None:
                    raise _wrong(token, "unbalanced-parenthesis")
                self._at += 1
                return inner
            case "field":
                return _field(token, self._now)
            case "phrase":
                return Phrase(token.text)
            case "regex":
                return _regex(token)
            case _:
                state = _BARE_STATES.get(token.text)
                return Word(token.text) if state is None else State(state)

    def _negated(self, depth: int) -> Query:
        following = self.peek()
        if following is None or following.kind in (")", "or"):
            raise self._missing()
        self._at += 1
        return self._one(following, depth + 1)

    def _missing(self) -> QueryError:
        token = self.peek()
        if token is None:
            return QueryError(position=self._length, reason="empty", text="")
        return _wrong(token, "unbalanced-parenthesis" if token.kind == ")" else "empty")


def _field(token: Token, now: int) -> Query:
    name, value = token.text.lower(), token.value
    if name not in FIELDS and name not in KEYWORDS:
        raise _wrong(token, "unknown-field")
    if not value.strip():
        raise _wrong(token, "empty-field")
    if name in FIELDS:
        return Field(FIELDS[name], value)
    at = token.value_position
    match KEYWORDS[name]:
        case "is":
            state = STATES.get(value.lower())
            if state is None:
                raise QueryError(position=at, reason="bad-value", text=value)
            return State(state)
        case "has":
            medium = MEDIA.get(value.lower())
            if medium is None:
                raise QueryError(position=at, reason="bad-value", text=value)
            return Has(medium)
        case keyword:
            bounds = period(value, now)
            if bounds is None:
                raise QueryError(position=at, reason="bad-date", text=value)
            return _dated(keyword, *bounds)


def _regex(token: Token) -> Regex:
    if not token.value:
        raise _wrong(token, "empty")
    try:
        check(token.value)
    except BadPattern as bad:
        at = token.value_position + bad.position
        raise QueryError(position=at, reason=bad.reason, text=token.value[bad.position :]) from None
    return Regex(token.value)


def _dated(keyword: str, start: int, end: int | None) -> Dated:
    if keyword == "after":
        return Dated(start, None)
    return Dated(None, start) if keyword == "before" else Dated(start, end)


def _wrong(token: Token, reason: str) -> QueryError:
    return QueryError(position=token.position, reason=reason, text=token.text)
