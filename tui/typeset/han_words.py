"""Words in a run of Han, as far as they can be told without a dictionary."""

import re

from tui.text.fold import fold

LONGEST = 4
AROUND = 20_000
"""Characters of the text on either side in which a word may come again."""

# What stands between words and is one by itself, and the words in which these characters are no such thing.
_PARTICLES = "的地得了着过在是和与及或被把将从向于也都就而但这那其之并由对为以等很又还让给不"
_WHOLE = (
    "为了 因为 以为 认为 成为 作为 行为 为主 为何 由于 关于 对于 在于 位于 用于 属于 至于 基于 终于 以及 及其 "
    "及时 涉及 普及 或者 但是 还是 就是 不是 是否 可是 于是 总是 凡是 正在 现在 存在 所在 内在 实在 潜在 在线 "
    "和平 和谐 与会 参与 与其 把握 将来 将军 即将 从事 从而 自从 服从 向来 方向 倾向 意向 导向 面向 趋向 都市 "
    "首都 成都 就业 成就 而且 然而 因而 反而 这些 这个 这样 这里 那些 那个 那样 那里 其中 其他 其它 其实 其余 "
    "尤其 之间 之后 之前 之一 之外 并且 合并 理由 自由 对象 对方 对话 对外 反对 面对 针对 应对 绝对 相对 以来 "
    "以上 以下 以前 以后 以外 以内 可以 所以 予以 难以 足以 等级 平等 高等 中等 等等 着力 着重 沿着 随着 接着 "
    "地方 地区 地铁 地图 地点 地位 地址 土地 基地 当地 各地 外地 内地 本地 目的地 取得 获得 使得 值得 得到 "
    "得知 记得 过程 过去 通过 经过 超过 不过 渡过 了解 了望 还有 还款 归还 又是 很多 很快 给予 供给 不同 不断 "
    "不能 不少 不仅 不足 不会 不可 不要 不得 不良 不久 不管 不论 不如 不利 不便 不止 不惜 由此 因此 对此 为此 "
    "以此 大地 产地 用地 工地 场地 陆地 草地 湿地 殖民地 房地产 我们 你们 他们 她们 它们 自己 没有 已经 如果 "
    "虽然 进行 表示 一个 一些 一直 一起 一样 非常 提供 最终 共同 采访 时候"
)
_WORD = "|".join(sorted(_WHOLE.split(), key=len, reverse=True))
_UNITS = re.compile(f"{_WORD}|[{_PARTICLES}]|[^{_PARTICLES}]+?(?=$|[{_PARTICLES}]|{_WORD})")


def han_word(text: str, start: int, end: int, position: int) -> tuple[int, int]:
    """The word at a position in a run of Han from ``start`` to ``end``.

    Particles part words. Between them, a piece of two to four characters that comes again nearby is a word; else a
    short stretch is one, and of a long one two characters.
    """
    run = fold(text[start:end])
    if len(run) == end - start:  # as it is for Han: Traditional is looked at as Simplified
        for unit in _UNITS.finditer(run):
            if unit.start() <= position - start < unit.end():
                start, end = start + unit.start(), start + unit.end()
                break
    if end - start <= 2:
        return start, end
    return _again(text, start, end, position) or _short(start, end, position)


def _again(text: str, start: int, end: int, position: int) -> tuple[int, int] | None:
    """The piece with the position that is found most in the text around, where longer counts for more."""
    near = text[max(0, start - AROUND) : end + AROUND]
    best, found = 0, None
    for first in range(max(start, position - LONGEST + 1), position + 1):
        for last in range(max(first + 2, position + 1), min(first + LONGEST, end) + 1):
            times = near.count(text[first:last])
            if times > 1 and (worth := times * (last - first - 1)) > best:
                best, found = worth, (first, last)
    return found


def _short(start: int, end: int, position: int) -> tuple[int, int]:
    if end - start <= LONGEST:
        return start, end
    first = position - (position - start) % 2
    return (first, first + 2) if first + 2 <= end else (first - 1, end)
