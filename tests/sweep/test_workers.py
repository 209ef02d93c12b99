import signal
from functools import partial

import pytest

from collabgov.sweep import workers


def test_every_block_is_computed_once(client, plan):
    found = dict(workers.computed(client, plan, [2, 0]))
    assert sorted(found) == [0, 2]


def test_few_blocks_are_in_work_at_a_time(client, planned, monkeypatch):
    plan = planned("relational_leadership", points=160, runs=["lead"])
    taken, held = [], 0

    def numbers():
        for number in plan.blocks:
            taken.append(number)
            yield number

    for done, _ in enumerate(workers.computed(client, plan, numbers()), start=1):
        held = max(held, len(taken) - done)
    assert len(taken) == 20
    assert held <= 2 * workers.AHEAD  # of two threads


def test_no_block_is_no_work(client, plan):
    assert list(workers.computed(client, plan, [])) == []


def test_a_cluster_is_found_by_its_address(client):
    with workers.client(client.scheduler.address) as other:
        assert other.scheduler_info()["id"] == client.scheduler_info()["id"]


@pytest.mark.parametrize("address", ["nowhere://1", "tcp://127.0.0.1:1"])
def test_an_address_where_no_scheduler_is_is_refused(address, monkeypatch):
    monkeypatch.setattr(workers, "Client", partial(workers.Client, timeout=0.2))
    with pytest.raises((ValueError, OSError)), workers.client(address):
        pass


def test_workers_leave_ctrl_c_to_the_process_that_was_asked(monkeypatch):
    kept = {}
    monkeypatch.setattr(signal, "signal", kept.__setitem__)
    workers._deaf()
    assert kept == {signal.SIGINT: signal.SIG_IGN}
