"""Rules answered from plain Python records, one customer at a time, as somebody would with a pencil."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from crm_desktop.domain.segments.tree import Condition, Group, GroupKind, Node, conditions_of
from crm_desktop.shared.text import fold
from tests.factories import TODAY
from tests.services.segments.reference_days import age, birthday_in, in_period, local
from tests.services.segments.world import Bought, Person, World

SPELT = {"Francia": "FR", "Catalan": "ca"}


def spelt(value: Any) -> list[str]:
    return [str(SPELT.get(each, each)) for each in (value if isinstance(value, list) else [value])]


def members(tree: Group, world: World) -> set[int]:
    """Returns the ids of those for whom a rule holds."""
    archived_too = any(c.name == "archived" for _path, c in conditions_of(tree))
    pencil = Pencil(world)
    return {
        p.id
        for p in world.people
        if (archived_too or p.customer.archived_at is None) and pencil.holds(tree, p)
    }


def texts(op: str, found: str, value: Any) -> bool:
    match op:
        case "empty":
            return found == ""
        case "filled":
            return found != ""
        case "contains":
            return fold(value) in fold(found)
        case "starts_with":
            return fold(found).startswith(fold(value))
    among = fold(found) in [fold(each) for each in (value if isinstance(value, list) else [value])]
    return among if op == "any_of" else not among


def number(op: str, found: float, value: Any) -> bool:
    match op:
        case "at_least":
            return bool(found >= value)
        case "at_most":
            return bool(found <= value)
        case "between":
            return bool(value["from"] <= found <= value["to"])
        case "no":
            return found == 0
    return bool(found == value)


def day_of(op: str, found: date | None, value: Any) -> bool:
    match op:
        case "empty":
            return found is None
        case "filled":
            return found is not None
        case "not_for":
            return found is None or (TODAY - found).days >= value
    return in_period(found, value) == (op == "in")


def choice(op: str, found: str, value: list[str]) -> bool:
    return (found == "") if op == "empty" else (found in value) == (op == "any_of")


def names(value: Any) -> list[Any]:
    many = value if isinstance(value, list) else [value]
    return [each["name"] if isinstance(each, dict) else each for each in many]


def asks(node: Node) -> bool:
    return isinstance(node, Condition) or any(asks(child) for child in node.children)


@dataclass
class Pencil:
    """Holds a rule against a person."""

    world: World

    def holds(self, node: Node, person: Person) -> bool:
        if isinstance(node, Condition):
            answer: Callable[[str, Any, Person], bool] = getattr(self, f"_{node.name}")
            return answer(node.operator, node.value, person)
        found = [self.holds(child, person) for child in node.children if asks(child)]
        if node.kind is GroupKind.ALL:
            return all(found)
        return (any(found) or not found) if node.kind is GroupKind.ANY else not any(found)

    # ---- buying

    def _stage(self, op: str, value: Any, p: Person) -> bool:
        days = [each.day for each in p.sales]
        if not days:
            stage = "prospect"
        elif (TODAY - max(days)).days > 180:
            stage = "lapsed"
        else:
            stage = "one_time" if len(days) == 1 else "repeat"
        return choice(op, stage, value)

    def _purchases(self, op: str, value: Any, p: Person) -> bool:
        return number(op, len(p.sales), value)

    def _spent(self, op: str, value: Any, p: Person) -> bool:
        return number(op, p.spent, value)

    def _average(self, op: str, value: Any, p: Person) -> bool:
        return bool(p.sales) and number(op, p.spent / len(p.sales), value)

    def _first_purchase(self, op: str, value: Any, p: Person) -> bool:
        return day_of(op, min(p.days, default=None), value)

    def _last_purchase(self, op: str, value: Any, p: Person) -> bool:
        last = max(p.days, default=None)
        if op == "at_least":
            return last is not None and (TODAY - last).days >= value
        return day_of(op, last, value)

    @staticmethod
    def _gap(p: Person) -> int | None:
        if len(p.days) < 3:
            return None
        whole = (p.days[-1] - p.days[0]).days / (len(p.days) - 1)
        return int(whole + 0.5)

    def _rhythm(self, op: str, value: Any, p: Person) -> bool:
        gap = self._gap(p)
        return gap is None if op == "empty" else gap is not None and number(op, gap, value)

    def _late(self, op: str, value: Any, p: Person) -> bool:
        gap = self._gap(p)
        late = -1 if gap is None else (TODAY - p.days[-1] - timedelta(days=gap)).days
        return late < 1 if op == "no" else late >= (value if op == "at_least" else 1)

    def _rfm(self, op: str, value: Any, p: Person) -> bool:
        buyers = [each for each in self.world.people if each.sales]
        if not p.sales:
            return choice(op, "none", value)

        def fifth(of: Callable[[Person], Any]) -> int:
            ordered = sorted(of(each) for each in buyers)
            ends = [ordered[-(-k * len(ordered) // 5) - 1] for k in (1, 2, 3, 4)]
            return 1 + sum(bool(of(p) > end) for end in ends)

        r, f, m = fifth(lambda x: x.days[-1]), fifth(lambda x: len(x.sales)), fifth(lambda x: x.spent)
        if r >= 3:
            if f >= 4:
                found = "champions" if r >= 4 and m >= 4 else "loyal"
            elif m >= 4:
                found = "generous"
            elif r >= 4:
                found = "new" if f == 1 else "promising"
            else:
                found = "cooling"
        elif f >= 4 and m >= 4:
            found = "not_to_lose"
        elif f >= 3 or m >= 4:
            found = "at_risk"
        else:
            found = "dormant" if r == 2 else "lost"
        return choice(op, found, value)

    def _some(self, p: Person, period: Any, test: Callable[[Bought], bool]) -> list[Bought]:
        return [s for s in p.sales if (not period or in_period(s.day, period)) and test(s)]

    def _bought_product(self, op: str, value: Any, p: Person) -> bool:
        wanted = {self.world.products[name] for name in names(value["products"])}
        found = self._some(p, value.get("period"), lambda s: bool(wanted & set(s.products)))
        return bool(found) == (op == "any_of")

    def _bought_category(self, op: str, value: Any, p: Person) -> bool:
        wanted = set(names(value["categories"]))
        kinds = self.world.category_of
        found = self._some(p, value.get("period"), lambda s: any(kinds[x] in wanted for x in s.products))
        return bool(found) == (op == "any_of")

    def _bought(self, op: str, value: Any, p: Person) -> bool:
        return bool(self._some(p, value, lambda s: True)) == (op == "in")

    def _purchases_in_period(self, op: str, value: Any, p: Person) -> bool:
        return number(op, len(self._some(p, value["period"], lambda s: True)), value["value"])

    def _spent_in_period(self, op: str, value: Any, p: Person) -> bool:
        return number(op, sum(b.cents for b in p.bought if in_period(b.day, value["period"])), value["value"])

    def _weekday(self, op: str, value: Any, p: Person) -> bool:
        sales = self._some(p, value.get("period"), lambda s: True)
        right = [str(s.day.isoweekday()) in value["weekdays"] for s in sales]
        return any(right) if op == "any_of" else bool(right) and all(right)

    # ---- loyalty

    def _points(self, op: str, value: Any, p: Person) -> bool:
        return number(op, p.points, value)

    def _debt(self, op: str, value: Any, p: Person) -> bool:
        return p.debt > 0 if op == "yes" else number(op, p.debt, value)

    def _tier(self, op: str, value: Any, p: Person) -> bool:
        tiers = {key: name for name, key in self.world.tiers.items()}
        if op == "empty":
            return not p.tiers
        return any(tiers[each] in names(value) for each in p.tiers) == (op == "any_of")

    def _stamps(self, op: str, value: Any, p: Person) -> bool:
        return number(op, p.stamps, value["value"])

    def _voucher(self, op: str, value: Any, p: Person) -> bool:
        still = any(state == "valid" and (not to or to >= TODAY.isoformat()) for state, to in p.vouchers)
        return still == (op == "yes")

    # ---- who, where, how

    def _kind(self, op: str, value: Any, p: Person) -> bool:
        return (p.customer.kind.value == "person") == (op == "yes")

    def _name(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.list_name, value)

    def _given_name(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.given_name, value)

    def _company(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.company, value)

    def _gender(self, op: str, value: Any, p: Person) -> bool:
        return choice(op, p.customer.gender.value, value)

    def _language(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.language, spelt(value))

    def _age(self, op: str, value: Any, p: Person) -> bool:
        years = age(p.customer.birth)
        return years is None if op == "empty" else years is not None and number(op, years, value)

    def _birthday(self, op: str, value: Any, p: Person) -> bool:
        birth = p.customer.birth
        return birthday_in(birth, value) if op == "in" else bool(birth) == (op == "filled")

    def _town(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.town, value)

    def _province(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.province, value)

    def _postcode(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.postcode, value)

    def _country(self, op: str, value: Any, p: Person) -> bool:
        lives = p.customer.country or "ES"
        return lives == "ES" if op == "empty" else texts(op, lives, spelt(value))

    def _email(self, op: str, value: Any, p: Person) -> bool:
        return bool(p.customer.emails) == (op == "yes")

    def _phone(self, op: str, value: Any, p: Person) -> bool:
        return bool(p.customer.phones) == (op == "yes")

    def _mobile(self, op: str, value: Any, p: Person) -> bool:
        return any(c.kind.value == "mobile" for c in p.customer.contacts) == (op == "yes")

    def _preferred_channel(self, op: str, value: Any, p: Person) -> bool:
        return choice(op, p.customer.preferred_channel or "", value)

    def _heard_from(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.heard_from, value)

    def _do_not_contact(self, op: str, value: Any, p: Person) -> bool:
        return p.customer.do_not_contact == (op == "yes")

    def _consent(self, op: str, value: Any, p: Person) -> bool:
        told = [(at, n, given) for n, (purpose, at, given) in enumerate(p.consents) if purpose == value]
        newest = max(told)[2] if told else None
        return {"yes": newest == 1, "no": newest == 0, "empty": newest is None, "is_not": newest != 1}[op]

    # ---- the file

    def _tag(self, op: str, value: Any, p: Person) -> bool:
        if op == "empty":
            return not p.tags
        worn = [fold(name) in map(fold, p.tags) for name in names(value)]
        return {"any_of": any(worn), "all_of": all(worn), "none_of": not any(worn)}[op]

    def _staff(self, op: str, value: Any, p: Person) -> bool:
        who = {key: name for name, key in self.world.staff.items()}.get(p.customer.staff_id or 0, "")
        return choice(op, who, names(value) if value else [])

    def _card(self, op: str, value: Any, p: Person) -> bool:
        return bool(p.customer.card) == (op == "yes")

    def _discount(self, op: str, value: Any, p: Person) -> bool:
        return number(op, p.customer.discount_bp, value)

    def _notes(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.notes, value)

    def _warning(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.warning, value)

    def _tax_id(self, op: str, value: Any, p: Person) -> bool:
        return texts(op, p.customer.tax_id, value)

    def _archived(self, op: str, value: Any, p: Person) -> bool:
        return op == "filled" or (p.customer.archived_at is not None) == (op == "yes")

    def _created(self, op: str, value: Any, p: Person) -> bool:
        assert p.customer.created_at
        return day_of(op, local(p.customer.created_at), value)

    def _own_field(self, op: str, value: Any, p: Person) -> bool:
        name = names(value["field"] if isinstance(value, dict) and "field" in value else value)[0]
        held = p.own.get(name)
        if op in {"yes", "no"}:
            return held == ("1" if op == "yes" else "0")
        if op in {"empty", "filled"} or held is None:
            return (held is None) == (op in {"empty", "none_of", "not_in"})
        asked = value["value"]
        if op in {"in", "not_in"}:
            return in_period(date.fromisoformat(held), asked) == (op == "in")
        if name != "Hijos":
            return texts(op, held, asked)
        if op in {"any_of", "none_of"}:
            return (float(held) in map(float, asked)) == (op == "any_of")
        return number(op, float(held), float(asked))

    # ---- contacts, segments

    def _last_contact(self, op: str, value: Any, p: Person) -> bool:
        return day_of(op, max((local(at) for at, _channel in p.contacted), default=None), value)

    def _contacted(self, op: str, value: Any, p: Person) -> bool:
        period = value.get("period")
        found = [
            at
            for at, by in p.contacted
            if by in value["channels"] and (not period or in_period(local(at), period))
        ]
        return bool(found) == (op == "any_of")

    def _follow_up(self, op: str, value: Any, p: Person) -> bool:
        due = min((day for state, day, _done in p.follow_ups if state == "open"), default=None)
        if op == "empty":
            return not p.follow_ups
        return in_period(due, value) if op == "in" else (due is not None) == (op == "yes")

    def _overdue_follow_up(self, op: str, value: Any, p: Person) -> bool:
        return any(s == "open" and day < TODAY for s, day, _done in p.follow_ups) == (op == "yes")

    def _done_follow_up(self, op: str, value: Any, p: Person) -> bool:
        found = [at for s, _day, at in p.follow_ups if s == "done" and at and in_period(local(at), value)]
        return bool(found) == (op == "in")

    def _segment(self, op: str, value: Any, p: Person) -> bool:
        live = p.customer.archived_at is None
        answers = {
            "A mano": p.member,
            "Los buenos": live and ("vip" in p.tags or len(p.sales) >= 3),
            "repeat": live and self._stage("any_of", ["repeat"], p),
        }
        return any(answers[name] for name in names(value)) == (op == "any_of")
