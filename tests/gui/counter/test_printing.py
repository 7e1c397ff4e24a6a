"""What Ctrl+P prints at the counter: the receipt of the sale, or the voucher that was just given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crm_desktop.gui.common.pdf_preview import PdfPreview
from crm_desktop.services import vouchers
from tests.documents.pdfs import text
from tests.gui.support import dialog_of

if TYPE_CHECKING:
    from tests.gui.counter.conftest import Counter
    from tests.gui.recorder import MessageRecorder


def printed(counter: Counter) -> str:
    """Return the words on what is shown before it is printed."""
    counter.page.print_()
    counter.settle()
    dialog = dialog_of(PdfPreview)
    found = text(dialog._pdf)
    dialog.reject()
    counter.settle()
    return found


def a_voucher(counter: Counter) -> str:
    """Return the code of the customer's one voucher."""
    (voucher,) = vouchers.of_customer(counter.place.shop, counter.angel)
    return voucher.code


def test_after_a_sale_its_receipt(counter: Counter) -> None:
    counter.scan("A000042")
    counter.type("9")
    counter.enter()
    assert counter.page.sale.printing.text().strip() == "Print the receipt (Ctrl+P)"
    assert "9,00" in printed(counter)


def test_after_a_reward_its_voucher_and_after_the_next_sale_a_receipt_again(counter: Counter) -> None:
    counter.scan("A000042")
    counter.type("9")
    counter.enter()
    counter.page.give_reward(counter.voucher_reward)
    counter.settle()
    assert counter.page.sale.printing.text().strip() == "Print the voucher (Ctrl+P)"
    assert a_voucher(counter) in printed(counter)
    counter.scan("A000042")
    counter.type("9")
    counter.enter()
    assert "9,00" in printed(counter)


def test_a_voucher_that_waits_for_the_amount_is_printed_for_another_day(counter: Counter) -> None:
    counter.scan("A000042")
    counter.page.give_reward(counter.voucher_reward)
    counter.settle()
    assert "Ctrl+P" in counter.page.sale.voucher.text()
    assert a_voucher(counter) in printed(counter)


def test_before_anything_was_done_a_sentence(counter: Counter, recorder: MessageRecorder) -> None:
    counter.page.print_()
    counter.settle()
    assert "nothing to print yet" in recorder.toasts[-1]
