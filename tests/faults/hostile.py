"""Texts that break programs: markup, formulas, queries, other directions, other planes, too much, nothing.

Kept: what a shop may have to write. Refused: what no keyboard types and no file of others can hold.
"""

from __future__ import annotations

KEPT: dict[str, str] = {
    "markup": "<b>Pérez</b>",
    "picture": '<img src="/etc/passwd">',
    "unclosed": "Peña <br",
    "entity": "Ruiz &amp; Hijos & Cía. &#65;",
    "quote": 'La "Tieta" d\'Alboraia «nova»',
    "formula": "=1+1",
    "formula-plus": "+SUM(1+1)*cmd|' /C calc'!A0",
    "formula-minus": "-2+3",
    "formula-at": "@SUM(1)",
    "query": "'; DROP TABLE customer; --",
    "search-operators": 'NEAR(a b) OR "x"* AND -y ^z {col}:',
    "format": "%s %(name)s {name} {0} %d $HOME `id`",
    "backslash": "C:\\new\\table\\0 \\u0041",
    "separator": "uno;dos,tres|cuatro",
    "rtl": "مقهى الأندلس",
    "hebrew": "שלום Pérez",
    "override": "abc\u202edef\u202c",
    "emoji": "👩🏽‍🍳 Ñandú 🇪🇸 😀",
    "beyond": "𠮷野家 𝔐𝔢𝔯𝔠𝔢𝔯í𝔞",
    "chinese": "陈小丽",
    "greek": "Ελένη Παπαδοπούλου",
    "zero-width": "Ana\u200d\u200cMaría",
    "dots": "İıſß ŀ·l",
    "dash": "—",
    "null-word": "NULL",
    "true-word": "TRUE",
    "number": "0046120",
    "date": "1/2/3",
    "long-word": "Ñ" * 200,
    "unicode-name": "Nguyễn Thị Hằng",
}
REFUSED: dict[str, str] = {
    "nul": "Ana\x00García",
    "bell": "Ana\x07",
    "escape": "\x1b[31mAna",
    "lone-surrogate": "Ana\ud800",
    "other-half": "\udc00Ana",
    "non-character": "Ana\uffff",
    "too-long": "Ñ" * 10_000,
}
