"""Our dataclass beside the standard library's, of which it promises to be one."""

import copy
import dataclasses
import pickle
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from tui import dataclass as ours
from tui.config.settings import SECTIONS, Fetching
from tui.model.entry import Entry

Make = Callable[..., Any]


def made(dataclass: Make, field: Make, **asked: bool) -> Any:
    """A class with fields of every kind."""

    @dataclass(**asked)
    class Thing:
        """One thing."""

        name: str
        size: int = 3
        tags: list[str] = field(default_factory=list)
        secret: str = field(default="s", repr=False)
        more: Mapping[str, int] = field(default_factory=dict, metadata={"low": 1})

        @property
        def double(self) -> int:
            """Twice the size."""
            return 2 * self.size

    return Thing


KINDS: list[dict[str, bool]] = [
    {"frozen": True, "slots": True},
    {"slots": True},
    {"frozen": True},
    {"frozen": True, "slots": True, "eq": False},
    {"slots": True, "eq": False},
]
CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    (("a",), {}),
    (("a", 5), {"secret": "x"}),
    (("a", 5, ["t"], "x", {"k": 1}), {}),
    ((), {"name": "a", "size": 1, "tags": [], "secret": "", "more": {}}),
    ((), {"more": {}, "name": "a"}),
]
WRONG: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    ((), {"size": 1}),
    (("a",), {"name": "b"}),
    (("a",), {"other": 1}),
    (("a", 1, [], "", {}, 6), {}),
]


@pytest.mark.parametrize("asked", KINDS, ids=str)
@pytest.mark.parametrize("many", [False, True])
def test_it_behaves_as_the_librarys(asked: dict[str, bool], many: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    # The second of two is made by the library's own constructor.
    monkeypatch.setattr(ours, "MANY", 0 if many else 2000)
    our, their = made(ours.dataclass, ours.field, **asked), made(dataclasses.dataclass, dataclasses.field, **asked)
    for given, named in CALLS:
        one, other = our(*given, **named), their(*given, **named)
        assert repr(one) == repr(other)
        assert dataclasses.asdict(one) == dataclasses.asdict(other) == ours.asdict(one)
        assert dataclasses.astuple(one) == dataclasses.astuple(other)
        assert (one == our(*given, **named)) is (other == their(*given, **named))
        assert one != other
        assert one.double == other.double
        changed = ours.replace(one, size=9)
        assert dataclasses.asdict(changed) == dataclasses.asdict(dataclasses.replace(other, size=9))
        assert dataclasses.asdict(dataclasses.replace(one, size=9)) == dataclasses.asdict(changed)
        assert dataclasses.asdict(copy.copy(one)) == dataclasses.asdict(other)
    for given, named in WRONG:
        with pytest.raises(TypeError) as ours_said:
            our(*given, **named)
        with pytest.raises(TypeError) as library_said:
            their(*given, **named)
        assert str(ours_said.value).rpartition("__init__")[2] == str(library_said.value).rpartition("__init__")[2]


@pytest.mark.parametrize("asked", KINDS, ids=str)
def test_its_class_is_like_the_librarys(asked: dict[str, bool]) -> None:
    our, their = made(ours.dataclass, ours.field, **asked), made(dataclasses.dataclass, dataclasses.field, **asked)
    assert [dataclasses.is_dataclass(each) for each in (our, our("a"))] == [True, True]
    told = [(each.name, each.type, each.default, each.repr, dict(each.metadata)) for each in dataclasses.fields(our)]
    library = [
        (each.name, each.type, each.default, each.repr, dict(each.metadata)) for each in dataclasses.fields(their)
    ]
    assert told == library
    assert our.__match_args__ == their.__match_args__
    assert our.__doc__ == their.__doc__
    assert our.__qualname__ == their.__qualname__
    assert getattr(our, "__slots__", None) == getattr(their, "__slots__", None)
    assert (our.__hash__ is None) is (their.__hash__ is None)
    one, other = our("a"), their("a")
    for instance in (one, other):
        if asked.get("frozen"):
            with pytest.raises(dataclasses.FrozenInstanceError):
                instance.size = 1
            with pytest.raises(dataclasses.FrozenInstanceError):
                del instance.size
        else:
            instance.size = 1
            assert instance.size == 1
    assert one.tags is not our("a").tags
    match one:
        case our(name, size):
            assert (name, size) == ("a", one.size)


def test_equal_values_have_one_hash_and_can_be_sent_to_another_process() -> None:
    one, other = Fetching(rsshub=("https://a.test",)), Fetching(rsshub=("https://a.test",))
    assert one == other
    assert hash(one) == hash(other) == hash(dataclasses.astuple(one))
    assert pickle.loads(pickle.dumps(one)) == one
    assert len({one, other, Fetching()}) == 2


def test_declarations_tell_what_options_are_made_of() -> None:
    for section in SECTIONS.values():
        told = [(name, default, dict(metadata)) for name, default, metadata in ours.declarations(section)]
        assert told == [(each.name, each.default, dict(each.metadata)) for each in dataclasses.fields(section)]


def test_making_a_class_and_a_value_of_it_imports_nothing() -> None:
    program = (
        f"import sys; from {Entry.__module__} import Entry; "
        "Entry(1, 2, '', '', '', (), '', None, 0, False, False, False, (), ''); print('inspect' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
