"""The work of an import within its operation: drafts in, customers out, every row accounted for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import uuid4

from crm_desktop.domain.customers.cards import card_key
from crm_desktop.domain.customers.copying import changed
from crm_desktop.domain.customers.model import Customer, Relation
from crm_desktop.domain.customers.own_fields import OwnField, check_field
from crm_desktop.domain.customers.validate import check
from crm_desktop.exchange.drafts import Draft, Setting
from crm_desktop.exchange.mapping import Mapping
from crm_desktop.exchange.sources import Numbered, Source
from crm_desktop.services import own_fields
from crm_desktop.services.imports_matching import Known, Matcher
from crm_desktop.services.imports_merge import merge
from crm_desktop.services.imports_report import ImportReport, Lines, ReportFile
from crm_desktop.services.imports_shared import BATCH, in_batches
from crm_desktop.services.imports_staff import StaffNames
from crm_desktop.services.shop import Shop
from crm_desktop.shared.errors import InvalidInput
from crm_desktop.shared.i18n import _
from crm_desktop.shared.text import fold
from crm_desktop.store.bulk import BulkWriter
from crm_desktop.store.bulk_updates import BulkUpdater
from crm_desktop.store.database import Operation

_FIRST_NAMES = 20


class ImportWriter:
    """Writes one file into the shop.

    Args:
        shop: where the customers go.
        operation: the import's.
        source: the file.
        mode: "both", "create" or "update".
        report: is filled in.
        lines: the report line by line.
    """

    def __init__(
        self,
        shop: Shop,
        operation: Operation,
        source: Source,
        mode: str,
        report: ImportReport,
        lines: ReportFile,
    ) -> None:
        self._shop = shop
        self._operation = operation
        self._source = source
        self._mode = mode
        self._report = report
        self._lines = Lines(report, lines)
        self._now: datetime = shop.clock.now()
        self._bulk = BulkWriter(operation)
        self._updater = BulkUpdater(operation)
        self._matcher = Matcher(operation.connection, operation.next_id("customer"))
        self._staff = StaffNames(shop, operation)
        self._made: list[Known] = []
        self._changed: dict[int, Known] = {}
        self._named = bytearray()  # one bit for each customer, by id, of whom a row of this file spoke
        # Relations whose other customer may come later in the file: (customer's uid, relation, other's uid).
        self._waiting: list[tuple[str, Relation, str]] = []

    def run(
        self,
        mapping: Mapping | None,
        to_utc: Callable[[datetime], datetime],
        progress: Callable[[int, int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        """Read the whole file and write it.

        Raises:
            KnownError: the file cannot be read to its end.
            Cancelled: the person said so.
        """
        profile = self._shop.profile
        fields = self._own_fields(mapping)
        setting = Setting(profile.country, profile.locale, self._shop.clock.today(), fields)
        drafts = self._source.drafts(mapping, setting, to_utc, self._now)
        for some in in_batches(drafts, lambda: self._source.progress, progress, cancelled):
            self._write(some)
        self._relate()
        self._matcher.close()

    def _own_fields(self, mapping: Mapping | None) -> tuple[OwnField, ...]:
        """Return the shop's own fields, with those that the file names and the shop lacked."""
        fields = own_fields.list_fields(self._shop)
        known = {fold(field.name) for field in fields}
        for named in self._source.own_fields(mapping):
            if fold(named.name) in known:
                continue
            try:
                field = check_field(replace(named, position=len(fields)), tuple(fields))
            except InvalidInput:
                continue
            field_id = self._operation.insert(
                "own_field",
                name=field.name,
                kind=field.kind.value,
                choices=json.dumps(list(field.choices), ensure_ascii=False),
                position=field.position,
            )
            known.add(fold(field.name))
            fields.append(replace(field, id=field_id))
        return tuple(fields)

    # ---- a batch

    def _write(self, batch: list[Numbered]) -> None:
        self._made, self._changed = [], {}
        self._matcher.start_batch([each.draft for each in batch])
        for each in batch:
            draft = each.draft
            outcome, reason = ("rejected", draft.problem) if draft.problem else self._take(draft)
            remarks = draft.remarks if outcome != "rejected" else []
            reasons = [*remarks, *([reason] if reason else [])]
            self._lines.say(each, outcome, draft.customer.list_name, *reasons)
        ids = self._bulk.customers([known.customer for known in self._made])
        for known, customer_id in zip(self._made, ids, strict=True):
            known.id = customer_id
            self._name(known)
        for known in self._changed.values():
            if known.stored is not None:
                self._updater.update(known.stored, known.customer)
        self._matcher.end_batch([*self._made, *self._changed.values()])

    def _take(self, draft: Draft) -> tuple[str, str]:
        """Make or change a customer; return what became of the row, and why it was rejected or a remark."""
        known, remark = self._matcher.find(draft)
        if known is None:
            if self._mode == "update":
                return "rejected", _(
                    "This customer is not in the shop, and only those who are were to change."
                )
            if draft.is_nobody:
                return "rejected", _(
                    "Nobody in the shop has this number, and there is no name to make a new customer."
                )
            problem = self._card_problem(draft.customer)
            return ("rejected", problem) if problem else (self._make(draft), remark)
        if self._mode == "create":
            return "unchanged", _("This customer is in the shop already and stayed as it was.")
        return self._change(draft, known)

    def _make(self, draft: Draft) -> str:
        customer = draft.customer
        stamped: dict[str, Any] = {"updated_at": self._now}
        if not customer.uid:
            stamped["uid"] = uuid4().hex
        if customer.created_at is None:
            stamped["created_at"] = self._now
        if draft.staff:
            stamped["staff_id"] = self._staff_id(draft)
        if draft.photo:
            stamped["photo"] = self._updater.picture(draft.photo)
        customer = changed(customer, stamped)
        known = Known(customer, None)
        known.named = True
        self._made.append(known)
        self._matcher.made(known)
        for relation in draft.relations:
            self._waiting.append((customer.uid, Relation(relation.kind, 0, relation.note), relation.uid))
        if len(self._report.names) < _FIRST_NAMES:
            self._report.names.append(customer.full_name)
        return "created"

    def _change(self, draft: Draft, known: Known) -> tuple[str, str]:
        old = known.customer
        again = self._was_named(known)
        self._name(known)
        new = merge(old, draft, fill=again)
        staff_id = self._staff_id(draft)
        if staff_id is not None and staff_id != old.staff_id and not (again and old.staff_id):
            new = replace(new, staff_id=staff_id)
        if draft.photo and not old.photo:
            new = replace(new, photo=self._updater.picture(draft.photo))
        related = self._new_relations(draft, known)
        if new is old and not related:
            remark = _("An earlier row is of this customer too; what it says was kept.") if again else ""
            return "unchanged", remark
        if new is not old:
            problem = self._problem(new, old)
            if problem:
                return "rejected", problem
            known.customer = new
            self._matcher.made(known)
            if known.id is not None:
                self._changed[known.id] = known
        return "updated", ""

    def _was_named(self, known: Known) -> bool:
        """Return whether an earlier row of this file spoke of a customer."""
        place, bit = divmod(known.id or 0, 8)
        return known.named or (place < len(self._named) and bool(self._named[place] >> bit & 1))

    def _name(self, known: Known) -> None:
        known.named = True
        if known.id is not None:
            place, bit = divmod(known.id, 8)
            if place >= len(self._named):
                self._named.extend(bytes(place + 1024 - len(self._named)))
            self._named[place] |= 1 << bit

    def _problem(self, new: Customer, old: Customer) -> str:
        if card_key(new.card) != card_key(old.card):
            problem = self._card_problem(new)
            if problem:
                return problem
        problems = check(new, self._shop.profile.country, self._shop.clock.today()).problems
        return next(iter(problems.values()), "")

    def _card_problem(self, customer: Customer) -> str:
        holder = self._matcher.holder(customer.card) if customer.card else None
        if holder is None:
            return ""
        return _("Card {card} belongs to {name}.").format(card=customer.card, name=holder.customer.full_name)

    # ---- people of the shop, related customers

    def _staff_id(self, draft: Draft) -> int | None:
        """Return who looks after a customer; somebody whom the shop does not know is added."""
        return self._staff.id_of(draft.staff, draft.remarks)

    def _new_relations(self, draft: Draft, known: Known) -> bool:
        """Put the relations that a known customer lacks on the waiting list; return whether there are any."""
        have = {(relation.kind, relation.other_id) for relation in known.customer.relations}
        found = False
        for relation in draft.relations:
            other = self._matcher.id_of(relation.uid)
            if other is None or (relation.kind, other) not in have:
                self._waiting.append(
                    (known.customer.uid, Relation(relation.kind, 0, relation.note), relation.uid)
                )
                found = found or other is not None
        return found

    def _relate(self) -> None:
        """Write the relations, now that everybody is there."""
        for start in range(0, len(self._waiting), BATCH):
            some = self._waiting[start : start + BATCH]
            ids = self._matcher.ids_of({uid for one, _relation, other in some for uid in (one, other)})
            have = self._matcher.relations_of({ids[one] for one, _r, _o in some if one in ids})
            for one, relation, other in some:
                mine, theirs = ids.get(one), ids.get(other)
                if mine is None or theirs is None or mine == theirs:
                    continue
                key = (mine, relation.kind, theirs)
                if key not in have:
                    have.add(key)
                    self._updater.relate(mine, [replace(relation, other_id=theirs)])
