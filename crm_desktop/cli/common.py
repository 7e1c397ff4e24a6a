"""What the commands share: opening the shop, dates as they are typed, and how an answer is written."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

from crm_desktop.domain.customers.listing import SearchHit
from crm_desktop.services.new_shop import NewShop
from crm_desktop.services.shop import Shop, open_shop
from crm_desktop.shared import i18n, log
from crm_desktop.shared.errors import Cancelled, KnownError


@contextmanager
def shop_of(context: click.Context, *, create: bool = False, only_tried: bool = False) -> Iterator[Shop]:
    """Open the shop for a command; a shop that was made for one that failed or only tried is taken back.

    Args:
        context: the command's; it knows `--data`.
        create: make the shop when there is none.
        only_tried: nothing is to stay of a shop that was made for this.
    """
    with NewShop(context.find_root().params["data"], keep=not create) as new:
        shop = open_shop(new.data, create=create)
        log.start(shop.paths.logs)
        try:
            i18n.install(shop.profile.language)
            if shop.db.disk_full:
                print(shop.why_read_only, file=sys.stderr)
            yield shop
            new.keep = new.keep or not only_tried
        except (KnownError, Cancelled, BrokenPipeError, click.ClickException):
            raise
        except Exception:
            log.logger().exception("a command failed")
            raise
        finally:
            shop.close()
            log.stop()


def print_json(value: Any) -> None:
    """Write the one JSON document of a command's answer."""
    print(json.dumps(value, ensure_ascii=False, default=str))


def hit_as_json(hit: SearchHit) -> dict[str, Any]:
    """Return a customer as commands list them, with the name as one says it."""
    return {
        "id": hit.id,
        "name": hit.full_name,
        "company": hit.company,
        "phones": hit.phones,
        "emails": hit.emails,
        "town": hit.town,
        "card": hit.card,
    }


def typed_date(text: str | None, shop: Shop) -> date | None:
    """Return the day that was typed, in the words and the order of the shop's country; None for no option.

    Raises:
        InvalidInput: it is no day, or empty.
    """
    from crm_desktop.shared.typed import parse_date

    return parse_date(text, shop.clock.today(), shop.profile.locale) if text is not None else None
