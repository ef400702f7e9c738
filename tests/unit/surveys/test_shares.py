from collections import Counter

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import BigInteger, Column, MetaData, Table, create_engine, select

from surveys.review.shares import WEIGHTS, Share, draw, drawn_order, is_drawn_blind, share_of

NUMBERS = [*range(1, 2_000), 10**6, 2**31 - 1]


def test_a_half_a_fifth_and_a_third_are_drawn() -> None:
    counts = Counter(share_of(number) for number in range(1, 31_001))
    assert {share: round(count / 1_000) for share, count in counts.items()} == WEIGHTS


@given(st.integers(1, 10**6), st.integers(1, 12))
def test_every_stretch_and_every_step_gets_its_blind_share(start: int, step: int) -> None:
    # People answer several questions, one after the other: no question may always be the blind one.
    drawn = [share_of(start + step * number) for number in range(310)]
    assert 60 <= drawn.count(Share.BLIND) <= 140


@given(st.integers(0, 2**31 - 1))
def test_what_is_drawn_is_a_number_from_0_to_30(number: int) -> None:
    assert 0 <= draw(number) <= 30
    assert draw(number) == draw(number)


def test_the_database_draws_the_same() -> None:
    engine, metadata = create_engine("sqlite://"), MetaData()
    numbers = Table("numbers", metadata, Column("id", BigInteger, primary_key=True))
    metadata.create_all(engine)
    with engine.begin() as connection:
        connection.execute(numbers.insert(), [{"id": number} for number in NUMBERS])
        query = select(numbers.c.id, is_drawn_blind(numbers.c.id), drawn_order(numbers.c.id))
        drawn = connection.execute(query.order_by(numbers.c.id)).all()
    engine.dispose()
    assert [bool(is_blind) for _, is_blind, _ in drawn] == [share_of(number) is Share.BLIND for number in NUMBERS]
    assert [place * 31 // 2**32 for _, _, place in drawn] == [draw(number) for number in NUMBERS]
