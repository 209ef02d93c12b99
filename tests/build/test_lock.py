"""Two builds in one folder never overlap."""

import json
import os
import subprocess
import sys
import threading
import time

import pytest

from collabgov.build import lock

LONG_GONE = 2**22 + 1  # no process has this number


def test_inside_the_folder_is_held_and_afterwards_free(tmp_path):
    with lock.alone(tmp_path):
        number, age = lock.holder(tmp_path / ".lock")
        assert number == os.getpid() and 0 <= age < 60
    assert not (tmp_path / ".lock").exists()


def test_who_comes_second_waits_and_is_told_for_whom(tmp_path, monkeypatch):
    monkeypatch.setattr(lock, "PAUSE", 0.01)
    order, said = [], []

    def second():
        with lock.alone(tmp_path, said.append):
            order.append("second")

    with lock.alone(tmp_path):
        other = threading.Thread(target=second)
        other.start()
        time.sleep(0.1)
        order.append("first")
    other.join()
    assert order == ["first", "second"]
    assert said == [f"== waiting: process {os.getpid()} builds here since 0 s"]


@pytest.mark.parametrize(
    "left", ["", "{", json.dumps({"process": LONG_GONE, "since": 0})]
)
def test_a_lock_that_was_left_behind_is_taken_over(tmp_path, left):
    file = tmp_path / ".lock"
    file.write_text(left)
    os.utime(file, (0, 0))
    with lock.alone(tmp_path):
        assert lock.holder(file)[0] == os.getpid()


def test_an_error_inside_frees_the_folder(tmp_path):
    with pytest.raises(KeyError), lock.alone(tmp_path):
        raise KeyError
    assert not (tmp_path / ".lock").exists()


def test_a_process_that_is_killed_stands_in_nobody_s_way(tmp_path):
    code = (
        "import sys, time; from pathlib import Path; from collabgov.build import lock\n"
        "with lock.alone(Path(sys.argv[1])): print('in', flush=True); time.sleep(60)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "in\n"
        assert lock.holder(tmp_path / ".lock")[0] == process.pid
        process.kill()
    with lock.alone(tmp_path):
        assert lock.holder(tmp_path / ".lock")[0] == os.getpid()
