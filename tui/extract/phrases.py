"""The phrases of Chinese and English pages that are about an article, not of it: credits, promotion, disclaimers …"""

import re
from typing import Literal

from tui.extract.people import is_chinese_name
from tui.text.fold import in_simplified

Foot = Literal["credits", "disclaimer", "promotion", "related", "pager", "tags", "source", "share", "legal", ""]

_I = re.IGNORECASE

ROLES = (
    "责任编辑|责编|值班编辑|值班主编|值班编委|总值班|执行主编|新媒体编辑|微信编辑|栏目编辑|网络编辑|图片编辑|视频编辑|统筹编辑|"
    "编辑|編輯|責任編輯|主编|副主编|总编辑|总监制|监制|监审|审校|审核|审读|终审|"
    "校对|校對|一审|二审|三审|初审|复审|复核|核发|统筹|策划|总策划|出品人|出品|制图|设计|美编|"
    "排版|摄影|摄像|剪辑|视频|图片|插图|海报|编译|翻译|"
    "撰稿|撰文|采写|采访|整理|实习生|值班|供稿|通讯员|录入|核稿|签发|运营|素材来源|作者|来源|"
    "记者|文字|见习编辑|实习编辑|责任校对|版面编辑|版式"
)
CREDIT = re.compile(
    f"(?P<role>(?:{ROLES}))\\s*[:：︰丨|/／]\\s*(?P<name>[^:：|｜]{{1,40}}?)(?=$|[|｜;；)）】\\]]|"
    f"\\s+(?:{ROLES})\\s*[:：])"
)
_ROLE = re.compile(
    f"(?:(?:本文|文章|本期|新闻|文字)?(?:{ROLES})(?:/\\S{{1,4}}?)?\\s*[:：︰丨]|"
    f"[\u4e00-\u9fff+]{{0,8}}(?:{ROLES})\\s*[|｜/／(（】])\\s*"
)
_VAGUE = re.compile("(?:视频|图片|设计|出品|采访|整理|策划|海报|插图|文字|制图|翻译|编译)\\s*[:：︰]")
"""Roles that are also what an article speaks of."""
_SOMEONE = re.compile("^(?:.{1,8}·|视觉中国|东方|图虫|全景|新华|中新|资料|网络|受访|官方)")
_BARE_ROLE = re.compile("^(?:责任编辑|责编|编辑|校对|审核)\\s*[:：]$")
_ROLE_WORDS = frozenset(ROLES.split("|"))
_IN_BRACKETS = re.compile(
    f"^[（(【\\[［]\\s*(?:(?:{ROLES})\\s?[^，。？！]{{1,20}}|完|全文完|本文完|[^。，]{{1,10}}(?:编辑|整理|编译))\\s*"
    "[）)】\\]］]$|^\\(?(?:END|完|-END-|— ?END ?—|～?完～?|- ?完 ?-)\\)?$",
    _I,
)
_SAID_NOT_NAMED = re.compile("[，。？！?!“”…]|[你您我他她它吗呢吧是了么的]")
_PARTS_OF_NAMES = re.compile("[、,;；/／&|｜_()（）【】\\[\\]\\s]+")
_OUTLETS = re.compile(
    "(?:社|[网报台部局馆院校]|公司|中心|大学|学院|工作室|客户端|公众号|[微头][博条]号?|频道|传媒|集团|委员会|[小课]组|视觉)$"
)


def are_names(text: str) -> bool:
    """Whether what follows a role is names: one to six, a name and a code, outlets; speech is not."""
    if _SAID_NOT_NAMED.search(text):
        return False
    parts = [part for part in _PARTS_OF_NAMES.split(text) if part]
    most = 12 if text.isascii() else 6
    return 0 < len(parts) <= most and all(
        len(part) <= (20 if part.isascii() or _OUTLETS.search(part) else 8) for part in parts
    )


