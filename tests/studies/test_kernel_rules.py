"""Kernels hold what CPython, numba and MicroPython all take, and nothing else."""

import inspect
from dataclasses import replace

import pytest
from kernel_rules import kernels, lengths, models, problems

from collabgov.studies import BOOK, load

KERNELS = [
    pytest.param(kernel, id=f"{slug}-{kernel.__name__}")
    for slug in BOOK
    for kernel in kernels(load(slug))
]
EACH = pytest.mark.parametrize("kernel", KERNELS)


@EACH
def test_kernels_and_measures_contain_nothing_that_one_of_the_three_refuses(kernel):
    told = problems(inspect.getsource(kernel))
    assert not told, f"{kernel.__module__}, {kernel.__name__}: {'; '.join(told)}"


@EACH
def test_a_kernel_uses_math_and_nothing_else_of_its_module(kernel):
    outside = inspect.getclosurevars(kernel)
    assert set(outside.globals) <= {"math"}
    assert not outside.nonlocals


def test_functions_beside_the_kernel_are_told_without_their_names():
    named = {slug: {f.__name__ for f in kernels(load(slug))} for slug in BOOK}
    assert {"rl_run", "rl_led", "rl_left", "rl_fold"} <= named["relational_leadership"]
    assert {"xs_levers", "xs_fermi"} <= named["cross_sector_synergy"]
    assert {"lg_fit", "lg_measures"} <= named["leading_small_groups"]
    assert "sm_run" in named["soft_metagovernance"]


@pytest.mark.parametrize("slug", BOOK)
def test_a_model_makes_lists_of_the_length_that_its_kernel_uses(slug):
    found = models(load(slug))
    assert load(slug).model in found
    for model in found:
        assert not lengths(model), model


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (0.0625, "index 960 is beyond a list (path holds 960, out holds 5)"),
        (0.04, "path: 1200 of 1500 used"),
    ],
)
def test_a_model_that_counts_other_steps_than_its_kernel_is_told(length, said):
    model = load("relational_leadership").model
    other = replace(model, steps=lambda v: int(v["years"] / length + 0.5))
    assert f"{said} at the usual values" in lengths(other)


def test_outputs_that_the_kernel_does_not_write_are_told():
    model = load("relational_leadership").model
    more = replace(model, outputs=(*model.outputs, "trust_later"))
    assert "out: 5 of 6 used at the usual values" in lengths(more)


def pair_run(p, path, out):
    """A kernel whose name says nothing, with a call that MicroPython may not take."""
    out[0] = sum([p.own, p.theirs])


def test_a_kernel_of_any_name_is_found_and_refused_for_what_it_holds():
    study = load(BOOK[0])
    other = replace(study, model=replace(study.model, kernel=pair_run))
    assert pair_run in kernels(other)
    told = problems(inspect.getsource(pair_run))
    assert [fault.partition(": ")[2] for fault in told] == [
        "a call of sum", "the name sum from outside", "a list other than [x] * n",
    ]  # fmt: skip


@pytest.mark.parametrize("file", ["kernel", "closed_forms"])
def test_a_function_that_annotates_nothing_is_found_in_any_file(file, monkeypatch):
    place = f"collabgov.studies.{BOOK[0]}.{file}"
    monkeypatch.setattr(pair_run, "__module__", place)
    monkeypatch.setattr(f"{place}.pair_run", pair_run, raising=False)
    assert pair_run in kernels(load(BOOK[0]))


GOOD = '''
def good(p, w, draws, path, out):
    """All that is allowed."""
    q, r = [0.0] * int(p.n), 1.0
    for i in range(len(w)):
        if w[i] < draws[i] and not p.rate > 0.5:
            continue
        q[i] = math.exp(-p.rate * w[i]) if i % 2 == 0 else r ** p.sigma
        while r > 1e-3:
            r *= 0.5 + math.pi ** 0.5
            break
        path[2 * i + 1] = max(q[i], abs(r) ** (1.0 / p.n))
    out[0] = min(1.0, r // 2)
    return out[0]
'''

BAD = {
    "import os": "Import",
    "x = y = helper(1.0)": "a call of helper",
    "x = RISKS[0]": "the name RISKS from outside",
    "x = sum(path)": "a call of sum",
    "x = round(p.rate, 2)": "a call of round",
    "x = math.gamma(p.rate)": "math.gamma",
    "x = math": "the name math from outside",
    "x = path.shape": "path.shape",
    "path.append(1.0)": "path.append",
    "p.rate = 1.0": "a field is set",
    "x = path[1:]": "Slice",
    "x = [i for i in range(3)]": "ListComp",
    "x = [1.0, 2.0]": "a list other than",
    "x = []": "a list other than",
    "x = {1: 2.0}": "Dict",
    "x = f'{p.rate}'": "JoinedStr",
    "x = 'strong'": "the constant 'strong'",
    "x = None": "the constant None",
    "x = p.rate ** 2": "a whole exponent",
    "x = p.rate ** -1.0": "a whole exponent",
    "p = 1.0; p **= 3": "a whole exponent",
    "x = max(p.rate, key=1)": "a keyword in a call",
    "x = max(*path)": "Starred",
    "x = 1.0 if p.rate is p.n else 0.0": "Is",
    "x = 1 < 2 and 1 in path": "In",
    "for v in path: x = v": "a loop over something other than range",
    "for i in range(3): x = i\n    else: x = 1.0": "else after a loop",
    "x = lambda v: v": "Lambda",
    "try: x = 1.0\n    except ValueError: x = 0.0": "Try",
    "with p: x = 1.0": "With",
    "assert p.rate > 0": "Assert",
    "raise ValueError": "Raise",
    "print(p.rate)": "a call of print",
    "p.rate": "an expression that goes nowhere",
    "x: float = 1.0": "AnnAssign",
    "global x": "Global",
    "def f(v): return v": "a function inside",
    "x = (y := 1.0)": "NamedExpr",
    "del path[0]": "Delete",
    "x = 1 & 2": "BitAnd",
    "return p.rate, p.n": "a tuple outside an assignment",
    "yield p.rate": "Yield",
    "max = 1.0; x = max(1.0, 2.0)": "a call of max",
}
HEADS = {
    "@njit\ndef bad(p, path, out):": "a decorator",
    "def bad(p, path, out=None):": "a default",
    "def bad(p, /, path, out):": "by place alone",
    "def bad(p, path, *, out):": "by name",
    "def bad(p, *lists):": "a varying number",
    "def bad(p, path, **more):": "a varying number",
    "async def bad(p, path, out):": "AsyncFunctionDef",
    "def bad(p: object, path, out) -> float:": "the name object from outside",
}


def test_all_that_is_allowed_is_taken():
    assert problems(GOOD) == []


@pytest.mark.parametrize("line", BAD)
def test_a_planted_line_is_refused(line):
    found = problems(f"def bad(p, path, out):\n    {line}\n")
    assert any(BAD[line] in fault for fault in found), found


@pytest.mark.parametrize("head", HEADS)
def test_a_planted_head_is_refused(head):
    found = problems(f"{head}\n    out[0] = 1.0\n")
    assert any(HEADS[head] in fault for fault in found), found
