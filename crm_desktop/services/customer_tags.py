"""Tags: put on customers, taken off, renamed, removed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from crm_desktop.domain.customers.limits import MAX_TAG
from crm_desktop.domain.written import forbidden_sentence, has_forbidden, too_long_sentence
from crm_desktop.services.changes import Changes
from crm_desktop.services.shop import Shop, changes
from crm_desktop.shared.errors import InvalidInput, NotFoundError
from crm_desktop.shared.formats import number
from crm_desktop.shared.i18n import _, ngettext
from crm_desktop.shared.text import fold, squeeze
from crm_desktop.store import customer_writes
from crm_desktop.store.queries import customer_lists

_TAGS_NAMED = 8  # in a sentence


def find_tag(shop: Shop, name: str) -> str:
    """Return a tag as the shop spells it, whatever the case and the accents that were typed.

    Raises:
        NotFoundError: there is none; the sentence names those that are like it, or those that exist.
    """
    known = {fold(tag): tag for tag, _wearers in customer_lists.tag_counts(shop.db)}
    wanted = fold(squeeze(name))
    if wanted in known:
        return known[wanted]
    from difflib import get_close_matches

    close = [known[each] for each in get_close_matches(wanted, known, _TAGS_NAMED, cutoff=0.6)]
    if close:
        sentence = _("There is no tag “{tag}”. Similar ones: {tags}.")
    elif known:
        sentence = _("There is no tag “{tag}”. This shop has: {tags}.")
    else:
        sentence = _("There is no tag “{tag}”: this shop has no tags yet.")
    named = close or list(known.values())
    shown = ", ".join(named[:_TAGS_NAMED]) + ("…" if len(named) > _TAGS_NAMED else "")
    raise NotFoundError(sentence.format(tag=name, tags=shown))


def tag(shop: Shop, ids: Sequence[int], add: Iterable[str] = (), remove: Iterable[str] = ()) -> Changes[int]:
    """Put tags on customers and take tags off. Return how many customers changed."""
    added = _tag_names(add)
    removed = [t for t in (squeeze(name) for name in remove) if t]
    with shop.operation("tag_customers") as operation:
        done = customer_writes.tag(operation, ids, added, removed)
        if added:
            sentence = ngettext(
                "Tag “{tags}” put on {count} customer.", "Tag “{tags}” put on {count} customers.", done
            )
        else:
            sentence = ngettext(
                "Tag “{tags}” taken off {count} customer.", "Tag “{tags}” taken off {count} customers.", done
            )
        operation.words = sentence.format(
            tags=", ".join(added or removed), count=number(done, shop.profile.locale)
        )
    return changes(operation, done)


def _tag_names(names: Iterable[str]) -> list[str]:
    """Return names of tags squeezed, without commas (lists have them between tags); raise InvalidInput."""
    found = [t for t in (squeeze(name.replace(",", " ")) for name in names) if t]
    for name in found:
        problem = ""
        if has_forbidden(name):
            problem = forbidden_sentence()
        elif len(name) > MAX_TAG:
            problem = too_long_sentence(MAX_TAG, len(name))
        if problem:
            raise InvalidInput(problem, {"name": problem})
    return found


def rename_tag(shop: Shop, name: str, new_name: str) -> Changes[None]:
    """Give a tag another name; when a tag of that name exists, both become one.

    Raises:
        InvalidInput: the new name is missing, too long, or has letters that cannot be stored.
    """
    new_name = next(iter(_tag_names([new_name])), "")
    if not new_name:
        raise InvalidInput(_("Type the tag's new name."), {"name": _("Type the tag's new name.")})
    with shop.operation("rename_tag") as operation:
        customer_writes.rename_tag(operation, name, new_name)
        operation.words = _("Tag “{old}” is now “{new}”.").format(old=name, new=new_name)
    return changes(operation, None)


def remove_tag(shop: Shop, name: str) -> Changes[int]:
    """Remove a tag from the shop and from everyone who wears it."""
    with shop.operation("remove_tag") as operation:
        done = customer_writes.remove_tag(operation, name)
        operation.words = _("Tag “{name}” removed.").format(name=name)
    return changes(operation, done)