def is_credits(text: str) -> bool:
    """Whether a row tells who did what for the article and nothing else: 责编:史健 | 审校:李金雨."""
    if _IN_BRACKETS.search(text) or _BARE_ROLE.search(text) or _are_pairs(text):
        return True
    bare = text.strip("（()）[]［］【】 \u3000")
    if not _ROLE.match(bare):
        return False
    names = _ROLE.split(bare)[1:]
    return all(map(are_names, names)) and (_VAGUE.match(bare) is None or _is_someone(names[0]))


def _are_pairs(text: str) -> bool:
    """Whether it is roles each with its names, and only spaces between: 编辑 陈莉 校对 赵琳."""
    words = _PARTS_OF_NAMES.split(text)
    return (
        len(words) > 1
        and words[0] in _ROLE_WORDS
        and words[-1] not in _ROLE_WORDS
        and all(word in _ROLE_WORDS or is_chinese_name(word) for word in words)
    )


def _is_someone(text: str) -> bool:
    """Whether it begins as a name does, and not as any short phrase may."""
    first = next(filter(None, _PARTS_OF_NAMES.split(text)))
    return first.isascii() or len(first) <= 3 or is_chinese_name(first) or bool(_SOMEONE.match(first) or _OUTLETS.search(first))


_SENTENCE = re.compile("[。！？!?；;][”\"』」’'）)]*$|\\s\\S+\\s.*[^.\\s]\\.[”\"’')]*$|[，、].*…+[”\"』」’']*$", re.DOTALL)
_TOLD = re.compile(
    "表示|认为|[称说][，：:。]|发现(?![”」])|成为|引发|才能|就能|[后时][，,]|现象|做法|市民|群众|居民|乘客|旅客|顾客|消费者|网友|警方|法院|"
    "专家|记者|有人|[他她]|\\b(?:said|says|told|asked|wrote|was|were|had|did)\\b",
    _I,
)
"""Words by which a sentence tells of others, and does not call on its reader."""
_REPORTED = re.compile(
    "^[^，。：]{1,16}(?:[说称]|表示|认为|强调|指出|介绍|提醒|认定|呼吁)[，：,:]|[，,”][^，。]{1,12}(?:[说称]|表示|认为|强调|指出)[。！!]$"
)
"""Whatever is in it, someone is quoted with it."""

