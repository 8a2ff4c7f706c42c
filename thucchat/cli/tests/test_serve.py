import argparse
import os
from pathlib import Path

import pytest
from django.core import management

from thucchat.cli import main, serve


@pytest.fixture
def started(monkeypatch):
    """Become nothing: keep the command that the process would have become."""
    commands = []
    monkeypatch.setattr(os, "execv", lambda program, words: commands.append([program, *words]))
    return commands


@pytest.fixture
def steps(monkeypatch, settings, tmp_path):
    """The management commands that are called, in order, on a folder of their own."""
    called = []
    settings.VAR_DIR = tmp_path
    (tmp_path / "fonts").mkdir()
    monkeypatch.setattr(management, "call_command", lambda name, **_: called.append(name))
    return called


def run(*words):
    parser = argparse.ArgumentParser()
    serve.add_arguments(parser)
    return serve.run(parser.parse_args(words))


def test_it_becomes_the_web_server_at_the_given_place(started, capsys):
    run("--host", "10.0.0.5", "--port", "9000", "--workers", "3")
    [command] = started
    words = " ".join(command)
    assert "-m granian --interface wsgi --host 10.0.0.5 --port 9000 --workers 3" in words
    assert words.endswith("config.wsgi:application")
    assert "http://10.0.0.5:9000/" in capsys.readouterr().out


def test_nothing_is_set_up_unless_asked(started, steps):
    run()
    assert steps == []


def test_setting_up_goes_in_order(started, steps):
    run("--setup")
    assert steps == ["migrate", "build_fonts", "collectstatic", "load_reference"]


def test_static_files_are_collected_again_only_when_one_is_newer(steps, tmp_path):
    serve.set_up(demo=False)
    serve.set_up(demo=False)
    assert steps.count("collectstatic") == 1
    font = tmp_path / "fonts" / "new.woff2"
    font.write_bytes(b"x")
    later = (tmp_path / "static.stamp").stat().st_mtime + 10
    os.utime(font, (later, later))
    serve.set_up(demo=False)
    assert steps.count("collectstatic") == 2


@pytest.mark.django_db
def test_the_demo_is_loaded_and_its_accounts_are_told(started, steps, monkeypatch, capsys):
    from thucchat.cli import demo_command

    loaded = []
    monkeypatch.setattr(demo_command, "load_demo", lambda: loaded.append(True))
    monkeypatch.setattr(demo_command, "account_lines", lambda: ["  canbo  mật khẩu"])
    run("--demo")
    assert loaded
    assert "canbo" in capsys.readouterr().out


def test_the_command_is_known():
    assert main.COMMANDS["serve"][0] == "thucchat.cli.serve"
    assert Path(serve.__file__).name == "serve.py"
