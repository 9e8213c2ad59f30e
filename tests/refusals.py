"""Asserting that something is refused, in exactly which words."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from lartraff.core.access import Refused


@contextmanager
def refused(sentence: str) -> Iterator[None]:
    """The code inside is refused to whoever tries, with `sentence` (as in the source, so in English)."""
    with override("en"), pytest.raises(Refused) as refusal:
        yield
    assert str(refusal.value) == sentence


@contextmanager
def impossible(sentence: str) -> Iterator[None]:
    """The code inside makes no sense as things are, and `sentence` says why."""
    with override("en"), pytest.raises(ValidationError) as error:
        yield
    assert error.value.messages == [sentence]