_OPENING = "^[\\W\\d]*"
_CLAUSE = "(?:^|[，,。；;：:！!？?】）)\\s])[\\W\\d]{0,4}"
_ASK = "(?:请|敬请|欢迎|快来|赶快|赶紧|记得|别忘了?|不妨|求)[您你大家各位朋友一起们]*"
_LIKING = "^(?:如果?|喜欢|觉得|想)[^。]{2,20}[，,]"
_CALLED = f"(?:{_OPENING}|{_CLAUSE}{_ASK}|{_LIKING})(?:现在|立即|马上|可以?|就|{_ASK})?"
_OURS = "(?:本(?:文|站|网|报|刊|公众号|号|平台|账号|频道|栏目|博客|[贴帖]|内容|作品|稿|报告|资讯)|此文|该文|以上|上述|文中)"
_SCAN = "(?:扫码|扫描?[^，。]{0,6}二维码|长按[^，。]{0,8}(?:识别|图片|二维码|关注)|扫一扫)"
_ACCOUNT = "(?:公众号|微信|微博|头条号|服务号|订阅号|视频号|QQ群)"
_APP = "(?:客户端|APP)"
_MORE = "更多(?:精彩|资讯|内容|新闻|详情|信息)"
_CONTACT = "[^，。]{0,14}?(?:[:：]|\\d{5}|\\w@|邮箱|请)"
_CALL = re.compile(
    f"{_CALLED}(?:{_SCAN}[^，。]{{0,16}}(?:关注|订阅|下载|阅读|加入|[入进]群|观看|查看|了解|添加|识别|报名|领取|分享)|"
    f"[点戳]击?(?:这里|此处?|[上下]方|文末|链接|底部|左下角|右上角|[“「]?阅读原文)[^，。]{{0,12}}"
    "(?:关注|阅读|下载|进入|查看|订阅)|点击[^，。]{0,4}蓝[字色]|"
    f"(?:关注|订阅|添?加)[^，。]{{0,16}}{_ACCOUNT}(?!的)|(?:下载|安装|打开|登录)[^，。]{{0,16}}{_APP}.{{0,12}}(?:更多|阅读|精彩|看新闻)|"
    f"点(?:个?赞|个?在看)|分享(?:到|给|至)(?:朋友|微信|好友)|加入[^，。]{{0,8}}群(?=$|[，。！!：:\\d]))|"
    f"^\\W*(?:打开|使用)[^。]{{0,24}}扫一扫|{_OPENING}更多(?:精彩|资讯|内容|新闻)[^。]{{0,16}}(?:请|点击|关注|尽在|登录|访问|下载|扫)|"
    f"{_CLAUSE}(?:微信)?公众(?:账)?号\\s*[:：]|尽在[^，。]{{2,12}}{_APP}|"
    f"{_CLAUSE}(?:提供|如有|有|欢迎)?(?:新闻线索|[爆报]料){_CONTACT}|"
    f"{_OPENING}(?:商务|广告|品牌|内容)?(?:合作|投稿){_CONTACT}|"
    "^(?:(?:sign up|subscribe)(?: (?:for|to|now|here|today|free|below)\\b|\\W*$)|download (?:our|the|now|here)\\b|"
    "follow (?:us|@\\w+|\\S+ (?:\\S+ )?on (?:twitter|facebook|instagram|x|tiktok|youtube|telegram|linkedin))\\b|like us on|"
    "join (?:us|our|the conversation)\\b|click here (?:to|for)\\b|have a tip|for more (?:news|stories)\\b|watch:|"
    "(?:get (?:the|our) (?:latest|free|best)|want more|need more)\\b.*(?:news|stories|updates|headlines|inbox|e-?mail|\\bapp\\b)|"
    "listen to\\b.*(?:podcast|live|here|\\bnow\\b|episode)|support our (?:work|journalis|news|report|mission|site)|"
    "become a (?:member|subscriber)(?!\\sof))",
    _I,
)
"""Calls on the reader that govern their row or clause."""

_LABEL = re.compile(
    f"{_SCAN}[^。]{{0,12}}(?:关注|订阅|下载|加入|阅读|二维码|了解|查看|解锁|进群)|^(?:扫码|二维码|扫描[^，。]{{0,6}}二维码)$|长按|"
    f"^(?:请?使?用?微信)?扫一扫(?:$|[，,\\s]|[^，。]{{0,3}}(?:关注|分享|阅读|手机|看|加|进))|"
    f"点击[^，。]{{0,4}}蓝[字色]|[点戳](?:击|我|这里|此)[^，。]{{0,12}}(?:关注|阅读原文|下载|进入|查看|订阅)|"
    f"(?:^|[\\W\\s]|立即|马上|即可)(?:关注|订阅|添?加)[^，。]{{0,16}}{_ACCOUNT}|"
    f"(?:^|[\\W\\s]|立即|马上|即可)(?:下载|安装|打开|登录)[^，。]{{0,16}}{_APP}|"
    f"{_MORE}.{{0,12}}(?:请|点击|关注|尽在|登录|访问)|微信(?:公众)?号\\s*[:：]|点个(?:赞|在看)|^点?赞$|"
    "点赞[、+＋\\s]{0,2}(?:收藏|转发|关注|在看|评论|分享)|分享(?:到|给|至)(?:朋友|微信)|^(?:新闻线索|[爆报]料)$|"
    f"^商务合作|^加入[^，。]{{0,8}}(?:群|会员)|海量资讯|尽在.{{2,12}}{_APP}|^download\\b",
    _I,
)
"""What only a row that is no sentence is known by."""

