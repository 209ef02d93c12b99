"""YAML that people write: plain keys and values, each with its line, or refused."""

from pathlib import Path
from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml.reader import ReaderError

from collabgov.records.spelling import visible

Place = tuple[str | int, ...]  # keys and positions that lead to a value

LONGEST = 100_000  # characters; the longest file in seeds/ has less than a half
MOST = 5_000  # keys and values; likewise. Both let every file be read within a second
DEEPEST = 20  # blocks within blocks
LARGEST = 2**53  # beyond it whole numbers and decimal ones part
TEXT = "tag:yaml.org,2002:str"
KINDS = {"int": "whole number", "float": "number", "timestamp": "date"}


class _Loader(yaml.SafeLoader):
    """The safe loader without what only programs write: aliases, tags, odd keys."""

    depth = 0
    count = 0

    def compose_node(self, parent: Any, index: Any) -> Any:
        """Refuse what is too deep or too much, an alias, and a tag, before it is read."""
        self.depth += 1
        self.count += 1
        self._refuse(self.peek_event())
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def _refuse(self, event: Any) -> None:
        """Refuse what the next value is or has."""
        if self.depth > DEEPEST:
            raise _refusal(event, f"must not be nested more than {DEEPEST} deep")
        if self.count > MOST:
            raise _refusal(event, f"must have at most {MOST:,} keys and values")
        if isinstance(event, yaml.AliasEvent):
            raise _refusal(event, f"must be written out, got the alias *{event.anchor}")
        if event.tag is not None:
            raise _refusal(event, f"must have no tag, got {event.tag:.80}")

    def compose_mapping_node(self, anchor: Any) -> Any:
        """Refuse a key that is no text, or stands twice."""
        node = super().compose_mapping_node(anchor)
        seen = set()
        for key, _ in node.value:
            if key.tag != TEXT:
                raise _refusal(key, f"a key must be a text, got {_seen(key)}")
            if key.value in seen:
                raise _refusal(key, f"the key {key.value!r:.80} stands twice")
            seen.add(key.value)
        return node

    def construct_object(self, node: Any, deep: bool = False) -> Any:
        """Refuse a number that is too large, and what only looks like a value."""
        try:
            value = super().construct_object(node, deep)
        except (ValueError, OverflowError):  # no such day, no digits after 0x
            kind = KINDS[node.tag.rpartition(":")[2]]
            rule = f"cannot be read as a {kind}, got {node.value!r:.80}"
            raise _refusal(node, rule) from None
        if isinstance(value, int) and abs(value) > LARGEST:
            rule = f"a whole number must lie within 2^53, got {node.value:.80}"
            raise _refusal(node, rule)
        return value


def _seen(key: yaml.Node) -> str:
    """What a reader sees of a key."""
    if isinstance(key, yaml.ScalarNode):
        return f"{key.value!r:.80}"
    return "a list" if isinstance(key, yaml.SequenceNode) else "a mapping"


def _refusal(at: yaml.Event | yaml.Node, rule: str) -> ConstructorError:
    """An error at the place of an event or a node."""
    return ConstructorError(problem=rule, problem_mark=at.start_mark)


def document(path: Path, content: str) -> tuple[Any, dict[Place, int]]:
    """Data of a YAML text, and the line of each place in it.

    Parameters
    ----------
    path : Path
        The file that the text is from; refusals name it.
    content : str
        The text: at most 100,000 characters, 5,000 keys and values.

    Returns
    -------
    data : object
        Texts, numbers, truth values, dates and nulls in lists and mappings.
    lines : dict
        Keys and positions that lead to a value → its line, from 1.

    Raises
    ------
    ValueError
        If it is no YAML, is empty or too long, or holds an alias, a tag, a key that is
        no text or stands twice, a value that there is not (2020-02-30), a whole number
        beyond 2^53, or blocks 20 deep: file, line, rule, value.

    Examples
    --------
    >>> data, lines = document(Path("a.yml"), "{title: one, parts: [a]}")
    >>> data, lines["parts", 0]
    ({'title': 'one', 'parts': ['a']}, 1)
    """
    if len(content) > LONGEST:
        rule = f"the file must have at most {LONGEST:,} characters"
        raise ValueError(f"{path}:1: {rule}, got {len(content):,}")
    try:
        loader = _Loader(content)
        node = loader.get_single_node()
        if node is not None:
            return loader.construct_document(node), _lines(node)
    except (ReaderError, yaml.MarkedYAMLError) as error:
        line, rule = _fault(error, content)
        raise ValueError(f"{path}:{line}: {visible(rule):.240}") from None
    raise ValueError(f"{path}:1: the file is empty")


def _fault(error: ReaderError | yaml.MarkedYAMLError, content: str) -> tuple[int, str]:
    """Line and rule of what the parser refuses."""
    if isinstance(error, ReaderError):
        line = content.count("\n", 0, error.position) + 1
        return line, f"must have no hidden characters, got U+{error.character:04X}"
    mark, problem = error.problem_mark, error.problem or error.context
    return (mark.line + 1 if mark else 1), str(problem)


def _lines(
    node: yaml.Node, place: Place = (), line: int | None = None
) -> dict[Place, int]:
    """Line, from 1, of every place at or below a node; a value is where its key is."""
    found = {place: (node.start_mark.line if line is None else line) + 1}
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            found |= _lines(value, (*place, key.value), key.start_mark.line)
    elif isinstance(node, yaml.SequenceNode):
        for i, item in enumerate(node.value):
            found |= _lines(item, (*place, i))
    return found
