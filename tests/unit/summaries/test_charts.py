"""Where bars stand."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from surveys.summaries.charts import LONGEST_PERCENT, draw_chart
from surveys.summaries.counts import ShownRow
from surveys.summaries.suppression import HIDDEN, Shown
from surveys.values import Stance

shown = st.one_of(st.just(HIDDEN), st.integers(0, 400).map(lambda number: Shown(number * 5)))
rows = st.builds(lambda counts, total: ShownRow(tuple(counts), total), st.lists(shown, min_size=3, max_size=3), shown)
charts = st.lists(st.tuples(st.text("abcdefgh ", min_size=1, max_size=90), rows), max_size=8)


def test_bars_share_one_scale() -> None:
    chart = draw_chart(
        [
            ("On time", ShownRow((Shown(0), Shown(40), HIDDEN), Shown(50))),
            ("Kindness", ShownRow((Shown(100), Shown(0), Shown(0)), Shown(100))),
        ]
    )

    assert [[(bar.stance, bar.width_percent) for bar in block.bars] for block in chart.blocks] == [
        [(None, 25.0), (Stance.UNMET, 20.0)],
        [(None, 50.0), (Stance.MET, 50.0)],
    ]
    assert [block.hidden for block in chart.blocks] == [(Stance.WANTED,), ()]


def test_a_long_label_is_broken_into_lines() -> None:
    label = "Occupational sick pay, no pressure to work ill"

    chart = draw_chart([(label, ShownRow((Shown(10),) * 3, Shown(10)))])

    assert [line.text for line in chart.blocks[0].label] == ["Occupational sick pay, no pressure", "to work ill"]


def test_nothing_to_draw_is_an_empty_chart() -> None:
    assert (draw_chart([]).height_em, draw_chart([]).blocks) == (0.0, ())


@given(charts)
def test_no_bar_is_wider_than_its_room_or_without_width(data: list[tuple[str, ShownRow]]) -> None:
    for block in draw_chart(data).blocks:
        assert all(0 < bar.width_percent <= LONGEST_PERCENT for bar in block.bars)


@given(charts)
def test_a_hidden_number_has_no_bar(data: list[tuple[str, ShownRow]]) -> None:
    for (_, row), block in zip(data, draw_chart(data).blocks, strict=True):
        assert not [bar for bar in block.bars if bar.count.is_hidden]
        assert (block.hidden_em is not None) == any(count.is_hidden for count in (*row.cells, row.total))


@given(charts)
def test_nothing_lies_on_anything_else(data: list[tuple[str, ShownRow]]) -> None:
    chart = draw_chart(data)
    tops = [
        place
        for block in chart.blocks
        for place in [
            *(line.base_em for line in block.label),
            *(bar.top_em + 1 for bar in block.bars),
            *([block.hidden_em] if block.hidden_em else []),
        ]
    ]

    assert all(later - earlier > 0.9 for earlier, later in itertools.pairwise(tops))
    assert not tops or tops[-1] <= chart.height_em + 0.2