_OF_ITSELF = re.compile("[声申]明|条款|提[示醒]|告知|说明|观点|看法|意见|立场|无关|投资|转[载发贴]|摘编|复制|所有|作品|稿件|侵")
"""A word without which nothing is a disclaimer: sooner looked for than the phrases."""
_STATEMENT = "(?:声明|提示|告知|说明|申明|提醒)"
_DISCLAIMER = re.compile(
    f"{_OPENING}(?:(?:免责|版权|原创|本网|本站|网站|平台|转载|作者)(?:声明|申明|条款|说明)|风险提示$)\\s*(?:[】\\])）:：]|$|\\s)|"
    f"{_OPENING}(?:特别|郑重|重要|风险)?{_STATEMENT}\\s*[】\\])）]?\\s*[:：】].{{0,120}}?"
    f"(?:{_OURS}|网站|版权|转载|侵权|投资|观点|立场|仅供参考|广告|市场|基金|政策|宏观|预期)|"
    f"{_OPENING}[^，。]{{2,10}}的所有内容均(?:由|来自|系)|{_OPENING}(?:特别|郑重)声明\\s*(?:[】\\])）:：]|$)|"
    f"(?:本文|该文|文章|以上)(?:内容|观点)?(?:仅|只)?(?:代表|为|系)(?:作者|原作者)(?:本人|个人|独家)?的?(?:观点|看法|意见)|"
    "(?:不代表|仅代表|与)(?:本[站网报刊号]|本平台|本公众号)的?[^，。]{0,4}(?:立场|观点|无关)|"
    "(?:本文|该文|此文|文章|内容|评论)[^。]{0,24}(?:不代表|仅代表)[^，。]{2,12}(?:立场|观点)|"
    "(?:本文|该文|此文)[^，。]{0,8}与[^，。]{2,8}无关|"
    "(?:纯属|仅代表|仅为)作者(?:本人|个人)?的?观点|"
    f"(?:{_CLAUSE}(?:且|并|亦|均)?|(?:{_OURS}|内容|信息|观点|数据|资料|仅供参考)[^，。]{{0,12}})不构成(?:任何)?投资建议|"
    "据此(?:操作|入市|投资).{0,6}风险|"
    f"{_CLAUSE}(?:[^，。\\s]{{2,8}}[，,])?[未非]经(?!核实|证实|查证|确认|.{{0,20}}(?:一方|对方|他人))[^。]{{0,20}}?(?:不得|禁止|严禁|请勿|谢绝|勿)[^。]{{0,10}}"
    "(?:转载|摘编|转贴|复制)|"
    f"{_CLAUSE}(?:如需|欢迎|谢绝|严?禁止?|请勿|不得)(?:任何[^，。]{{0,10}})?(?:转载|摘编)(?!他人|别人|的)|"
    f"(?:{_OURS}|本网站)[^。]{{0,40}}(?:未经|不得|禁止|谢绝)[^。]{{0,24}}(?:转载|摘编|转发)|"
    f"{_CLAUSE}(?:{_OURS}[^，。]{{0,8}}|所有[^，。]{{0,8}}|其)?(?:的)?(?:版权|著作权)(?:归(?!谁)|均属|属于?)[^，。]{{0,16}}所有|"
    "(?:文章|作品|[图照]片|内容|稿件)的?(?:版权|著作权)均?(?:归|属于?)(?:原?作者|本[站网报刊]|原创|原发)|"
    f"{_CLAUSE}凡(?:本[网报站刊]|来源|注明[^，。]{{0,6}}(?:来源|转[载自]|本[网报站刊]|[“‘「『\"'])).{{0,40}}(?:作品|稿件|内容)|"
    f"{_CLAUSE}[如若](?:有|涉及?)?[^，。]{{0,6}}侵权(?!行为人).{{0,20}}(?:联系|删除)|侵(?:权)?(?:必究|[立请联]?删)|"
    f"{_CLAUSE}侵权[，,]?(?:敬?请|可|必|立?即)?(?:与我们|及时)?(?:联系|删除)|转载请(?:注明|联系|保留)|(?:本文|文章)系.{{0,30}}(?:原创|授权|转载)",
    _I,
)
_RELATED = re.compile(
    "^[\\s■◆●▲•·【\\[<《>*#]*(?:更多\\s*[>＞》]|(?:相关|延伸|推荐|拓展|扩展|往期|热门|精彩|猜你|"
    "大家都|更多|最新|热点|本文|同类|关联|编辑|今日|深度|更多精彩|您可能|你可能)(?:的|相关)?(?:阅读|"
    "新闻|文章|链接|推荐|报道|资讯|专题|回顾|"
    "喜欢|在看|关注|内容|热点|评论|话题|图片|视频|也喜欢|感兴趣|还喜欢|搜索|标签|精选|热文|主题|"
    "帖子|条目|日志|博文)|上一篇|下一篇|相关.{0,6}$|相关[:：])"
    "|^(?:related|see also|read (?:more|next|also)|more (?:from|on|in|stories|news|coverage|like)|"
    "you may (?:also )?like|recommended|also read|most (?:read|popular)|trending|don't miss|up next|"
    "further reading|you might|what to read next|top stories|latest (?:news|stories)|popular)\\b.{0,40}$",
    _I,
)
_RELATED_LINE = re.compile(
    "^[【\\[（(■•·\\s]*(?:相关(?:阅读|新闻|文章|链接|报道|推荐)|延伸阅读|推荐阅读|更多阅读|点击(?:查看|"
    "进入|阅读)|查看更多|>>|＞＞|详见|专题|read more|related|also read|see also|more|watch|read)(?:\\b|"
    "[:：>＞|])",
    _I,
)
_PAGER = re.compile(
    "^[\\s【\\[<«]*(?:(?:上一[页篇章]|下一[页篇章]|首页|尾页|末页|前一页|后一页|余下全文|剩余全文|"
    "阅读全文|展开全文|全文阅读|第\\s?\\d+\\s?页|共\\s?\\d+\\s?页|previous|next|prev|page)[\\s:：>»|"
    "\\]】.\\d]*)+|^[\\s\\[\\]\\d|.…<>«»‹›]{1,40}$",
    _I,
)
_TAGS = re.compile(
    "^[\\s【\\[#■]*(?:标签|关键[词字]|关键词组|TAGS?|Tagged|Topics?|Filed under|Keywords)\\s*[:：】]|"
    "^(?:#[^\\s#]{1,20}#?\\s*){1,8}$",
    _I,
)
_SOURCE = re.compile(
    "^[（(【\\[\\s]*(?:(?:文章|稿件|内容|图片|资料|消息|新闻|信息)?(?:来源|出处|摘自|转自|"
    "稿源|源自|原载|来自|原文链接|原标题|原题|本文链接|文章地址|本文地址)|据)\\s*[:：].{1,60}$|"
    "^《[^》]{2,16}》\\s*[（(].{4,24}版\\s*[）)]$|^\\(?(?:source|via|original (?:article|post))\\s*:.{1,80}$",
    _I,
)
_SHARE = re.compile(
    "^[【\\[\\s（(|]*(?:分享(?:到|至)?|转发|收藏|打印(?:本[页文])?|关闭(?:窗口|本页)?|返回(?:顶部|"
    "首页|列表)?|发表评论|我要(?:评论|纠错|留言|反馈|分享)|我来说[两几]句|推荐给?|投诉|举报|纠错|"
    "评论|点赞|回到?顶部|参与讨论|查看评论|字[体号]|页面功能"
    "|大家都在搜|热搜|加入收藏|复制链接|进入论坛|编辑本段|回复|引用|顶一下|踩一下|share(?: (?:this|"
    "on|via).{0,30})?|print|email|comments?|tweet|advertisement|advert|"
    "close|caption|loading\\W*|reply|back to top|facebook|twitter|linkedin|whatsapp|pinterest|"
    "copy link|save|view (?:all )?comments|post a comment|leave a (?:reply|comment).{0,20}|show comments|"
    "continue reading.{0,30}|story continues.{0,20}|"
    "image \\d+ of \\d+|photo|hide caption|toggle caption|enlarge(?: this)? image|media playback is unsupport"
    "ed.{0,30})(?=[\\s:：】\\]）)|.…]|$)[^。，,]{0,30}$",
    _I,
)
_BUTTON = re.compile(
    "^(?:广告(?:位招租)?|返回[^，。]{2,6}[，,]\\s?查看更多|请(?:继续|往下)[^，。]{0,6}阅读[.…。]*|点我下载.*|(?:图像|图片)来源[，,].{2,40})$", _I
)
_LEGAL = re.compile(
    "^copyright\\b.{0,30}(?:[©ⓒ]|\\(c\\)|\\d{4})|^copyright\\W*$|©.{0,40}\\d{4}|(?:^|\\W)all rights reserved\\W*(?:$|[.|,©])|^©|版权所有(?:$|[\\s:：，,。©违侵未翻不])|"
    "ICP[备证]案?号?\\s*[:：]?\\s*\\d|ICP[备证]案?$|公网安备\\s*\\d|许可证(?:号|编号)?\\s*[:：]|举报(?:电话|邮箱)\\s*[:：]|"
    "may not be (?:published|reproduced|republished)",
    _I,
)

