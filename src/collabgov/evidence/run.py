"""What one run of a model gives."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Run:
    """Outputs of one run, by name, and its path.

    Attributes
    ----------
    outputs : dict of str to float
        What the kernel and the model's measures return.
    path : DataFrame
        One row a step.
    """

    outputs: dict[str, float]
    path: pd.DataFrame

    def __getitem__(self, name: str) -> float:
        """One output; a KeyError with the names where there is none of that name."""
        if name not in self.outputs:
            raise KeyError(f"no output {name!r}; there are {', '.join(self.outputs)}")
        return self.outputs[name]
