"""One article as several kinds of page hold it; what a reader must find in each is the same."""

from html import escape

TITLE = "城北旧车站改成图书馆,市民周末可以来看火车?"
PATH = "当前位置:首页 > 资讯 > 城事 > 焦点"
LEAD = "【江沅新闻网 记者 程望舒】3月18日,江沅市文化局在城北旧车站召开开馆说明会,介绍车站改造的经过和以后的用处。"
BODY = (
    "说明会由文化局副局长沈立群主持,原车站站长、铁路职工代表和附近居民四十多人到场,会后一起参观了新馆。",
    "站台还是那个站台",
    "沈立群说,改造没有拆掉一根柱子:候车厅成了阅览室,行李房成了儿童书屋,站台上的三节旧车厢改成了自习座位,夏天有风,冬天有暖气。",
    "“我们问过住在附近的人,最舍不得的是什么,十个人里有八个说是站台上的钟。”沈立群表示,钟修好以后比从前还准,每天早上六点四十分照旧敲一次。",
    "以后怎么用",
    "据介绍,图书馆有藏书12.6万册,周一闭馆,周末开放到晚上九点;凭任何一张旧车票可以换一张借书证,目前已经换出两千多张。",
    "原站长贺广林说,他在这里工作了三十一年,退休那天是坐末班车走的,没想到还能坐着看书,看对面的货车一节一节过去。",
)
SUBHEADS = ("站台还是那个站台", "以后怎么用")
CREDITS = "责编:史小健 | 审校:李雨金 | 监审:万伟"
EDITOR = "(责任编辑:王强治 HF013)"
DISCLAIMER = "【免责声明】本文仅代表作者本人观点,与本网无关。本网站对文中陈述、观点判断保持中立,请读者仅作参考。"
TAIL = ("标签: 图书馆 旧车站", "浏览:677", "日期:2025-03-19来源:江沅晚报", "更多>同类资讯", "0相关评论")


def modern() -> str:
    """An article element with classes that mean what they say."""
    body = "".join(f"<h3>{escape(p)}</h3>" if p in SUBHEADS else f"<p>{escape(p)}</p>" for p in (LEAD, *BODY))
    tail = "".join(f"<p>{escape(line)}</p>" for line in TAIL)
    return f"""<!doctype html><html lang="zh"><head><title>{TITLE}_江沅新闻网</title></head><body>
<header class="site-header"><nav><a href="/">首页</a><a href="/news">新闻</a><a href="/city">城事</a></nav></header>
<div class="breadcrumb">{escape(PATH)}</div><article class="article-content"><h1>{TITLE}</h1>{body}
<p>{CREDITS}</p><p>{EDITOR}</p><p>{DISCLAIMER}</p></article><div class="meta">{tail}</div>
<ul class="links"><li><a href="/1">别的新闻一</a></li><li><a href="/2">别的新闻二</a></li></ul>
<footer>Copyright &copy; 2025 江沅新闻网 版权所有 ICP备00000000号</footer></body></html>"""


def tables() -> str:
    """A layout of 2004: tables in tables, lines parted by br, subheads only bold."""
    lines = [f"<b>{escape(p)}</b>" if p in SUBHEADS else "　　" + escape(p) for p in (LEAD, *BODY)]
    tail = "<br>".join(map(escape, (CREDITS, EDITOR, DISCLAIMER, *TAIL)))
    return f"""<html><head><title>{TITLE}</title></head><body><table width=760><tr><td>
<a href="/">首页</a> <a href="/b">体育</a> <a href="/c">财经</a> <a href="/d">娱乐</a>
</td></tr></table><table><tr><td width=180>
<a href=/1>今天的天气怎么样</a><br>
<a href=/2>明天的天气怎么样</a></td><td>{escape(PATH)}<br><center><font size=5>{TITLE}</font></center><br>
<table><tr><td>{"<br><br>".join(lines)}<br><br>{tail}</td></tr></table></td></tr></table></body></html>"""


def soup() -> str:
    """Boxes without names, a line each."""
    lines = (PATH, TITLE, LEAD, *BODY, CREDITS, EDITOR, DISCLAIMER, *TAIL)
    inside = "".join(f"<div><div>{escape(line)}</div></div>" for line in lines)
    return f"<title>{TITLE}-城事-江沅</title><div><div><a href=/x>登录</a></div><div>{inside}</div></div>"


LAYOUTS = {"modern": modern, "tables": tables, "soup": soup}
