"""The fingerprint of shared minutes."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lartraff.meetings.logic.fingerprint import fingerprint

values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)
contents = st.dictionaries(st.text(max_size=5), values, max_size=4)


def test_a_fingerprint_can_be_checked_by_anybody() -> None:
    # printf '{"group":"Matematik å"}' | sha256sum
    expected = "a9332c9ddca556fe9779532e1dee4241ea15a607e50c9e894d6858c1e3ea315a"
    assert fingerprint({"group": "Matematik å"}) == expected


@given(contents)
def test_the_order_of_keys_and_a_journey_through_json_change_nothing(content: dict[str, Any]) -> None:
    turned = dict(reversed(list(content.items())))
    assert fingerprint(turned) == fingerprint(content) == fingerprint(json.loads(json.dumps(content)))


@given(contents, contents)
def test_another_content_has_another_fingerprint(one: dict[str, Any], other: dict[str, Any]) -> None:
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (fingerprint(one) == fingerprint(other)) == same
