"""Errors carry one sentence, and a field's own where there are fields."""

from __future__ import annotations

import pytest

from crm_desktop.shared import errors
from crm_desktop.shared.errors import Cancelled, InvalidInput, KnownError

KINDS = [k for k in vars(errors).values() if isinstance(k, type) and issubclass(k, KnownError)]


@pytest.mark.parametrize("kind", KINDS)
def test_the_text_of_an_error_is_its_sentence(kind: type[KnownError]) -> None:
    error = kind("El disco está lleno.")
    assert (str(error), error.sentence) == ("El disco está lleno.", "El disco está lleno.")


def test_invalid_input_keeps_fields_of_its_own() -> None:
    fields = {"card": "Ya es de otra."}
    error = InvalidInput("No.", fields)
    fields.clear()
    assert error.fields == {"card": "Ya es de otra."}
    assert InvalidInput("No.").fields == {}


def test_cancelling_is_no_error_to_tell() -> None:
    assert not issubclass(Cancelled, KnownError)