END_HEADING = re.compile(
    "^[\\s■◆●▲•·【\\[<《>*#]*(?:相关(?:阅读|新闻|文章|链接|报道|推荐)|延伸阅读|推荐阅读|更多阅读|猜你喜欢|热门推荐|"
    "(?:网友|最新|精彩|热门|全部)?(?:评论|跟帖|留言)|related(?: articles| stories| posts)?|comments?)\\s*[(（\\d)）:：】\\]》>]*$",
    _I,
)
"""A heading with which the article is over."""

HEAD_WORDS = re.compile(
    "来源|作者|编辑|责编|记者|发布|更新|时间|日期|浏览|阅读|点击|人气|评论|跟帖|"
    "字号|字体|打印|收藏|分享|转发|投稿|出处|查看|回复|参与|我要|发表|关闭|推荐|纠错|手机看|扫描|"
    "二维码|关注|"
    "\\bby\\b|published|updated|posted|share|comments?|views|min(?:ute)?s? read|print|email|last modified|"
    "written by|source",
    _I,
)
PATH_HEAD = re.compile(
    "^(?:您?(?:现在|当前|目前)?的?(?:位置|所在位置)|您?你?(?:的)?当?前?所在?位置|您现在的位置|"
    "导航|你现在的位置|您的位置|你的位置|当前位置|home)\\s*(?:是|[:：>»›])",
    _I,
)


