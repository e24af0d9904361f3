"""Which rows are an article's sentences and which are about it: calls, credits, disclaimers."""

import pytest

from tests.extract.sample import PARAGRAPHS, page, prose, read
from tui.extract.page import weigh
from tui.extract.phrases import are_names, foot_of

SENTENCES = [
    "有网友爆料称，该餐厅使用过期食材。",
    "他的做法赢得了众多网友点赞。",
    "乘客只需扫一扫就能快速进站。",
    "市民可登录“随申办”APP查询办理进度。",
    "群众可拨打举报电话12345反映情况。",
    "记者打开手机客户端发现，该商品已经下架。",
    "专家组认为，该病例的死亡与疫苗接种无关。",
    "警方提醒，不得编造、转发不实信息，否则将被追责。",
    "法院认定，涉案图片的著作权归原告所有，被告应当赔偿。",
    "重要提示：今晚起气温骤降，请注意保暖。",
    "Join us, he told the crowd, and they did.",
    "相关部门已经介入调查。",
    "最新报道称，台风将在今晚登陆。",
    "更多内容将在明天公布。",
    "该软件版权所有者表示，将依法维权。",
    "公司的食品生产许可证编号已经过期。",
    "网站未办理ICP备案即上线，被责令整改。",
    "平台发现侵权后应当及时删除。",
    "个人言论不代表球队立场，俱乐部表示。",
    "任何单位不得转载他人作品。",
    "扫码关注商家公众号后才能点餐，令不少顾客反感。",
    "她把照片分享到朋友圈，引来不少评论。",
    "网友纷纷表示要为他点个赞。",
    "两国商务合作持续深化。",
    "提供新闻线索的市民说，当时现场很混乱。",
    "Share prices fell 3 percent.",
    "Copyright law protects authors.",
    "Listen to the people, he said.",
    "More than 20 people died in the crash.",
    "盛宴，已与他们无关。",
    "冻结的财产经查明与案件无关的，应当在查明后三日内解除冻结，予以退还。",
    "未经核实的消息请勿转发，网警提示。",
    "记者：这次改革的背景是什么？",
    "编辑：我记得那天下着雨。",
    "主编：我们不打算改名。",
    "翻译：他说这里不安全。",
    "设计：机身更轻薄，重量只有一百八十克。",
    "视频：支持八千像素拍摄。",
    "图片：色彩更加鲜明，细节也更多。",
    "消费者加微信后被骗走三万元。",
    "银行增加微信支付功能",
    "网友爆料引发关注",
    "众人点赞",
    "投稿的作者来自全国各地。",
    "警方提示：年底是诈骗案件高发期，请勿点击陌生链接。",
    "登录12306客户端即可查询余票。",
    "关注民生，倾听民意。",
    "评论认为，这一做法值得推广。",
    "声明：我方坚决反对任何形式的干涉。",
    "记者从举报平台了解到，举报电话已经开通。",
    "评论：他没有回答。",
    "收藏这些邮票花了他三十年。",
    "Save the whales, they shouted.",
    "上述病例与疫苗无关。",
    "本报记者获悉，事故与天气无关。",
    "加入世贸组织二十年来，出口增长十倍。",
    "图片版权归原告所有，法院认定。",
    "作者：你好",
    "双方约定，未经书面同意，任何一方不得转载对方的内容。",
    "更多信息请登录官网查询。",
    "关注公众号的人数突破了十万。",
    "凡注明产地的作品均可参赛。",
    "侵权者应当立即删除视频并道歉。",
    "禁止转载的规定引来批评。",
    "版权归谁所有，双方各执一词。",
    "所有图片版权归摄影师所有，展览方说。",
    "扫码支付已经成为主要的付款方式。",
    "下载安装“国家反诈中心”APP，守护好钱袋子。",
    "凡事都要有个来由，老人说。",
    "视频：一分钟看懂新政",
    "Subscribe rates fell again.",
    "Get the best of both worlds, she thought.",
    "Follow the money on this one.",
    "Sign up sheets hung on the wall.",
    "Support our troops, the sign reads.",
    "风险提示：高温天气请勿在户外长时间作业。",
]
ABOUT = [
    "扫码关注某某网公众号",
    "长按识别二维码关注我们",
    "点击蓝字关注我们！",
    "更多精彩内容，请关注某某公众号。",
    "欢迎关注“某某”微信公众号。",
    "扫码下载某某APP，看更多新闻。",
    "如果觉得文章不错，请点赞、在看、转发！",
    "转载请注明出处。",
    "本文仅代表作者个人观点，不构成投资建议。",
    "版权声明：本文版权归作者所有。",
    "以上内容仅供参考，不构成投资建议，据此操作风险自担。",
    "文章来源于网络，如有侵权请联系删除。",
    "新闻线索请拨打热线96110。",
    "爆料邮箱：news@paper.example",
    "商务合作请加微信：abc123",
    "未经授权，禁止转载。",
    "如需转载请联系授权。",
    "本网站之文字、图片及影音，非经授权，不得转载、公开播送或公开传输及利用。",
    "澎湃新闻，未经授权不得转载",
    "未经正式授权严禁转载本文，侵权必究。",
    "Sign up for our newsletter.",
    "Join us on Telegram!",
    "打开微信，点击底部的“发现”，使用“扫一扫”即可将网页分享至朋友圈。",
    "免责声明：本文仅代表作者个人观点，与本网无关。",
    "【免责声明】本文仅代表作者本人观点,与本网无关。本网站对文中陈述、观点判断保持中立,请读者仅作参考。",
    "特别声明：以上内容(如有图片或视频亦包括在内)为自媒体平台“网易号”用户上传并发布，本平台仅提供信息存储服务。",
    "提示：网站所有内容仅供参考，具体以相关公告及基金法律文件为准。市场有风险，投资需谨慎。",
    "免责声明：本内容来自腾讯平台创作者，不代表腾讯新闻或腾讯网的观点和立场。",
    "平台声明：该文观点仅代表作者本人，搜狐号系信息发布平台，搜狐仅提供信息存储空间服务。",
    "图片来自网络，如有侵权，请联系删除。",
    "凡本网注明“来源：某某网”的所有作品，版权均属于某某网。",
    "责任编辑：王小明",
    "（责编：李雷、韩梅梅）",
    "(责任编辑：王强治 HF013)",
    "编辑 | 李小三",
    "审核 | 王小四",
    "编辑 陈莉 校对 赵琳",
    "【作者】 李四;王五",
    "【来源】 南方+客户端",
    "责任编辑：",
    "返回搜狐，查看更多",
    "广告",
    "《 人民日报 》（ 2026年11月02日 05 版）",
    "值班编辑：孙八　责编：周九　审核：吴十",
    "编辑：郑一 初审：冯二 终审：陈三",
    "总值班：褚卫；值班编委：蒋沈",
    "责编:史小健 | 审校:李雨金 | 监审:万伟",
    "责编：Demi Xia",
    "图片编辑：朱伟辉",
    "界面新闻记者 | 王玉",
    "（完）",
    "延伸閱讀",
    "相關新聞",
    "更多相關內容",
    "免責聲明：本文不代表本站立場。",
    "版權所有 不得轉載",
    "廣告",
    "圖像來源，Getty Images",
    "請繼續往下閱讀...",
    "點我下載APP",
    "Copyright 2019 Hawaii News Now. All rights reserved.",
    "微信扫一扫 关注我们",
    "本文为金错刀授权网易财经《亦观察》专栏发布，转载请注明出处。本文仅代表作者观点，不代表网易立场。",
    "京ICP备12345678号",
    "举报电话：12377",
    "记者：李雷",
    "图片：视觉中国",
    "视频：卡尔·马克思",
    "凡本网注明“来源：某某网”的作品，转载须注明。",
    "Subscribe to our newsletter.",
    "Follow her on Twitter",
    "风险提示：宏观经济波动；政策推进不及预期。",
    "文字：王强 编辑：李雷",
    "（记者 李雷）",
]
BY_THE_WAY = {"延伸閱讀", "相關新聞", "更多相關內容", "《 人民日报 》（ 2026年11月02日 05 版）"}
"""Known at the foot alone."""


