"""Fields from data and from text: labels, names, dates, and which of several wins."""

import json
from datetime import UTC, datetime

import pytest

from tests.extract.sample import NOW, PARAGRAPHS, page, prose, read
from tui.extract import labels, moment, people


@pytest.mark.parametrize(("text", "names"), [
    ("【大河财立方 记者 吴春波】2月13日", ["吴春波"]),
    ("本报记者 张三 李四 北京报道", ["张三", "李四"]),
    ("（新华社记者王小明、李雷）", ["王小明", "李雷"]),
    ("文/陈默", ["陈默"]),
    ("作者：欧阳修", ["欧阳修"]),
    ("记者：王 伟", ["王伟"]),
    ("记者从会议上获悉，今年的工作", []),
    ("记者了解到，相关部门", []),
    ("本报讯", []),
    ("南方日报记者 李四 通讯员 王五 赵六", ["李四", "王五", "赵六"]),
    ("（记者 张三 通讯员 李四）", ["张三", "李四"]),
    ("文｜财新 程思炜", ["程思炜"]),
    ("新华社记者 李欣 摄", []),
    ("本报记者 王小明 文/摄", ["王小明"]),
    ("（中央社記者陳政一台北2日電）", ["陳政一"]),
    ("〔記者陳建志／綜合報導〕", ["陳建志"]),
    ("文／記者王大明", ["王大明"]),
    ("記者：王 偉", ["王偉"]),
])  # fmt: skip
def test_reporters(text: str, names: list[str]) -> None:
    assert people.reporters(text) == names


@pytest.mark.parametrize(("text", "names"), [
    ("By Jane Doe", ["Jane Doe"]),
    ("By JOHN SMITH and Jane Doe", ["JOHN SMITH", "Jane Doe"]),
    ("Stand by me", []),
])  # fmt: skip
def test_english_bylines(text: str, names: list[str]) -> None:
    assert people.by_line(text) == names


def test_outlets_and_closing_brackets() -> None:
    assert people.outlet_of("【大河财立方 记者 吴春波】2月13日") == "大河财立方"
    assert people.outlet_of("（本报 记者 吴春波）") == ""
    assert people.outlet_of("（记者 张三 通讯员 李四）") == ""
    assert people.outlet_of("（中央社記者陳政一台北2日電）") == "中央社"
    assert people.in_brackets("新的一年。（常书香 马丹阳）") == ["常书香", "马丹阳"]
    assert people.in_brackets("新的一年。（完）") == []
    assert people.signed("楼主：风中的云") == ["风中的云"]
    assert people.alone("胡平") == ["胡平"]
    assert people.alone("关闭") == []


@pytest.mark.parametrize(("text", "source"), [
    ("日期:2025-02-15来源:东方财富网", "东方财富网"),
    ("来源：[人民网] 2005年3月11日", "人民网"),
    ("2026-01-01 08:00 来源：新华社 作者：某某", "新华社"),
    ("资料来源于网络", ""),
    ("来源：未知", ""),
])  # fmt: skip
def test_sources(text: str, source: str) -> None:
    assert labels.source_of(text) == source


def test_counts() -> None:
    assert labels.views_of("浏览:677") == 677
    assert labels.views_of("阅读(1.2万)") == 12_000
    assert labels.views_of("点击：2026-11-20") is None
    assert labels.comments_of("0相关评论") == 0
    assert labels.comments_of("评论(1,234)") == 1234
    assert labels.comments_of("发表评论") is None


@pytest.mark.parametrize(("text", "views", "comments"), [
    ("2026-11-02 10:32 阅读 1234", 1234, None),
    ("10:32:15 评论 5", None, 5),
    ("2026-11-02 1234阅读", 1234, None),
    ("123 次阅读 45 条评论", 123, 45),
    ("1,234阅读,12评论", 1234, 12),
])  # fmt: skip
def test_a_clock_counts_nobody(text: str, views: int | None, comments: int | None) -> None:
    assert (labels.views_of(text), labels.comments_of(text)) == (views, comments)


