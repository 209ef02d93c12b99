from dataclasses import replace

import pandas as pd
import pytest

from collabgov.sweep import block


@pytest.fixture
def file(tmp_path, plan):
    path = tmp_path / block.name(1)
    path.write_bytes(block.compute(plan, 1)[1])
    return path


def test_a_block_that_is_whole_is_not_refused(file, plan):
    block.check(file, plan, 1)


def test_a_block_is_the_same_bytes_every_time(file, plan):
    assert block.compute(plan, 1) == (1, file.read_bytes())


def test_a_point_keeps_its_number(file):
    assert pd.read_parquet(file).index.tolist() == list(range(8, 16))


@pytest.mark.parametrize("part", [0.0, 0.001, 0.3, 0.6, 0.999])
def test_a_block_cut_short_is_damaged(file, plan, part):
    whole = file.read_bytes()
    file.write_bytes(whole[: int(part * len(whole))])
    with pytest.raises(ValueError, match=r"000001.parquet: damaged \(.+\); delete it"):
        block.check(file, plan, 1)


def test_one_wrong_bit_anywhere_is_refused(file, plan):
    whole = file.read_bytes()
    told = r"000001[.]parquet: (damaged|must be block 1)"
    for k in range(60):  # pages, what is said of them, the footer
        wrong = bytearray(whole)
        wrong[k * len(whole) // 60] ^= 1 << k % 8
        file.write_bytes(wrong)
        with pytest.raises(ValueError, match=told):
            block.check(file, plan, 1)


def test_a_folder_in_the_place_of_a_block_is_refused(tmp_path, plan):
    (tmp_path / block.name(0)).mkdir()
    with pytest.raises(ValueError, match=r"block-000000[.]parquet: damaged"):
        block.check(tmp_path / block.name(0), plan, 0)


def test_a_block_of_another_place_or_sweep_is_refused(file, plan):
    for other, number in ((plan, 0), (replace(plan, seed=4), 1)):
        with pytest.raises(ValueError, match=f"must be block {number} of this sweep"):
            block.check(file, other, number)


def test_a_block_written_by_another_program_is_refused(file, plan):
    pd.read_parquet(file).assign(effort=0.0).to_parquet(file)
    with pytest.raises(ValueError, match="must be block 1 of this sweep"):
        block.check(file, plan, 1)


def test_a_worker_with_other_packages_or_sources_refuses_to_compute(plan):
    other = replace(plan, basis={**plan.basis, "numpy": "1.0"})
    with pytest.raises(ValueError, match=r"a worker .* numpy must be 1.0, got"):
        block.compute(other, 0)
