"""The phrases of Chinese and English pages that are about an article, not of it: credits, promotion, disclaimers …"""

import re
from typing import Literal

Foot = Literal["credits", "disclaimer", "promotion", "related", "pager", "tags", "source", "share", "legal", ""]

_I = re.IGNORECASE

ROLES = (
    "责任编辑|责编|值班编辑|值班主编|执行主编|新媒体编辑|微信编辑|栏目编辑|网络编辑|统筹编辑|"
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
_CREDIT_ROW = re.compile(
    f"^[（(【\\[［\\s]*(?:本文|文章|本期|新闻)?(?:{ROLES})(?:/\\S{{1,4}})?\\s*(?:[:：︰丨]|[（(])\\s*\\S.{{0,60}}$"
    f"|^[（(【\\[［]\\s*(?:{ROLES})\\s?.{{1,20}}[）)】\\]］]$|^[（(【]\\s*(?:完|全文完|本文完|"
    f"编辑[^。]{{1,12}}|记者[^。]{{1,16}}|[^。，]{{1,10}}(?:编辑|整理|编译))\\s*[)）】]$"
    f"|^\\(?(?:END|完|-END-|— ?END ?—|～?完～?|- ?完 ?-)\\)?$",
    _I,
)
_DISCLAIMER = re.compile(
    "^[【\\[（(*※\\s]*(?:免责|版权|特别|郑重|重要|风险|原创|本网|本站|网站|转载|作者)?(?:声明|"
    "提示|告知|说明|申明)\\s*[】\\])）]?\\s*[:：】]|"
    "^[【\\[（(*※\\s]*(?:免责声明|版权声明|特别声明|郑重声明|免责条款|风险提示|转载声明|作者声明|"
    "特别提醒|平台声明)|(?:本文|文章|以上)(?:内容)?(?:仅|只)?(?:代表|为|系)(?:作者|原作者)"
    "(?:本人|个人|独家)?(?:的)?(?:观点|看法|意见)|(?:不代表|与|仅代表)(?:本站|本网|本报|本刊|"
    ".{2,8}网|平台|.{2,8})(?:的)?(?:立场|观点|无关)|不构成(?:任何)?投资建议|据此(?:操作|入市|"
    "投资).{0,6}风险|"
    "(?:未经|如需|欢迎|谢绝|禁止|不得).{0,24}(?:转载|摘编|转发)|(?:版权|著作权)(?:归|均属|属于?).{0,16}所有|"
    "凡(?:本网|注明|本报|来源).{0,40}(?:作品|稿件)"
    "|如有侵权.{0,20}(?:联系|删除)|侵权.{0,6}(?:联系|删除)|转载请(?:注明|联系|保留)|(?:本文|文章)系.{0,30}(?:"
    "原创|授权|转载)",
    _I,
)
_PROMOTION = re.compile(
    "扫码|扫一扫|扫描.{0,6}二维码|扫(?:上|下|左|右)?.{0,4}二维码|长按.{0,8}(?:识别|图片|二维码|"
    "关注)|点击.{0,4}蓝[字色]|(?:点|戳)(?:击|这里|此).{0,12}(?:关注|阅读原文|下载|进入|查看|订阅)|"
    "(?:关注|订阅|加).{0,16}(?:公众号|微信|微博|头条号|服务号|订阅号|QQ群)|(?:微信|公众)(?:公众)?(?:账)?号\\s"
    "*[:：]|(?:下载|安装|打开|登录).{0,16}(?:客户端|APP)|更多(?:精彩|资讯|内容|新闻|详情|信息).{0,12}(?:请|"
    "点击|关注|尽在|登录|访问)|"
    "(?:点|按)(?:个)?(?:赞|在看)|分享(?:到|给)(?:朋友|微信)|新闻线索|爆料|投稿(?:邮箱|请)|商务合作|"
    "加入.{0,8}(?:群|会员)|海量资讯|尽在.{2,12}(?:APP|客户端)|"
    "^(?:sign up|subscribe|download|follow (?:us|@|\\S+ \\S+ on)|like us|join (?:us|our|the conversation)|"
    "get (?:the|our) (?:latest|free|best)|click here (?:to|for)|have a tip|for more (?:news|stories)|"
    "listen to|watch:|want more|need more|support our|become a (?:member|subscriber))\\b",
    _I,
)
_RELATED = re.compile(
    "^[\\s■◆●▲•·【\\[<《>*#]*(?:更多\\s*[>＞》]|(?:相关|延伸|推荐|拓展|扩展|往期|热门|精彩|猜你|"
    "大家都|更多|最新|热点|本文|同类|关联|编辑|今日|深度|更多精彩|您可能|你可能)(?:的)?(?:阅读|"
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
    "^[（(【\\[\\s]*(?:(?:文章|稿件|内容|图片|资料|消息|新闻|信息)?(?:来源|來源|出处|摘自|转自|"
    "稿源|源自|原载|来自|原文链接|原标题|原题|本文链接|文章地址|本文地址)|据)\\s*[:：].{1,60}$|"
    "^\\(?(?:source|via|original (?:article|post))\\s*:.{1,80}$",
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
_LEGAL = re.compile(
    "copyright|all rights reserved|^©|版权所有|ICP[备证]|公网安备|许可证(?:号|编号)|举报电话|"
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
    "来源|來源|作者|编辑|責編|责编|记者|发布|發佈|更新|时间|日期|浏览|阅读|点击|人气|评论|跟帖|"
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
    """What kind of foot a row is, or "" for the article's own text; `linked` where nothing but links is in it."""
    text = text.strip()
    if weight <= 60:
        for kind, pattern in _SHORT:
            if pattern.search(text):
                return kind
    if weight <= 400 and _DISCLAIMER.search(text[:160]):
        return "disclaimer"
    if weight <= 90 and _PROMOTION.search(text):
        return "promotion"
    if weight <= 90 and _LEGAL.search(text):
        return "legal"
    if linked and weight <= 80 and _RELATED_LINE.search(text):
        return "related"
    return ""


_SHORT: tuple[tuple[Foot, re.Pattern[str]], ...] = (
    ("credits", _CREDIT_ROW),
    ("source", _SOURCE),
    ("tags", _TAGS),
    ("share", _SHARE),
    ("pager", _PAGER),
    ("related", _RELATED),
)