def foot_of(text: str, weight: float, *, linked: bool) -> Foot:
    """What kind of foot a row is, or "" for the article's own text; `linked` where nothing but links is in it.

    A sentence is one only where the phrase governs it: it calls on the reader, or speaks of the page itself.
    """
    if weight > _LONGEST:
        return ""
    text = text.strip()
    sentence = _SENTENCE.search(text[-_LOOKED_AT:]) is not None
    text = in_simplified(text[:_LOOKED_AT])
    if weight <= 60:
        if is_credits(text):
            return "credits"
        for kind, pattern in _SHORT:
            if (not sentence or kind not in _LABELS) and pattern.search(text):
                return kind
    beginning = text[:160] if weight <= _ROW else text[:_BEGINNING]
    reported = sentence and _REPORTED.search(text) is not None
    if not reported and _OF_ITSELF.search(beginning) and _DISCLAIMER.search(beginning):
        return "disclaimer"
    if weight <= _ROW:
        if _CALL.search(text) and not (reported or (sentence and _TOLD.search(text))):
            return "promotion"
        if not sentence and _LABEL.search(text):
            return "promotion"
        if _LEGAL.search(text):
            return "legal"
    if linked and weight <= 80 and _RELATED_LINE.search(text):
        return "related"
    return ""


_LONGEST = 400.0
_LOOKED_AT = 200
_ROW = 90.0
_BEGINNING = 60
"""So many characters of a long row tell whether it is a disclaimer."""
_LABELS = frozenset({"share", "related"})
_SHORT: tuple[tuple[Foot, re.Pattern[str]], ...] = (
    ("source", _SOURCE),
    ("tags", _TAGS),
    ("share", _BUTTON),
    ("share", _SHARE),
    ("pager", _PAGER),
    ("related", _RELATED),
)
