"""One block of a sweep: computed into the bytes of a Parquet file, or read and checked."""

import json
from pathlib import Path

import numba
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from collabgov.evidence import ensemble
from collabgov.evidence.worlds import study
from collabgov.sweep.plan import Plan, basis, differing

MARK = b"collabgov.sweep"  # key in a file's metadata: which block of which plan it is


def name(number: int) -> str:
    """File of a block; names sort as numbers do.

    Examples
    --------
    >>> name(7)
    'block-000007.parquet'
    """
    return f"block-{number:06d}.parquet"


def compute(plan: Plan, number: int) -> tuple[int, bytes]:
    """A block, computed by one thread.

    Parameters
    ----------
    plan : Plan
        The sweep.
    number : int
        Which of its blocks.

    Returns
    -------
    int, bytes
        `number`, and the content of its file: the same bytes wherever they are computed.

    Raises
    ------
    ValueError
        If code or packages here are not those of the plan.
    """
    if told := differing(plan.basis, basis(plan.model)):
        raise ValueError(f"a worker cannot compute this sweep: {told}")
    numba.set_num_threads(1)  # of this thread alone: the cores have blocks of their own
    return number, _written(rows(plan, number), _mark(plan, number))


def rows(plan: Plan, number: int) -> pd.DataFrame:
    """Rows of a block as `ensemble.run` would have them.

    Parameters
    ----------
    plan, number
        As for `compute`.

    Returns
    -------
    DataFrame
        Its index, named "point", counts the points of the whole sweep.
    """
    model, start = study(plan.model).MODEL, number * plan.block
    # a whole block also at the end: scipy warns where it is asked for an odd number
    table = ensemble.sample(model, plan.block, plan.seed, plan.box, start=start)
    table = table.loc[: plan.points - 1].rename_axis("point")
    return ensemble.at(model, table, seed=plan.seed, runs=plan.runs)


def _mark(plan: Plan, number: int) -> bytes:
    """What tells a block from those of other sweeps, and from its neighbours."""
    return json.dumps({**plan.entries(), "number": number}).encode()


def _written(table: pd.DataFrame, mark: bytes) -> bytes:
    """A table as the bytes of a Parquet file, every page with its checksum."""
    whole = pa.Table.from_pandas(table, preserve_index=True)
    whole = whole.replace_schema_metadata({**whole.schema.metadata, MARK: mark})
    # every number of a float column is another: a dictionary of them only costs
    words = [f.name for f in whole.schema if not pa.types.is_floating(f.type)]
    sink = pa.BufferOutputStream()
    pq.write_table(
        whole, sink, compression="zstd", use_dictionary=words, write_page_checksum=True
    )
    return sink.getvalue().to_pybytes()


def check(file: Path, plan: Plan, number: int) -> None:
    """Read a block that is there.

    Parameters
    ----------
    file : Path
        Where it is.
    plan, number
        What it should be.

    Raises
    ------
    ValueError
        If the file is damaged, or another sweep or program wrote it.
    """
    try:
        with pq.ParquetFile(file, page_checksum_verification=True) as parquet:
            mark = (parquet.schema_arrow.metadata or {}).get(MARK)
            parquet.read()
    except (pa.ArrowException, OSError) as error:
        reason = " ".join(str(error).split())
        raise ValueError(
            f"{file}: damaged ({reason}); delete it, and it is computed again"
        ) from None
    if mark != _mark(plan, number):
        raise ValueError(f"{file}: must be block {number} of this sweep, and is not")
