"""Which column of a file fills which field: corrected by hand, kept as JSON, remembered by its headings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from crm_desktop.exchange.headings import compact
from crm_desktop.exchange.targets import ALL_TARGETS, TARGET_OF
from crm_desktop.shared.errors import KnownError
from crm_desktop.shared.i18n import _


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a file and what it fills.

    Attributes:
        header: its heading, as it stands in the file.
        target: a key of `targets.ALL_TARGETS`, or "" for a column that is left out.
        label: what its values are for (telephones, e-mails), a key of `labels.LABELS` or a word.
        place: the group of an address: "home", "work", "1" …; each address is taken whole from one group.
        own: the name of the own field, for the target "own"; `own_kind` and `choices` make it when the shop
            lacks it.
    """

    header: str
    target: str = ""
    label: str = ""
    place: str = ""
    own: str = ""
    own_kind: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns of a file, in its order."""

    columns: tuple[Column, ...]

    def first(self, *targets: str) -> int | None:
        """Return the first column that fills one of these fields."""
        return next((i for i, column in enumerate(self.columns) if column.target in targets), None)

    def filled(self) -> frozenset[str]:
        """Return the fields that any column fills."""
        return frozenset(column.target for column in self.columns if column.target)

    def with_target(self, index: int, target: str, own: str = "") -> Mapping:
        """Return the mapping with one column changed; a field for one column only leaves its old one."""
        columns = list(self.columns)
        if target and not ALL_TARGETS[target].several:
            columns = [Column(c.header) if c.target == target else c for c in columns]
        if target == "own":
            columns = [Column(c.header) if c.target == "own" and c.own == own else c for c in columns]
        old = columns[index]
        keeps = old.target == target and old.own == own
        columns[index] = old if keeps else Column(old.header, target, own=own)
        return Mapping(tuple(columns))

    def to_json(self) -> str:
        """Return the mapping as it is stored; columns that are left out only count their place."""
        kept = []
        for index, column in enumerate(self.columns):
            if column.target:
                entry: dict[str, object] = {"column": index, "header": column.header, "target": column.target}
                for name in ("label", "place", "own", "own_kind"):
                    if getattr(column, name):
                        entry[name] = getattr(column, name)
                if column.choices:
                    entry["choices"] = list(column.choices)
                kept.append(entry)
        return json.dumps({"version": 1, "columns": kept}, ensure_ascii=False)


def mapping_from_json(text: str, headers: Sequence[str], targets: Container[str] = TARGET_OF) -> Mapping:
    """Return a stored mapping for a file with these headings.

    Besides the stored form, a plain object of headings and fields is read: {"Nombre": "given_name"}.

    Args:
        text: the mapping.
        headers: the headings of the file.
        targets: the keys that may be named: those of customers, or those of purchases.

    Raises:
        KnownError: it is no mapping, or names a field that does not exist.
    """
    columns = [Column(header) for header in headers]
    places = {compact(header): index for index, header in reversed(list(enumerate(headers)))}
    try:
        data = json.loads(text)
        entries = (
            data["columns"] if "columns" in data else [{"header": h, "target": t} for h, t in data.items()]
        )
        for entry in entries:
            target = entry["target"]
            index = _place(entry, headers, places)
            if index is None:
                continue
            own = str(entry.get("own", ""))
            if isinstance(target, str) and target.startswith("field:"):
                target, own = "own", target.removeprefix("field:").strip()
            if target and target not in targets:
                raise KnownError(
                    _("There is no field called “{name}” to bring a column into.").format(name=target)
                )
            columns[index] = Column(
                columns[index].header,
                target,
                str(entry.get("label", "")),
                str(entry.get("place", "")),
                own,
                str(entry.get("own_kind", "")),
                tuple(str(c) for c in entry.get("choices", ())),
            )
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise KnownError(_("The file that says which column is which cannot be understood.")) from error
    return Mapping(tuple(columns))


def _place(entry: dict[str, object], headers: Sequence[str], places: dict[str, int]) -> int | None:
    """Return which column an entry means: by its number if the heading there is the same, else by heading."""
    header = compact(str(entry.get("header", "")))
    index = entry.get("column")
    if isinstance(index, int) and 0 <= index < len(headers) and compact(headers[index]) == header:
        return index
    return places.get(header) if header else None


def signature(headers: Iterable[str], about: str = "") -> str:
    """Return the digest by which a mapping is remembered: one for the same headings in the same order.

    Args:
        headers: the headings of the file.
        about: what the rows are, where they are no customers; the same headings may mean something else.
    """
    digest = hashlib.sha256(f"{about}\n\n".encode() if about else b"")
    for header in headers:
        digest.update(compact(header).encode())
        digest.update(b"\n")
    return digest.hexdigest()
