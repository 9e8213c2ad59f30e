"""Yes, or no with a sentence."""

import pytest

from lartraff.core.access import Allowed, Denied, Refused, allow_if, require


def test_a_yes_is_true_and_passes() -> None:
    assert allow_if(1, "Nej.") == Allowed()
    assert Allowed()
    require(Allowed())


def test_a_no_is_false_and_carries_its_sentence() -> None:
    refusal = allow_if([], "Nej.")
    assert refusal == Denied("Nej.")
    assert not refusal
    with pytest.raises(Refused, match=r"^Nej\.$"):
        require(refusal)