@pytest.mark.parametrize(("text", "named"), [
    ("编辑 | 李小三", [("编辑", "李小三")]),
    ("图片编辑：朱伟辉", [("图片编辑", "朱伟辉")]),
    ("记者：这次改革的背景是什么？", []),
    ("编辑：我记得那天", []),
    ("设计：机身更轻薄，重量只有一百八十克。", []),
])  # fmt: skip
def test_credits_are_names(text: str, named: list[tuple[str, str]]) -> None:
    assert labels.credits_of(text) == named


def test_credits_tags_and_path() -> None:
    assert labels.credits_of("责编:史健 | 审校:李金雨 | 监审:万军伟") == [
        ("责编", "史健"), ("审校", "李金雨"), ("监审", "万军伟"),
    ]  # fmt: skip
    assert labels.credits_of("(责任编辑:王治强 HF013)") == [("责任编辑", "王治强 HF013")]
    assert labels.tags_of("标签: 武汉 财经大学") == ["武汉", "财经大学"]
    assert labels.tags_of("Tags: New York, Trains") == ["New York", "Trains"]
    assert labels.path_of("当前位置:首页 > 资讯 > 财经 > 正文", "") == ["首页", "资讯", "财经"]
    assert labels.path_of("a > b", "") == []


def china(text: str) -> int:
    return int(datetime.fromisoformat(f"{text}+08:00").timestamp())


@pytest.mark.parametrize(("text", "label", "when"), [
    ("发布时间：2026年11月20日 08:30", "published", "2026-11-20T08:30"),
    ("2005-04-05 06:40更新 来源：转载", "published", "2005-04-05T06:40"),
    ("最后更新：2026/11/20 09:00", "updated", "2026-11-20T09:00"),
    ("http://www.site.example 2005年03月21日 11:21 《周刊》", "", "2005-03-21T11:21"),
    ("本贴由某人于2005年8月12日16:12:21在论坛发表", "published", "2005-08-12T16:12:21"),
])  # fmt: skip
def test_dates_in_rows(text: str, label: str, when: str) -> None:
    found = moment.in_row(text, NOW, chinese=True)
    assert [(one.label, one.moment.time) for one in found] == [(label, china(when))]


def headed(head: str, title: str = "某市地铁工程进展顺利") -> str:
    """A page with something between its title and its text."""
    begin = "<div class=article-content>"
    return page(prose(), title=title).replace(begin, head + begin, 1)


@pytest.mark.parametrize(("text", "ago"), [
    ("刚刚", 0), ("3小时前 来源：某报", 10_800), ("某报 3小時前", 10_800), ("发布于 5分钟前 · 阅读 12", 300),
    ("刚刚，央行宣布降准0.5个百分点", None), ("3天前失踪的登山者获救", None), ("5分钟前发生的事", None),
])  # fmt: skip
def test_a_time_counted_back_stands_by_itself(text: str, ago: int | None) -> None:
    assert [NOW - one.moment.time for one in moment.in_row(text, NOW, chinese=True)] == ([] if ago is None else [ago])


def test_a_date_goes_before_a_time_counted_back() -> None:
    article = read(headed("<div>2026-11-02 10:32 来源：某报</div><div>3小时前</div>", title="刚刚，央行宣布降准"))
    assert article.published == 1_793_586_720


def test_a_byline_names_persons_whatever_else_stands_in_it() -> None:
    names = "<span>聯合報／ 記者<a>陳宥菘</a>／台北即時報導</span>"
    article = read(headed(f'<section class="authors"><time>2026-11-02 10:32</time>{names}</section>'))
    assert article.authors == ("陳宥菘",)


def test_a_date_of_today_is_not_the_articles() -> None:
    assert moment.in_row("今天是2026年11月24日 星期二", NOW, chinese=True) == []
    assert moment.in_row("2031-01-01 00:00", NOW, chinese=True) == []


@pytest.mark.parametrize(("url", "day"), [
    ("https://a.example/2005-03-21/244339.shtml", "2005-03-21T00:00"),
    ("https://a.example/20050311/n224643115.shtml", "2005-03-11T00:00"),
    ("https://a.example/2022/0214/c1.html", "2022-02-14T00:00"),
    ("https://a.example/c/12345678901.html", None),
])  # fmt: skip
def test_dates_in_addresses(url: str, day: str | None) -> None:
    found = moment.in_address(url, NOW, chinese=True)
    assert (found.time if found else None) == (china(day) if day else None)


