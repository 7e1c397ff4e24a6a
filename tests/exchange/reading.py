"""What tests of files share: the shop's setting, and shortcuts from a file to drafts."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from crm_desktop.exchange.drafts import Setting
from crm_desktop.exchange.mapping_guess import guess_mapping
from crm_desktop.exchange.sources import Numbered, Source
from crm_desktop.exchange.tables import Reading
from tests.factories import NOW, TODAY

if TYPE_CHECKING:
    from crm_desktop.domain.customers.own_fields import OwnField
    from crm_desktop.exchange.mapping import Mapping

FILES = Path(__file__).parent / "files"


def a_setting(*own_fields: OwnField, country: str = "ES", locale: str = "es_ES") -> Setting:
    """A shop in Spain, today."""
    return Setting(country, locale, TODAY, own_fields)


def as_utc(moment: datetime) -> datetime:
    """A shop in UTC."""
    return moment.replace(tzinfo=UTC)


def guessed(source: Source, setting: Setting | None = None) -> Mapping | None:
    """The mapping that the program guesses for a file."""
    if source.table is None:
        return None
    chosen = setting or a_setting()
    return guess_mapping(source.table.headers, source.table.sample, chosen.own_fields, chosen.country)


def read_file(path: Path, setting: Setting | None = None, reading: Reading | None = None) -> list[Numbered]:
    """Every row or card of a file, without any help."""
    source = Source(path, reading or Reading())
    chosen = setting or a_setting()
    return list(source.drafts(guessed(source, chosen), chosen, as_utc, NOW))


def read_text(folder: Path, text: str, setting: Setting | None = None) -> list[Numbered]:
    """Every row of a file with this text."""
    path = folder / "clientes.csv"
    path.write_bytes(text.encode())
    return read_file(path, setting)


def targets(path: Path) -> dict[str, str]:
    """Heading -> field, as guessed for a file."""
    mapping = guessed(Source(path))
    assert mapping is not None
    return {column.header: column.target for column in mapping.columns if column.target}
