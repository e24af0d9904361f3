"""Who wrote it: names out of bylines, Chinese and English."""

import re

from tui.text.fold import in_simplified

_SURNAMES = (
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马"
    "苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕"
    "殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项"
    "祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟"
    "徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀"
    "羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓"
    "牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖"
    "卓蔺屠蒙池乔阴鬱胥能苍双闻莘党翟谭贡劳逄姬申扶"
    "堵冉宰郦雍郤璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满"
    "弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖"
    "融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖涂仝代付佟闫岳兰邸门海郇商佘覃税原帅初幺谌"
    "趙錢孫吳鄭馮陳衛蔣韓楊許呂張嚴華謝鄒竇雲蘇範魯韋馬鳳雷賀湯羅畢鄔樂時傅齊餘顧黃蕭陽紀項龐舒閔賈婁駱鍾盧鄧"
    "單諸鈕龔陸榮葉劉龍黎賴喬譚勞溫莊閻連習歐聶關"
)
_DOUBLE = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|皇甫|宗政|濮阳|"
    "公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐"
)
NAME = (
    f"(?:(?:{_DOUBLE})[\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}][\u4e00-\u9fff]{{1,2}}|[{_SURNAMES}][ \u3000][\u4e00-"
    f"\u9fff](?![\u4e00-\u9fff]))"
)
_NAME = re.compile(f"^{NAME}$|^[\u4e00-\u9fff]{{2,6}}·[\u4e00-\u9fff]{{1,8}}$")
_BETWEEN = "[ \u3000、，,/／&和]{1,3}"
_NAMES = f"{NAME}(?:{_BETWEEN}{NAME}){{0,6}}"
_JOBS = (
    "特约记者|实习记者|见习记者|首席记者|全媒体记者|融媒体记者|特派记者|驻外记者|摄影记者|特约撰稿人?|"
    "特约评论员|评论员|通讯员|实习生|见习生|撰稿人|记者"
)
_STOP = (
    "(?=$|[\\s\u3000，。；：,:;、/／|｜】\\])）》(（【<－—-]|报道|摄|文|图|发自|实习|通讯|见习|编辑|责编|北京|上海|"
    "[\u4e00-\u9fff]{2,6}\\d{1,2}日[电讯])"
)

# 【大河财立方 记者 吴春波】, （记者 张三 李四）, 本报记者 张三, 新华社记者张三
_REPORTER = re.compile(f"(?:{_JOBS})(?:\\s*[:：/／]\\s*|[ \u3000]*)(?P<names>{_NAMES}){_STOP}")
_OUTLET = re.compile(
    f"[【（(\\[〔]\\s*(?P<outlet>[^【】（）()\\[\\]〔〕，。:：]{{2,16}}?)(?:[ \u3000·•|讯]|讯\\s)*(?:{_JOBS})(?:[ \u3000]"
    f"*)(?P<names>{_NAMES})[^【】（）()]{{0,40}}[】）)\\]]"
)
_WRITER = re.compile(
    f"(?:^|[\\s\u3000|｜（(【\\[■◎●])(?:文|撰文|撰稿|作者|执笔人?|采写|编写|原创作者|原作者|本文作者|"
    f"特约作者|译|编译|采访|文字|口述|演讲者?|主笔)\\s*[/／:：|｜丨]\\s*(?P<names>[^\\s\u3000|"
    f"｜。，；:：）)】\\]]{{2,20}}(?:{_BETWEEN}{NAME}{_STOP}){{0,5}})"
)
_FREE_WRITER = re.compile(
    "(?:^|[\\s\u3000|｜（(【\\[>])(?:作者|执笔人?|楼主|发言人|发帖人|发表人|博主|作\u3000+者|"
    "作 者|Author)\\s*[:：]\\s*(?P<names>[^\\s\u3000|｜：:。，,；（(【\\[]{1,20}(?:[ 、，,]{1,2}[\u4e00-\u9fff]"
    "{2,4}(?![\u4e00-\u9fff:：])){0,6})",
)
_POSTER = re.compile(
    "本[贴帖]由\\s*(\\S{1,20}?)\\s*于|由\\s*(\\S{1,16}?)\\s*(?:张贴|发表于|发布于|上传|于\\s*\\d{4}[-年])|"
    "(?:发布|发表)时间.{10,24}\\bby\\s+(\\S{2,20})"
)
_CLOSING = re.compile(
    f"[（(【\\[]\\s*(?:文|作者|记者|来源)?\\s*[:：/]?\\s*(?P<names>{_NAMES})\\s*(?:文|[^（）()]{{0,8}}(?:报道|"
    f"摄|电|专稿|整理|撰文))?[）)】\\]]\\s*$|^\\s*(?:来源|□|■|◎|——|--|—)\\s*[:：]?\\s*(?P<other>{NAME})\\s*$"
)
_ALONE = re.compile(f"^[□■◎◇●—-]*\\s*{_NAMES}\\s*(?:文|著)?$")
_BY = re.compile(
    r"(?:^|[\s|·•(])(?:[Ww]ritten by|[Pp]osted by|[Pp]ublished by|[Rr]eported by|[Ss]tory by|BY|"
    r"[Bb]y)[:\s]+(?P<names>[A-Z][\w.'’-]+(?:\s+(?:[A-Z][\w.'’-]*|de|van|von|la|al|bin|and|&)){0,8}(?:,\s+[A-Z"
    r"][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3}(?:\s+and\s+[A-Z][\w.'’-]+(?:\s+[A-Z][\w.'’-]+){1,3})?)?)"
)
_PARTS = re.compile(
    "[、，,;；/／|｜]|\\s&\\s|\\s+(?:and|with)\\s+|(?<=[\u4e00-\u9fff])[ \u3000]+(?=[\u4e00-\u9fff])| 和 "
)
_SENTENCE = re.compile("[\u4e00-\u9fff0-9]{9,}$")
_EDGES = ' \u3000·:：-–—|()（）【】[]《》,，。."“”'
_NOBODY = re.compile(
    "^(?:.*[=<>{}\\[\\]].*|.*\\bteam|discuz.*|wordpress|.*公告.*|关[闭于注键]|代[码理]|江[湖西苏]|"
    "方[案法]|时[间尚评事政]|高[端考]|房产|汽车|国[际内]|计算.?|安[全装徽]|应用|黄[山金]|金[融]|"
    "花[絮]|成[都]|广[告东西]|沙龙|万[象]|温[馨度]|文[章字]|何[时]|余[下]|党[建]|向[上]|全[文部]|"
    "网络整理|网易|新浪|搜狐|腾讯|凤凰|新华社|中新社|人民网|admin|administrator|editor|staff|unknown|佚名|未知|匿名|网络|本站|互联网|不详|管理员|编辑|"
    "小编|转载|原创|作者|记者|综合|来源|admin\\d*|root|null|none|undefined|.*https?:.*|.*@.*|"
    f"{_JOBS}|摄影|"
    "\\d+|.*(?:网|网站|频道|新闻|日报|晚报|公司|客户端|出版社|编辑部)|facebook|twitter|by|posted.*|"
    "share.*|view.*|.*\\.(?:com|cn|net|org).*)$",
    re.IGNORECASE,
)


