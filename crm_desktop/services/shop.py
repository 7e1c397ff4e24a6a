"""An open shop: what every service works on."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

from crm_desktop.domain.shop import PaperSize, ShopProfile
from crm_desktop.services.changes import Changes
from crm_desktop.shared.clock import Clock, SystemClock, to_text
from crm_desktop.shared.paths import ShopPaths
from crm_desktop.store.database import Operation, ShopDatabase
from crm_desktop.store.opening import open_database

T = TypeVar("T")
PROFILE = "profile"


class Shop:
    """An open shop.

    Attributes:
        db: its database.
        paths: its files.
        clock: the time; dates are in the shop's zone.
        on_duty: the person at the counter (staff id), kept with every operation.
        origin: "window" or "command", kept with every operation.
    """

    def __init__(self, db: ShopDatabase, paths: ShopPaths, clock: Clock | None, origin: str) -> None:
        self.db = db
        self.paths = paths
        self.on_duty: int | None = None
        self.origin = origin
        self._fixed_clock = clock
        self._profile: ShopProfile | None = None
        self.clock: Clock = clock or SystemClock()
        if clock is None and self.profile.zone:
            self._set_zone()

    @property
    def read_only(self) -> bool:
        """Whether nothing can be changed here."""
        return self.db.read_only

    @property
    def why_read_only(self) -> str:
        """Why nothing can be changed here, in a sentence; "" when it can."""
        return self.db.why_read_only() if self.db.read_only else ""

    @property
    def profile(self) -> ShopProfile:
        """The shop's own data."""
        if self._profile is None:
            self._profile = read_profile(self.db)
        return self._profile

    def reload(self) -> None:
        """Read the shop's own data again: it was changed, here or by another process."""
        self._profile = None
        self._set_zone()

    def _set_zone(self) -> None:
        if self._fixed_clock is None:
            try:
                self.clock = SystemClock(self.profile.zone or None)
            except (KeyError, ValueError):  # a zone that this computer does not know
                self.clock = SystemClock()

    @contextmanager
    def operation(self, kind: str, *, undo_of: int | None = None) -> Iterator[Operation]:
        """Run one named operation; see `store.database.ShopDatabase.operation`."""
        at = to_text(self.clock.now())
        with self.db.operation(
            kind, at=at, staff_id=self.on_duty, origin=self.origin, undo_of=undo_of
        ) as operation:
            yield operation
        if "settings" in operation.kinds:
            self.reload()

    def close(self) -> None:
        """Close the shop's file."""
        self.db.close()


def open_shop(
    data: Path | str | None = None,
    *,
    clock: Clock | None = None,
    create: bool = True,
    origin: str = "command",
) -> Shop:
    """Open the shop in a folder or file, and make it when there is none.

    Raises:
        KnownError: it cannot be opened; it was left untouched.
    """
    paths = ShopPaths.of(data)
    stamp = to_text((clock or SystemClock()).now())
    database = open_database(paths, stamp=stamp, create=create)
    try:
        return Shop(database, paths, clock, origin)
    except BaseException:
        database.close()
        raise


def is_new(shop: Shop) -> bool:
    """Return whether nobody has set this shop up yet: it has no name, no customer, and can be written to."""
    return not (shop.profile.name or shop.read_only or shop.db.read_one("SELECT 1 FROM customer LIMIT 1"))


def changes(operation: Operation, value: T) -> Changes[T]:
    """Return what an operation that has ended changed."""
    if not operation.written:
        return Changes(value)
    return Changes(value, operation.kinds, operation.customers, operation.words, operation.id)


def read_setting(db: ShopDatabase, key: str) -> Any:
    """Return a setting of the shop (what JSON holds), or None."""
    row = db.read_one("SELECT value FROM setting WHERE key = ?", (key,))
    return json.loads(row[0]) if row else None


def read_profile(db: ShopDatabase) -> ShopProfile:
    """Return the shop's own data; fields that the file does not know have their defaults."""
    stored = read_setting(db, PROFILE) or {}
    known = set(ShopProfile._fields)
    values = {k: v for k, v in stored.items() if k in known}
    # A size that only another version knows is no reason not to open the shop.
    papers = {p.value: p for p in PaperSize}
    values["paper"] = papers.get(values.get("paper", ""), PaperSize.A4)
    return ShopProfile(**values)


def profile_as_json(profile: ShopProfile) -> str:
    """Return the shop's own data as it is stored."""
    return json.dumps(profile._asdict(), ensure_ascii=False, sort_keys=True)
