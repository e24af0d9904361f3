"""The charsets that a text may be in, by the names that servers and files give them, and the codecs that read them.

An allowlist: Python has codecs that are no charsets (punycode, zlib, rot13 …) and one that hides markup (utf-7).
"""

import re

GB = "gb18030"
BIG5 = "cp950"
HONG_KONG = "big5hkscs"

_ALIASES = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf8mb4",
    "utf-16": "utf-16 utf16 ucs-2 iso-10646-ucs-2 unicode",
    "utf-16-le": "utf-16le utf-16-le",
    "utf-16-be": "utf-16be utf-16-be",
    "utf-32": "utf-32 utf32 ucs-4",
    # Every GB 2312 and GBK text is a GB 18030 text, and what says gb2312 often is not one.
    GB: "gb2312 gb-2312 gb_2312-80 gb2312-80 gbk gb18030 gb-18030 cp936 ms936 windows-936 x-gbk euc-cn csgb2312 "
    "chinese iso-ir-58 hz-gb18030 gb",
    BIG5: "big5 big-5 big5-hkscs big5hkscs cp950 windows-950 x-x-big5 csbig5 cn-big5",
    "hz": "hz hz-gb-2312",
    "cp1252": "iso-8859-1 iso8859-1 iso_8859-1 latin1 latin-1 l1 us-ascii ascii windows-1252 cp1252 ansi x-cp1252",
    "cp1254": "iso-8859-9 iso8859-9 latin5 windows-1254 cp1254",
    "iso8859-2": "iso-8859-2 iso8859-2 latin2",
    "iso8859-3": "iso-8859-3",
    "iso8859-4": "iso-8859-4",
    "iso8859-5": "iso-8859-5",
    "iso8859-6": "iso-8859-6",
    "iso8859-7": "iso-8859-7 greek",
    "iso8859-8": "iso-8859-8 iso-8859-8-i hebrew",
    "iso8859-10": "iso-8859-10",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 iso8859-15 latin-9 latin9",
    "iso8859-16": "iso-8859-16",
    "cp1250": "windows-1250 cp1250",
    "cp1251": "windows-1251 cp1251 win-1251",
    "cp1253": "windows-1253 cp1253",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "cp874": "windows-874 cp874 tis-620 iso-8859-11",
    "cp866": "cp866 ibm866",
    "mac-roman": "macintosh mac-roman x-mac-roman",
    "koi8-r": "koi8-r koi8 cskoi8r",
    "koi8-u": "koi8-u",
    "cp932": "shift_jis shift-jis sjis x-sjis ms932 cp932 windows-31j",
    "euc-jp": "euc-jp x-euc-jp eucjp",
    "iso2022-jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr euckr ks_c_5601-1987 korean ks_c_5601 windows-949 cp949 uhc",
}
_CODECS = {alias: codec for codec, aliases in _ALIASES.items() for alias in [codec, *aliases.split()]}
# Codecs by which any bytes can be read: that a reading succeeds proves nothing.
SINGLE_BYTE = frozenset(
    codec for codec in _ALIASES if codec.startswith(("cp125", "iso8859", "koi8", "mac")) or codec in ("cp874", "cp866")
)
SEVEN_BIT = frozenset({"hz", "iso2022-jp"})

_HEAD = 2048
_XML = re.compile(rb"""^\s*<\?xml[^>]{0,200}?\bencoding\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_META = re.compile(rb"""<meta\b[^>]{0,300}?\bcharset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)


def codec_of(name: str) -> str:
    """The codec for a charset's name as found in a header or file, or "" where it names no known charset."""
    return _CODECS.get(name.strip().strip("\"'").lower()[:40], "")


def declared(data: bytes) -> str:
    """The codec that the XML declaration or a ``meta`` in the first two kilobytes names, or ""."""
    head = data[:_HEAD]
    match = _XML.search(head) or _META.search(head)
    return codec_of(match[1].decode("ascii", "replace")) if match else ""
