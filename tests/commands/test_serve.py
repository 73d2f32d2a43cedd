"""One process tree: web server and worker start together, stop together, and leave nothing behind."""

import os
import signal
import time
from pathlib import Path

import pytest
import requests

from commands.installation_on_disk import A_CASE_OF_CHEN
from commands.processes_below import command_of, descendants, free_port


def within(seconds, condition):
    give_up_at = time.monotonic() + seconds
    while time.monotonic() < give_up_at:
        if condition():
            return True
        time.sleep(0.1)
    return False


@pytest.fixture
def served(installation):
    """An installation, serving: the program, its address, and the installation."""
    port = free_port()
    program = installation.start("serve", "--port", str(port))
    line = program.stdout.readline()
    assert f"http://localhost:{port}" in line, line + program.stdout.read()
    yield program, f"http://127.0.0.1:{port}", installation
    left = descendants(program.pid)
    program.kill()
    program.wait()
    for number in left:
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue


def test_serve_answers_and_stops_cleanly(served):
    program, address, _installation = served
    assert requests.get(f"{address}/healthz", timeout=20).text == "ok\n"
    assert requests.get(f"{address}/readyz", timeout=20).json()["ready"] is True
    mine = descendants(program.pid)
    program.send_signal(signal.SIGTERM)
    assert program.wait(timeout=30) == 0
    assert within(10, lambda: not any(Path(f"/proc/{number}").exists() for number in mine))


def test_the_worker_seals_while_serving_and_is_started_again_when_it_is_killed(served):
    program, address, installation = served
    [worker] = [number for number in descendants(program.pid) if command_of(number).endswith("sunforest work ")]
    os.kill(worker, signal.SIGKILL)
    installation.do(A_CASE_OF_CHEN)
    assert within(30, lambda: requests.get(f"{address}/readyz", timeout=20).json()["log_size"] == 2)
    assert within(10, lambda: requests.get(f"{address}/readyz", timeout=20).json()["index_behind"] == 0)


def test_nothing_goes_on_when_the_program_itself_is_killed(served):
    program, _address, _installation = served
    mine = descendants(program.pid)
    assert len(mine) >= 3
    program.kill()
    assert within(20, lambda: not any(command_of(number) for number in mine))


def test_a_command_that_writes_waits_for_the_running_worker(served):
    _program, _address, installation = served
    number = installation.do(A_CASE_OF_CHEN)
    installation.run("person", "erase", number, "--ground", "personal_information")
    assert installation.holds("占道范围与消防通道重叠") == []


def test_a_taken_port_is_told_before_anything_starts(served):
    _program, address, installation = served
    assert "--port" in installation.run("serve", "--port", address.rsplit(":", 1)[1], code=2)
