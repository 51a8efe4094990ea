"""A `gold.yaml` as its author wrote it: one item is changed, and nothing else moves.

Comments, order and the way lines are broken belong to the people who label. So
the file is not written anew from data; the lines of the item are.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from factcards.errors import FixtureError
from factcards.evaluation.extras import yaml_module

WIDTH = 100
"""Columns at which new lines are broken."""


@dataclass(frozen=True)
class LabelsFile:
    """The text of a `gold.yaml`. Every change gives a new one.

    Raises `FixtureError` where the text is no YAML mapping, or has not what is to be changed.
    """

    text: str

    def with_value(self, field: str, number: int | None, key: str, value: Any) -> LabelsFile:
        """With `key` of an item set to `value`; None takes the key away.

        `number` is None for a field that is one item, such as the headline, and
        `field` is empty for the keys of the file itself.
        """
        item = self._item(field, number)
        if item.flow_style:
            return self._unfolded(item, key, value)
        entry = next((pair for pair in item.value if pair[0].value == key), None)
        indent = item.start_mark.column
        new = "" if value is None else _block({key: value}, indent)
        if entry is None:
            end = self._line_after(item)
            return LabelsFile(self.text[:end] + new + self.text[end:])
        start = entry[0].start_mark.index
        end = self._line_after(entry[1])
        if value is not None:
            return LabelsFile(self.text[:start] + new[indent:] + self.text[end:])
        first_of_item = item.value[0][0] is entry[0]
        if first_of_item:
            raise FixtureError(
                f"“{key}” is the first line of its item", hint="change it, or drop the item"
            )
        return LabelsFile(self.text[: start - indent] + self.text[end:])

    def with_item(self, field: str, item: dict[str, Any]) -> LabelsFile:
        """With `item` at the end of the list `field`."""
        key, node = self._field(field)
        if node.value and not node.flow_style:
            indent = node.start_mark.column
            end = self._line_after(node)
            return LabelsFile(self.text[:end] + _block([item], indent) + self.text[end:])
        start, end = key.start_mark.index, self._line_after(node)
        known = yaml_module().safe_load(self.text[node.start_mark.index : node.end_mark.index])
        return LabelsFile(self.text[:start] + _block({field: [*known, item]}, 0) + self.text[end:])

    def without_item(self, field: str, number: int) -> LabelsFile:
        """Without item `number` of the list `field`, counted from 0."""
        item = self._item(field, number)
        key, node = self._field(field)
        if len(node.value) == 1:
            start, end = key.start_mark.index, self._line_after(node)
            return LabelsFile(f"{self.text[:start]}{field}: []\n{self.text[end:]}")
        start = self.text.rfind("\n", 0, item.start_mark.index) + 1
        return LabelsFile(self.text[:start] + self.text[self._line_after(item) :])

    def nulled(self, field: str) -> LabelsFile:
        """With null for `field`, such as the headline of an article without news."""
        key, node = self._field(field)
        start, end = key.start_mark.index, self._line_after(node)
        return LabelsFile(f"{self.text[:start]}{field}: null\n{self.text[end:]}")

    @cached_property
    def _root(self) -> Any:
        yaml = yaml_module()
        try:
            root = yaml.compose(self.text, Loader=yaml.SafeLoader)
        except yaml.YAMLError as error:
            told = " ".join(str(error).split())
            raise FixtureError(f"the labels are no YAML: {told}", hint="mend that line") from None
        if not isinstance(root, yaml.MappingNode):
            raise FixtureError("the labels are no mapping", hint="see evals/LABELLING.md")
        return root

    def _field(self, field: str) -> tuple[Any, Any]:
        for key, node in self._root.value:
            if key.value == field:
                return key, node
        raise FixtureError(f"the labels have no “{field}”", hint="see evals/gold.schema.json")

    def _item(self, field: str, number: int | None) -> Any:
        """The mapping of an item, whose keys stand on lines of their own."""
        node = self._root if not field else self._field(field)[1]
        if number is not None:
            if not isinstance(node.value, list) or number >= len(node.value):
                raise FixtureError(f"there is no {field}[{number}]", hint="count from 0")
            if node.flow_style:
                raise FixtureError(f"{field} stand on one line", hint="give each item a line")
            node = node.value[number]
        if not isinstance(node.value, list):
            raise FixtureError(f"{field} is no item", hint="see evals/gold.schema.json")
        return node

    def _unfolded(self, item: Any, key: str, value: Any) -> LabelsFile:
        """With an item in braces on lines of its own, `key` changed."""
        start, end = item.start_mark.index, item.end_mark.index
        data = yaml_module().safe_load(self.text[start:end])
        data[key] = value
        data = {name: given for name, given in data.items() if name != key or given is not None}
        indent = item.start_mark.column
        return LabelsFile(
            self.text[:start] + _block(data, indent)[indent:] + self.text[self._line_after(item) :]
        )

    def _line_after(self, node: Any) -> int:
        """Where the line behind the last word of `node` begins: comments below it stay."""
        end = _last(node).end_mark.index
        at = self.text.find("\n", end)
        return len(self.text) if at < 0 else at + 1


def _last(node: Any) -> Any:
    """The last scalar in `node`: a block itself ends only where the next one begins."""
    while isinstance(node.value, list) and node.value and not node.flow_style:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return node


def dump(data: Any) -> str:
    """`data` as YAML in the order it has, letters as they are."""
    text: str = yaml_module().safe_dump(
        data, sort_keys=False, allow_unicode=True, width=WIDTH, default_flow_style=False
    )
    return text


def _block(data: Any, indent: int) -> str:
    lines = dump(data).splitlines()
    return "".join(f"{' ' * indent}{line}\n" if line else "\n" for line in lines)
