"""The cards of a .vcf file: one or many, good or with the reason why they cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from crm_desktop.exchange.drafts import Draft, Setting, rejected
from crm_desktop.exchange.text_files import decode, guess_encoding, read_bytes
from crm_desktop.exchange.vcard_own import OWN_PREFIX, OwnProperties, field_of
from crm_desktop.exchange.vcard_parser import UNREADABLE, RawCard, properties, split_cards
from crm_desktop.exchange.vcard_reader import CardReader
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _

_OWN_FIELD = f"{OWN_PREFIX}FIELD".encode()


class Card(NamedTuple):
    """One card of a file: where it is, and what it says."""

    line: int
    draft: Draft


class CardFile:
    """The cards of a .vcf file, as often as they are asked for.

    Args:
        path: the file.
        setting: of the shop.
        to_utc: makes an instant in UTC of a naive moment in the shop's zone.
        now: the instant of the import.
    """

    def __init__(
        self, path: Path, setting: Setting, to_utc: Callable[[datetime], datetime], now: datetime
    ) -> None:
        self.path = path
        self._setting = setting
        self._own = OwnProperties(setting, to_utc, now)
        self.done = 0
        self.total = max(path.stat().st_size, 1)

    @staticmethod
    def named_own_fields(path: Path) -> Iterator[tuple[str, str, tuple[str, ...]]]:
        """Yield the own fields that the cards of this program's export name: name, kind, choices."""
        seen = set()
        for raw in split_cards(read_bytes(path)):
            if any(line.startswith(_OWN_FIELD) for line in raw.lines):
                for each in properties(raw.lines):
                    field = field_of(each)
                    if field is not None and field not in seen:
                        seen.add(field)
                        yield field

    def cards(self) -> Iterator[Card]:
        """Yield every card; one that cannot be read says why.

        Raises:
            KnownError: there is no card in the file.
        """
        any_card = False
        for raw in split_cards(self._bytes()):
            any_card = True
            yield Card(raw.line, self._read(raw))
        if not any_card:
            raise KnownError(_("There is no card in the file “{name}”.").format(name=self.path.name))

    def _bytes(self) -> Iterator[bytes]:
        encoding = guess_encoding(self.path)
        self.done = 0
        pieces = self._counted()
        if encoding.startswith(("utf-16", "utf-32")):
            return (text.encode("utf-8", "replace") for text in decode(pieces, encoding))
        first = next(pieces, b"").removeprefix(b"\xef\xbb\xbf")
        return chain((first,), pieces)

    def _counted(self) -> Iterator[bytes]:
        for data in read_bytes(self.path):
            self.done += len(data)
            yield data

    def _read(self, raw: RawCard) -> Draft:
        if raw.problem:
            return rejected(_(raw.problem))
        try:
            found = properties(raw.lines)
            if not found:
                return rejected(_(UNREADABLE))
            return CardReader(found, self._setting, self._own).draft()
        except (ValueError, IndexError, KeyError) as error:  # whatever a card does, the others go on
            return rejected(_("This card cannot be understood ({what}).").format(what=type(error).__name__))