def test_the_more_precise_date_wins() -> None:
    head = '<meta property="article:published_time" content="2026-11-20">'
    html = page("<p class=info>2026-11-20 08:30 来源：某报</p>" + prose(), head=head)
    article = read(html)
    assert article.published == china("2026-11-20T08:30")
    assert article.origins["published"] == "text"
    other_day = page("<p class=info>2026-11-22 08:30 来源：某报</p>" + prose(), head=head)
    assert read(other_day).origins["published"] == "opengraph"


def test_json_ld_in_a_graph() -> None:
    data = {"@graph": [
        {"@type": "BreadcrumbList", "itemListElement": [{"name": "首页"}, {"item": {"name": "交通"}}]},
        {"@type": ["NewsArticle"], "headline": "另一个标题", "datePublished": "2026-11-20T00:30:00Z",
         "dateModified": "2026-11-21T00:30:00Z", "author": [{"name": "李雷"}, {"name": "韩梅梅"}],
         "publisher": {"name": "某某网"}, "keywords": ["地铁", "交通"], "commentCount": "12"},
    ]}  # fmt: skip
    article = read(page(prose(), head=f'<script type="application/ld+json">{json.dumps(data)}</script>'))
    assert article.authors == ("李雷", "韩梅梅")
    assert article.outlet == "某某网"
    assert article.path == ("首页", "交通")
    assert article.tags == ("地铁", "交通")
    assert article.comments == 12
    assert article.published == int(datetime(2026, 11, 20, 0, 30, tzinfo=UTC).timestamp())
    assert article.updated == int(datetime(2026, 11, 21, 0, 30, tzinfo=UTC).timestamp())


@pytest.mark.parametrize("data", ["{", "[" * 100_000, '{"@type": 5, "author": {"name": {"name": []}}}', "null", '"x"'])
def test_json_ld_that_is_none_is_passed_over(data: str) -> None:
    article = read(page(prose(), head=f'<script type="application/ld+json">{data}</script>'))
    assert article.text.split("\n\n") == PARAGRAPHS


def test_a_text_of_controls_comes_out_clean() -> None:
    article = read(page(prose(), title="标题\x1b[31m\u202e危险", head='<meta name=author content="李\x07雷">'))
    assert "\x1b" not in article.title
    assert "\u202e" not in article.title
    assert article.authors == ("李雷",)


@pytest.mark.parametrize(("crumbs", "path"), [
    ("<ol class=breadcrumb><li><a href=/>首页</a></li><li><a href=/n>新闻中心</a></li><li>正文</li></ol>",
     ("首页", "新闻中心")),
    ("<div class=path><a href=/>首页</a> - <a href=/n>新闻中心</a> - 正文</div>", ("首页", "新闻中心")),
    ("<div class=path>首页 - 新闻中心 - 正文</div>", ("首页", "新闻中心")),
    ("<div class=channel-path><a href=/>新浪财经</a><span>&gt;</span><a href=/c>国内财经</a>&gt; 正文</div>",
     ("新浪财经", "国内财经")),
    ("<div class=breadcrumb><a href=/>首頁</a> / <a href=/cn>兩岸</a></div>", ("首頁", "兩岸")),
    ("<div class=path><a href=/>人民网</a>&gt;&gt;<a href=/gd>观点</a></div>", ("人民网", "观点")),
    ("<div>您当前的位置：<a href=/>首页</a> - <a href=/n>新闻中心</a> - 正文</div>", ("首页", "新闻中心")),
    ("<div class=position>您的位置：首页 - 新闻中心 - 正文</div>", ("首页", "新闻中心")),
    ("<div class=position><a href=/s>分享</a> <a href=/p>打印</a></div>", ()),
])  # fmt: skip
def test_the_path_is_told_by_the_links_of_a_part_that_is_named_so(crumbs: str, path: tuple[str, ...]) -> None:
    html = f"<title>某市地铁工程进展顺利</title>{crumbs}<h1>某市地铁工程进展顺利</h1><div>{prose()}</div>"
    assert read(html).path == path
