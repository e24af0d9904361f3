"""What stands around an article and is none of it, told by its wording: a line's kind."""

import re
from typing import Literal

Kind = Literal["body", "credits", "disclaimer", "promotion", "related", "comments", "tags", "pager", "facts", "path"]

# The longest names first, so that 责任编辑 is not read as 编辑.
ROLES = (
    "责任编辑|责任校对|执行编辑|值班编辑|值班主任|值班编委|值班总编|新媒体编辑|网络编辑|实习编辑|版面编辑|原标题编辑|视频编辑|图片编辑|文字编辑"
    "|责编|编辑|编审|编校|校对|审校|审核|初审|复审|终审|监审|监制|统筹|策划|制作|主编|总编|制图|设计|供稿|通讯员|摄影|摄像|撰文|整理|翻译|编译|出品"
)
CREDIT = re.compile(rf"(?P<role>{ROLES})\s*[:：]\s*(?P<name>[^|｜/；;，。\[\]【】()（）:：]{{1,24}}?)(?=\s*(?:[|｜/；;，。\[\]【】()（）]|$|(?:{ROLES})\s*[:：]|\s{{2,}}))")
_CREDITS = re.compile(rf"^\W{{0,3}}(?:{ROLES})\s*[:：]|^\W?(?:{ROLES})\s*[/／|]\s*[\u4e00-\u9fff]|^[(（【\[]\s*(?:本文)?(?:{ROLES})|^.{{0,12}}本文来源\s*[:：].{{1,24}}(?:责任)?编辑\s*[:：]|^.{{0,8}}本文来源\s*[:：][^。]{{1,20}}$")
_DISCLAIMER = re.compile(
    r"^\W{0,3}(?:免责声明|免责条款|特别声明|郑重声明|版权声明|版权与免责|风险提示[:：]|声明[:：]|转载声明|特别提示[:：]|版权说明|disclaimer\b)"
    r"|(?:本文|文章|以上内容|文中|该文|内容)[^。]{0,12}(?:仅代表|只代表|不代表)[^。]{0,12}(?:作者|本人|个人|观点|立场|本[站网])"
    r"|不代表(?:本[站网刊]|[\u4e00-\u9fff]{2,8}[网站])[^。]{0,6}(?:观点|立场)|^\W{0,3}(?:凡本[网站]|凡注明|本[网站]转载|未经(?:本[网站]|授权|许可|书面)|转载请注明|如需转载"
    r"|如有侵权|如涉及版权)|请读者仅作参考|仅供参考[，,]?(?:不构成|投资者据此)|据此操作[，,]?风险自担",
    re.IGNORECASE,
)
_PROMOTION = re.compile(
    r"扫(?:码|描|一扫)[^。]{0,10}(?:关注|二维码|下载|加入|入群)|点击(?:上方|下方|右上角)?[^。]{0,4}蓝[字色]|长按[^。]{0,8}(?:识别|关注|二维码)|(?:扫|扫描)[^。]{0,6}二维码"
    r"|^\W{0,4}(?:欢迎|请|敬请)?关注[^。]{0,16}(?:公众号|公号|微信|微博|我们)|^(?:微信|QQ)扫一扫|用微信扫|分享(?:至|到)(?:微信|朋友圈|微博|QQ)|分享让更多人看到"
    r"|打开[^。]{0,8}(?:APP|客户端)|下载[^。]{0,12}(?:APP|客户端)|^\W{0,3}阅读原文|^\W{0,3}更多精彩(?:内容|资讯|请)|点击进入[^。]{0,20}(?:专题|频道|论坛)|进入[^。]{0,12}讨论$"
    r"|^follow us\b|^sign up (?:for|to)\b|^get the latest .{0,60}inbox|^subscribe (?:to|now|for)\b|^want more stories|^get (?:the|our) .{0,40}newsletter|^share (?:this|on)\b"
    r"|^image (?:copyright|caption|\d+ of \d+)|^media (?:caption|playback)|^photos?:|^(?:caption|close|video|advert|back to top|like this:?|get short url)$"
    r"|^click here\b|^follow .{0,40}\bon\b|^listen to\b.{0,60}live|^like this story|^tell us what you|^have a tip\b|^also on\b|^related:|^download .{0,20}\bapp\b|^want (?:to|more)\b.{0,60}newsletter"
    r"|^(?:print|email) this|^advertisement$|^广告$",
    re.IGNORECASE,
)
_RELATED = re.compile(
    r"^\W{0,4}(?:更多\s*[>＞]|(?:相关|延伸|推荐|热门|精彩|更多|往期|猜你|拓展|专题)(?:阅读|新闻|文章|报道|链接|推荐|专题|资讯|内容|回顾|喜欢|信息|话题)|同类(?:资讯|新闻)|您?可能(?:也|还)?(?:喜欢|感兴趣)"
    r"|猜你喜欢|大家都在看|热点(?:新闻|推荐|排行)|今日(?:推荐|热点)|编辑推荐|[\u4e00-\u9fff]{0,4}排行榜?)\s*[>＞：:»]{0,3}\W{0,2}$"
    r"|^\W{0,3}(?:related|read (?:more|also|next)|more (?:from|on|in|stories|news)|recommended|see also|you (?:may|might) (?:also )?(?:like|enjoy)|most (?:read|popular)|trending"
    r"|also read|further reading|don't miss|latest (?:news|stories))\b[^:]{0,40}:?\W{0,2}$",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"^\W{0,3}(?:(?:网友|最新|热门|全部|相关|用户|精彩|文章|读者|我要|发表|查看|已有)?(?:评论|跟帖|留言|回复|回帖)(?:列表|内容|区|一下)?\s*[(（:：]?\s*\d*\s*[条个)）]?|\d+\s*(?:条|个|位)?(?:相关)?(?:评论|回复|跟帖|留言).{0,6}|发表(?:我的)?(?:评论|看法|意见)"
    r"|comments?\s*(?:\(\s*\d+\s*\)|:)?|\d+\s+(?:comments?|responses?|replies)\b.{0,40}|leave a (?:reply|comment).{0,20}|post a comment.{0,20}|join the (?:discussion|conversation).{0,20}"
    r"|本文(?:的)?(?:通告)?引用.{0,4}(?:trackback|通告).{0,80}|trackbacks?\b.{0,80}|(?:feedback|反馈)\s*[:：]?)\W{0,2}$"
    r"|^网友评论仅供|^\W{0,3}(?:跟[贴帖]|参与)\s*\d+|^有态度网",
    re.IGNORECASE,
)
_TAGS = re.compile(r"^\W{0,3}(?:标签|关键词|关键字|tags?|keywords?|filed under|topics?|类别|分类)\s*[:：]\s*\S", re.IGNORECASE)
_PAGER = re.compile(
    r"^\W{0,3}(?:上一[页篇条]|下一[页篇条]|前一[页篇]|后一[页篇]|首页|末页|尾页|余下全文|阅读全文|返回(?:首页|列表|顶部|目录)|共\s*\d+\s*页|第\s*\d+\s*页|previous (?:page|post|article)|next (?:page|post|article)).{0,60}$"
    r"|^(?:\W{0,2}\d{1,3}\W{0,2}\s*){3,}(?:下一页.{0,10})?$",
    re.IGNORECASE,
)
_PATH = re.compile(
    r"^\W{0,3}(?:(?:您|你)?(?:现在|当前|目前)?(?:的)?(?:所在)?(?:的)?位置(?:是|在)?|当前位置|首页)\s*[:：>＞»›→\-]|^[\u4e00-\u9fff]{2,8}(?:\s*[>＞»›]\s*[^>＞»›]{2,12}){1,6}$"
)
DATE = re.compile(
    r"(?:19|20)\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}日?(?:[\sT]*\d{1,2}[:：]\d\d(?:[:：]\d\d)?(?:\s*[ap]m\b)?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}/\d{1,2}/(?:19|20)\d\d(?:\s+\d{1,2}:\d\d(?::\d\d)?(?:\s*[AP]M)?)?"
    r"|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?,?\s+(?:19|20)\d\d(?:,?\s*(?:at\s*)?\d{1,2}:\d\d\s*(?:[ap]m)?)?"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?,?\s+(?:19|20)\d\d(?:,?\s*\d{1,2}:\d\d)?",
    re.IGNORECASE,
)
MONTH = re.compile(r"(?:19|20)\d\d年\d{1,2}月(?!\s*\d)")
_FACT_WORDS = re.compile(
    r"来源|来自|出处|稿源|作者|记者|编辑|发布|发表|更新|时间|日期|浏览|阅读|点击|人气|访问|评论|字号|字体|大\s*中\s*小|打印|收藏|分享|推荐|转载|原创|查看|次数|投稿|纠错|我要|关闭|复制|原文|星期.|博客|回复|顶一下"
    r"|\b(?:by|published|updated|posted|last modified|print|email|share|comments?|views?|author|written|tweet|pinterest|facebook|twitter|linkedin|whatsapp)\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
_PUNCTUATED = re.compile(r"[，。！？；…]|[,.!?;](?=\s|$)")


def kind_of(text: str, weight: float) -> Kind:
    """The kind of a line of so many units; ``body`` for whatever its wording does not give away."""
    if weight > 400:
        return "body"
    head = text[:400]
    if weight < 80 and _COMMENTS.match(head):
        return "comments"
    if weight < 40 and _RELATED.match(head):
        return "related"
    if weight < 120 and _CREDITS.match(head):
        return "credits"
    if weight < 400 and _DISCLAIMER.search(head):
        return "disclaimer"
    if weight < 90 and _PROMOTION.search(head):
        return "promotion"
    if weight < 80 and _TAGS.match(head):
        return "tags"
    if weight < 60 and _PAGER.match(head):
        return "pager"
    if weight < 60 and _PATH.match(head):
        return "path"
    return "facts" if weight < 75 and is_facts(head) else "body"


def is_facts(text: str) -> bool:
    """Whether a line is nothing but when, where from, by whom, how often read."""
    if not _FACT_WORDS.search(text) and not _DIGIT.search(text):
        return False
    rest, dates = DATE.subn(" ", text)
    rest, words = _FACT_WORDS.subn(" ", rest)
    if not dates and not words:
        return False
    left = len(re.sub(r"[\W\d_]+", "", rest))
    if _PUNCTUATED.search(rest) and left > 16:
        return False
    return left <= (14 if dates else 4) + 4 * min(words, 4) and dates * 6 + words * 4 >= left / 3
