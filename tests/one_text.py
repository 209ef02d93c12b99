"""One run of a kernel twice: its plain text in CPython, and the same text compiled."""


def both(model, seed=0, **values):
    """Record, what numba made of the lists, path and outputs, and what CPython did."""
    p, *given = model.arguments(seed, **values)
    plain = [each.tolist() for each in given]
    model.kernel(p, *plain)
    model.compiled(p, *given)
    return p, given, plain
