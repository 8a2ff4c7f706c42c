"""Every state of every package has a look, and no look is colour alone."""

import importlib
import inspect
import pkgutil

import pytest
from django.db.models import TextChoices

import thucchat
from thucchat.reports import choices as reports
from thucchat.tasks import choices as tasks
from thucchat.web import icons, tones

STATE_NAMES = ("State", "Verdict")


def state_members():
    for package in pkgutil.iter_modules(thucchat.__path__):
        try:
            module = importlib.import_module(f"thucchat.{package.name}.choices")
        except ModuleNotFoundError:
            continue
        for name, kind in inspect.getmembers(module, inspect.isclass):
            if issubclass(kind, TextChoices) and name.endswith(STATE_NAMES):
                yield from kind


def test_the_walk_finds_states():
    assert tasks.State.CLAIMED in set(state_members())


@pytest.mark.parametrize("member", list(state_members()), ids=str)
def test_every_state_has_a_look(member):
    assert member.value in tones.LOOKS
    assert tones.look(member).word == member.label


@pytest.mark.parametrize("value", sorted(tones.LOOKS))
def test_every_look_has_a_tone_a_word_and_a_drawing(value):
    look = tones.LOOKS[value]
    assert look.tone in tones.TONES
    assert look.word
    assert look.icon in icons.ICONS


def test_tones_have_different_drawings():
    assert len({icons.ICONS[tone] for tone in tones.TONES}) == len(tones.TONES)


def test_one_word_of_two_packages_looks_as_each_means_it():
    assert tones.look(tasks.State.ISSUED).tone == "info"
    assert tones.look(reports.State.ISSUED).tone == "good"


def test_an_unknown_state_shows_itself():
    assert tones.look("lạ") == tones.Look("neutral", "lạ")
    assert tones.look("overdue", tone="warn", word="Chậm") == tones.Look("warn", "Chậm")