def reporters(text: str) -> list[str]:
    """The reporters and writers that a row or the beginning of an article names."""
    found: list[str] = []
    text = text[:2000]
    said = in_simplified(text)
    for match in _REPORTER.finditer(said):
        # Whoever took a picture did not write the article.
        if not _TOOK_IT.match(said, match.end()):
            found += split_names(_named(match, text))
    for match in _WRITER.finditer(said):
        names = split_names(_named(match, text))
        if len(names) > 1 and not is_chinese_name(names[0]) and is_chinese_name(names[1]) and " " in match["names"]:
            del names[0]  # the outlet: 文｜财新 程思炜
        found += [name for name in names if _fits(name)]
    return _once(found)


_TOOK_IT = re.compile("[ \u3000]*摄(?![影制])")


def _named(match: re.Match[str], text: str, group: str = "names") -> str:
    """What a group found in the simplified copy of a text is in the text itself."""
    return text[slice(*match.span(group))]


def signed(text: str) -> list[str]:
    """Whoever a label for the author names, pen names too."""
    for match in _FREE_WRITER.finditer(text[:500]):
        if names := split_names(match["names"]):
            return names
    poster = _POSTER.search(text[:200])
    return split_names(next(filter(None, poster.groups()))) if poster else []


def is_signature(text: str) -> bool:
    """Whether a row says who posted something: 本贴由大卫于2005年8月12日发表."""
    return _POSTER.search(text[:200]) is not None


def in_brackets(text: str) -> list[str]:
    """The names in brackets that close an article: …的新春佳节。（常书香 马丹阳）"""
    end = text[-80:]
    match = _CLOSING.search(in_simplified(end))
    return split_names(_named(match, end, "names" if match["names"] else "other")) if match else []


def alone(text: str) -> list[str]:
    """The names of persons on a line of their own."""
    text = text.strip()
    return split_names(text) if len(text) <= 24 and _ALONE.match(in_simplified(text)) else []


def outlet_of(text: str) -> str:
    """The outlet in front of the reporter's name: 【大河财立方 记者 吴春波】."""
    match = _OUTLET.search(in_simplified(text[:500]))
    if match is None or _JOB.search(match["outlet"]):
        return ""
    name = _named(match, text, "outlet").strip(_EDGES)
    return "" if name in ("本报", "本刊", "本网", "本台", "特约", "实习", "首席") else name.removeprefix("本报").strip()


def by_line(text: str) -> list[str]:
    """The names in an English byline."""
    match = _BY.search(text[:200])
    return split_names(match["names"]) if match else []


def split_names(text: str) -> list[str]:
    """Names parted by commas, slashes, spaces between Han."""
    text = re.sub("^(?:文|作者|记者|by|author|撰文)\\s*[/／:：|｜丨]?\\s+", "", text.strip(), flags=re.IGNORECASE)
    joined = re.sub(f"(?<![\u4e00-\u9fff])([{_SURNAMES}])[ \u3000]([\u4e00-\u9fff])(?![\u4e00-\u9fff])", r"\1\2", text)
    parts = (_without_job(part.strip(_EDGES)) for part in _PARTS.split(joined))
    return _once(
        [part for part in parts if 1 < len(part) <= 40 and not _NOBODY.match(part) and not _SENTENCE.match(part)]
    )


def _without_job(name: str) -> str:
    job = _JOB.match(in_simplified(name))
    return name[job.end() :].lstrip(_EDGES) if job and job.end() < len(name) else name


_JOB = re.compile(_JOBS)


def is_chinese_name(text: str) -> bool:
    """Whether it looks like the name of a person in Han characters."""
    return _NAME.match(in_simplified(text)) is not None


def _fits(name: str) -> bool:
    return is_chinese_name(name) or not any("\u4e00" <= ch <= "\u9fff" for ch in name) or len(name) <= 6


def _once(names: list[str]) -> list[str]:
    return list(dict.fromkeys(names))