@pytest.mark.parametrize("text", SENTENCES)
def test_a_sentence_with_a_word_of_calls_and_disclaimers_is_text_wherever_it_stands(text: str) -> None:
    assert foot_of(text, weigh(text), linked=False) == ""
    for rows in (prose(f"<p>{text}</p>"), f"{prose()}<p>{text}</p>{prose()}"):
        assert text in read(page(rows)).text.split("\n\n")


@pytest.mark.parametrize("text", ABOUT)
def test_a_row_about_the_article_is_not_of_it(text: str) -> None:
    assert foot_of(text, weigh(text), linked=False)
    if text not in BY_THE_WAY:
        assert text not in read(page(prose(f"<p>{text}</p>"))).text
    assert read(page(f"{prose()}<p>{text}</p>")).text.split("\n\n") == PARAGRAPHS


def test_a_long_paragraph_that_mentions_a_disclaimer_is_text() -> None:
    text = f"{PARAGRAPHS[0]}他说，平台的声明里写着转载请注明出处，如有侵权请联系删除，版权归作者所有。"
    assert text in read(page(prose(f"<p>{text}</p>"))).text


@pytest.mark.parametrize(("text", "names"), [
    ("史小健", True), ("李雷、韩梅梅", True), ("王强治 HF013", True), ("Demi Xia", True), ("某某大学新闻中心", True),
    ("这次改革的背景是什么？", False), ("我记得", False), ("机身更轻薄，重量只有一百八十克。", False), ("", False),
])  # fmt: skip
def test_what_follows_a_role_is_names_or_speech(text: str, names: bool) -> None:
    assert are_names(text) is names


def test_questions_of_an_interview_stay() -> None:
    asked = [f"记者：{text}" for text in ("这次改革的背景是什么？", "下一步怎么走？", "还有什么困难？")]
    body = "".join(f"<p>{question}</p><p>答：{text}</p>" for question, text in zip(asked, PARAGRAPHS, strict=False))
    text = read(page(body)).text
    assert all(question in text for question in asked)
