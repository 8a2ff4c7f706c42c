"""The extractor reads the demo directives: what it finds against what a careful reader finds."""

import dataclasses

import pytest

from thucchat.cli.demo import sources
from thucchat.cli.tests import ruler
from thucchat.vntext import duties

PLAN, NOTICE, TELEGRAM = sources.all_sources()
NUMBERS = [PLAN.number, NOTICE.number, TELEGRAM.number]


def body(source):
    text = sources.plain(source)
    return text[: text.index(f"\n{source.annex.label}\n")] if source.annex else text


@pytest.mark.parametrize("source", [PLAN, NOTICE, TELEGRAM], ids=NUMBERS)
def test_tasks_are_found_with_their_lead_and_deadline(source):
    score = ruler.measure(ruler.expected(source), duties.find_duties(body(source)))
    assert score.f1 >= 0.9, (score.missed, score.spurious)
    assert score.lead >= 0.85, score.wrong
    assert score.due >= 0.85, score.wrong


def test_rows_of_the_annex_are_tasks():
    table, text = ruler.annex_table(PLAN), sources.plain(PLAN)
    start = table.rows[0][0].start
    found = duties.find_duties(text, tables=[table])
    rows = [duty for duty in found if duty.start >= start]
    score = ruler.measure(ruler.expected(PLAN, key="annex"), rows)
    assert score.f1 >= 0.9, (score.missed, score.spurious)
    assert score.lead >= 0.9, score.wrong
    assert score.due >= 0.9, score.wrong


def test_the_ruler_sees_a_missed_task_a_wrong_lead_and_an_invented_one():
    found = duties.find_duties(body(TELEGRAM))
    whole = ruler.measure(ruler.expected(TELEGRAM), found)
    wrong_lead = [dataclasses.replace(duty, lead=()) for duty in found]
    invented = [*found, dataclasses.replace(found[0], start=0, end=120)]
    assert ruler.measure(ruler.expected(TELEGRAM), found[1:]).recall < whole.recall
    assert ruler.measure(ruler.expected(TELEGRAM), wrong_lead).lead == 0
    assert ruler.measure(ruler.expected(TELEGRAM), invented).precision < whole.precision
