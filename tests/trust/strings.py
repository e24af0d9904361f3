"""Strings that strangers might write: seeded, so that what a run finds the next one finds again."""

from random import Random

# Each is a whole weapon or a part of one; the parts meet by chance.
PIECES = (
    "\x1b[31m", "\x1b[2J\x1b[H", "\x1b]0;PWNED\x07", "\x1b]52;c;UFdORUQ=\x07",
    "\x1b]8;;file:///etc/passwd\x1b\\x\x1b]8;;\x1b\\",
    "\x1b]8;;javascript:alert(1)\x07", "\x1bP$q\"p\x1b\\", "\x1b_Gi=1,a=T;AAAA\x1b\\", "\x1b^pm\x1b\\", "\x1bX",
    "\x1bc", "\x1b#8",
    "\x1b[?1049l", "\x1b[?2004h", "\x1b[6n", "\x1b[>c", "\x1b[21t", "\x1b]11;?\x07", "\x1b[5i",
    "\x1b]1337;File=:AAAA\x07",
    "\x1b", "\x1b[", "\x1b]", "\x9b31m", "\x9d0;PWNED\x9c", "\x90", "\x98", "\x9e", "\x9f", "\x84", "\x85", "\x00",
    "\x01", "\x05",
    "\x07", "\x08\x08\x08", "\x0b", "\x0c", "\x0e", "\x0f", "\x11", "\x13", "\x18", "\x1a", "\x7f", "\r", "\n",
    "\t", "\r\n",
    "\u202e", "\u202a", "\u2066", "\u2069", "\u061c", "\u200e", "\u200f", "\u2028", "\u2029", "\ufeff", "\u200b",
    "\u2060",
    "\u00ad", "\U000e0001", "\U000e0041", "\U000e007f", "\ud800", "\udfff", "\ufffe", "\ufff9", "\u034f", "\u115f",
    "\u3164",
    "\u200d", "\ufe0f", "\u20e3", "\u0301" * 9, "\u0e33", "\u1160", "👨\u200d👩\u200d👧", "👍🏽", "🇨🇳",
    "🏴\U000e0067\U000e0062\U000e007f",
    "[/]", "[@click=app.quit]x[/]", "[/r/linux] post", "[bold", "[link=file:///etc/passwd]", "\\[", "[red]", "[[",
    "]", "$x", "[$primary]",
    "<b>", "</title>", "&#27;[31m", "&#x1b;]0;x&#7;", "&amp;#27;", "<script>alert(1)</script>",
    "<img src=x onerror=1>", "]]>",
    "<a href=\"javascript:1\">x</a>", "%1b%5b31m", "\\x1b[31m", "\\u001b[31m", "^[[31m", "${jndi:ldap://x}", "`id`",
    "$(id)",
    "'; DROP TABLE entry; --", "\" OR 1=1", "../../etc/passwd", "C:\\con", "|id", "-rf", "--help", "{0}", "{title}",
    "%s%n",
    "新闻", "看报", "，。", "“”", "——", "……", "①", "ＡＢ", "　", "臺灣", "한국", "日本語", "مرحبا", "שלום",
    "हिन्दी", "ไทย",
    "news", "a", "Z", "0", " ", "  ", ".", "-", "/", "#", "http://127.0.0.1/", "https://例え.jp/",
    "file:///etc/passwd",
)  # fmt: skip


def hostile(dice: Random) -> str:
    """One string of a few pieces; now and then any characters at all."""
    parts = dice.choices(PIECES, k=dice.randrange(1, 7))
    if dice.random() < 0.2:
        parts.insert(
            dice.randrange(len(parts) + 1), "".join(chr(dice.randrange(0x110000)) for _ in range(dice.randrange(1, 8)))
        )
    if dice.random() < 0.1:
        parts.insert(
            dice.randrange(len(parts) + 1), "".join(chr(dice.randrange(0xA0)) for _ in range(dice.randrange(1, 12)))
        )
    return "".join(parts)


def many(seed: int, number: int) -> list[str]:
    """So many strings of one seed."""
    dice = Random(seed)
    return [hostile(dice) for _ in range(number)]
