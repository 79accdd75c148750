"""By which routes words for one person go: what is private is read by nobody else on any of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.desk.nouns.message import Message, Outgoing, Readership, SendKind
from bot.desk.nouns.place import Place
from bot.desk.rules.routes import Route, fallback, to_one

TO_ANYBODY = st.builds(
    Outgoing,
    key=st.just("k/1"),
    place=st.just(Place(platform="slack", room="C1")),
    message=st.just(Message(kind="status", parts=())),
    readership=st.sampled_from(Readership),
    kind=st.sampled_from(SendKind),
    to=st.sampled_from(["", "slack:T1:U1"]),
)


def private(readership: Readership) -> Outgoing:
    return Outgoing(
        key="k/1",
        place=Place(platform="slack", room="C1"),
        message=Message(kind="status", parts=()),
        readership=readership,
        kind=SendKind.PRIVATE,
        to="slack:T1:U1",
    )


@pytest.mark.parametrize(
    ("readership", "at_work", "expected"),
    [
        (Readership.CUSTOMER, False, "reply, beside, direct, alone"),
        (Readership.CUSTOMER, True, "reply, beside, direct, alone"),
        (Readership.STAFF, False, "reply, direct, at work"),
        (Readership.STAFF, True, "reply, at work, direct"),
    ],
)
def test_the_nearest_route_comes_first(
    readership: Readership, at_work: bool, expected: str
) -> None:
    assert expected == ", ".join(to_one(private(readership), at_work=at_work))


@given(TO_ANYBODY, st.booleans())
def test_no_route_of_a_customers_leads_to_staff_and_none_of_staffs_to_a_customers_thread(
    outgoing: Outgoing, at_work: bool
) -> None:
    routes = to_one(outgoing, at_work=at_work)
    staffs = outgoing.readership is Readership.STAFF

    assert Route.REPLY == routes[0]
    assert len(set(routes)) == len(routes)
    assert staffs or Route.AT_WORK not in routes
    assert not (staffs and {Route.BESIDE, Route.ALONE} & set(routes))


@given(TO_ANYBODY)
def test_from_a_thread_to_the_direct_conversation_and_from_there_to_a_thread_of_ones_own(
    outgoing: Outgoing,
) -> None:
    stays = outgoing.kind is SendKind.POST and outgoing.to != ""

    assert (Route.DIRECT if stays else None) == fallback(outgoing, direct=False)
    assert (Route.ALONE if stays else None) == fallback(outgoing, direct=True)
