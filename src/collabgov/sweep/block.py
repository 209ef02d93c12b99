"""One block of a sweep: computed into the bytes of a Parquet file, or read and checked."""

import json
from pathlib import Path

import numba
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from collabgov.engine import ensemble
from collabgov.studies import load
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
    table = pa.Table.from_pandas(rows(plan, number), preserve_index=True)
    mark = {**table.schema.metadata, MARK: _mark(plan, number)}
    return number, _written(table.replace_schema_metadata(mark))


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
    model, start = load(plan.model).model, number * plan.block
    # whole also at the end: scipy warns where it is asked for no power of two
    table = ensemble.sample(model, plan.block, plan.seed, plan.box, start=start)
    table = table.loc[: plan.points - 1].rename_axis("point")
    return ensemble.at(model, table, seed=plan.seed, runs=plan.runs)


def _mark(plan: Plan, number: int) -> bytes:
    """What tells a block from those of other sweeps, and from its neighbours."""
    return json.dumps({**plan.entries(), "number": number}).encode()


def _written(table: pa.Table) -> bytes:
    """A table as the bytes of a Parquet file."""
    # every number of a float column is another: a dictionary of them only costs
    words = [
        field.name for field in table.schema if not pa.types.is_floating(field.type)
    ]
    sink = pa.BufferOutputStream()
    pq.write_table(
        table, sink, compression="zstd", use_dictionary=words, write_page_checksum=True
    )
    return sink.getvalue().to_pybytes()


def check(file: Path, plan: Plan, number: int) -> None:
    """Read a block that is there, and see that no byte of it has changed.

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
        content = file.read_bytes()
        table = pq.ParquetFile(pa.BufferReader(content)).read()
        # checksums cover the numbers, not what Parquet says of them: so write it again
        again = _written(table)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise _damaged(file, " ".join(str(error).split())) from None
    if (table.schema.metadata or {}).get(MARK) != _mark(plan, number):
        raise ValueError(f"{file}: must be block {number} of this sweep, and is not")
    if again != content:
        raise _damaged(file, "some bytes have changed")


def _damaged(file: Path, reason: str) -> ValueError:
    """What to say of a block that cannot be used."""
    return ValueError(f"{file}: damaged ({reason}); delete it: it is computed again")
