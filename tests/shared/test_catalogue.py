"""A catalogue says what the standard library reads in the same file."""

from __future__ import annotations

import gettext
from pathlib import Path

import pytest

from crm_desktop.shared import i18n
from crm_desktop.shared.catalogue import Catalogue
from crm_desktop.shared.paths import translations_dir


def both(code: str) -> tuple[Catalogue, gettext.GNUTranslations]:
    file = translations_dir() / code / "LC_MESSAGES" / f"{i18n.DOMAIN}.mo"
    with file.open("rb") as opened:
        return Catalogue.read(file), gettext.GNUTranslations(opened)


@pytest.mark.parametrize("code", [code for code, _name in i18n.LANGUAGES])
def test_every_text_is_read_as_by_the_standard_library(code: str) -> None:
    ours, theirs = both(code)
    keys = [key for key in theirs._catalog if key]  # type: ignore[attr-defined]
    assert len(keys) > 1000
    plural = {key[0] for key in keys if isinstance(key, tuple)}
    assert plural
    for key in keys:
        if isinstance(key, str):
            context, _mark, message = key.rpartition("\x04")
            if context:
                assert ours.pgettext(context, message) == theirs.pgettext(context, message)
            else:
                assert ours.gettext(key) == theirs.gettext(key)


def test_plural_forms_follow_the_number() -> None:
    ours, theirs = both("es")
    for count in (0, 1, 2, 1000):
        texts = ("{count} customer", "{count} customers", count)
        assert ours.ngettext(*texts) == theirs.ngettext(*texts)
    assert ours.ngettext("{count} customer", "{count} customers", 1) == "{count} cliente"


def test_other_plural_forms_are_read(tmp_path: Path) -> None:
    file = tmp_path / "x.mo"
    head = "Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\n"
    file.write_bytes(mo({"": head, "one\0many": "uno\0dos\0muchos"}))
    made = Catalogue.read(file)
    assert [made.ngettext("one", "many", n) for n in (1, 2, 7)] == ["uno", "dos", "muchos"]


def test_what_is_not_in_it_is_shown_as_written() -> None:
    for made in (Catalogue(), both("es")[0]):
        assert made.gettext("Nobody wrote this") == "Nobody wrote this"
        assert made.pgettext("nowhere", "Nobody wrote this") == "Nobody wrote this"
        assert [made.ngettext("a", "b", n) for n in (0, 1, 2)] == ["b", "a", "b"]


def test_another_file_is_none() -> None:
    with pytest.raises(ValueError, match="catalogue"):
        Catalogue(b"GIF89a" + bytes(40))


def mo(texts: dict[str, str]) -> bytes:
    """A catalogue with these texts (see the GNU gettext manual, 10.3)."""
    import struct

    at = 28 + 16 * len(texts)
    tables: list[bytes] = [b"", b""]
    rest = b""
    for part, written in enumerate((list(texts), list(texts.values()))):
        for text in written:
            raw = text.encode()
            tables[part] += struct.pack("<2I", len(raw), at + len(rest))
            rest += raw + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(texts), 28, 28 + 8 * len(texts), 0, 0)
    return head + b"".join(tables) + rest
