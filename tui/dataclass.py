"""``dataclass`` at a twentieth of its price at the start.

The standard library compiles six methods for each class while it is imported, 0.4 ms a class, and imports ``inspect``
to do so. Here a class gets methods that are made once for all, and the library's own constructor as soon as it has
many instances. The same otherwise, for all that this program asks of one; type checkers see the library's.
"""

from operator import attrgetter

TYPE_CHECKING = False  # of the name that type checkers know; typing itself is not needed for it
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from dataclasses import asdict, astuple, dataclass, field, fields, replace
    from typing import Any
else:
    MANY = 2000
    """Instances from which on a compiled constructor is worth its price."""
    MISSING = object()

    class Declared:
        """What ``field`` says of one."""

        def __init__(self, default, factory, *, repr, metadata):  # noqa: A002
            self.default, self.factory, self.repr, self.metadata = default, factory, repr, metadata

        def as_library(self):
            """As the standard library says it."""
            from dataclasses import field as library_field

            told = {"repr": self.repr, "metadata": self.metadata}
            if self.factory is not None:
                return library_field(default_factory=self.factory, **told)
            return library_field(**told) if self.default is MISSING else library_field(default=self.default, **told)

    def field(*, default=MISSING, default_factory=None, repr=True, metadata=None):  # noqa: A002
        """A field with more to it than a default."""
        return Declared(default, default_factory, repr=repr, metadata=metadata)

    def replace(instance, /, **changes):
        """A copy with some fields changed."""
        for name in instance.__match_args__:
            if name not in changes:
                changes[name] = getattr(instance, name)
        return instance.__class__(**changes)

    def dataclass(*, frozen=False, slots=False, eq=True):
        """Make a class one; neither inherited fields nor pseudo-fields are known, nor what nothing here asks for."""
        return lambda made: _dataclass(made, frozen=frozen, slots=slots, eq=eq)

    def _dataclass(given, *, frozen, slots, eq):
        names = tuple(given.__annotations__)
        declared = [_declared(given.__dict__.get(name, MISSING)) for name in names]
        body = {name: value for name, value in given.__dict__.items() if name not in ("__dict__", "__weakref__")}
        for name, each in zip(names, declared, strict=True):
            if slots or each.default is MISSING:
                body.pop(name, None)
            else:
                body[name] = each.default
        body.setdefault("__match_args__", names)
        body.setdefault("__repr__", _repr([name for name, each in zip(names, declared, strict=True) if each.repr]))
        if slots:
            body["__slots__"] = names
            if frozen:
                body.update(__getstate__=_state, __setstate__=_set_state)
        if eq:
            get = _getter(names)
            body.setdefault("__eq__", _equal(get))
            if body.get("__hash__") is None:  # as Python leaves it, too, where a class has an __eq__ of its own
                body["__hash__"] = _hash(get) if frozen else None
        if frozen:
            body.update(__setattr__=_refuse, __delattr__=_refuse)
        body.update(__qualname__=given.__qualname__, __dataclass_fields__=_Fields(), _as_declared=declared)
        made = type(given)(given.__name__, given.__bases__, body)
        if "__init__" not in given.__dict__:
            made.__init__ = _constructor(made, names, declared, frozen=frozen)
        return made

    def _declared(value):
        return value if isinstance(value, Declared) else Declared(value, None, repr=True, metadata=None)

    def _library(made, *, frozen):
        """The class that the standard library would have made, to take its parts."""
        from dataclasses import make_dataclass

        notes = made.__annotations__
        parts = zip(made.__match_args__, made._as_declared, strict=True)
        return make_dataclass(
            made.__name__, [(name, notes[name], each.as_library()) for name, each in parts], frozen=frozen
        )

    class _Fields:
        """The ``__dataclass_fields__`` of a class, made when somebody asks."""

        def __get__(self, instance, owner):
            found = owner.__dataclass_fields__ = _library(owner, frozen=False).__dataclass_fields__
            return found

    def _constructor(made, names, declared, *, frozen):
        puts = [getattr(each, "__set__", None) for each in (made.__dict__.get(name) for name in names)]
        if None in puts:  # no slots
            puts = [_putter(name) for name in names]
        rest = [(name, put, each.default, each.factory) for name, put, each in zip(names, puts, declared, strict=True)]
        by_name = dict(zip(names, puts, strict=True))
        left = MANY

        def __init__(self, *args, **named):  # noqa: N807
            nonlocal left
            left -= 1
            given, used = len(args), 0
            if not given and left >= 0 and by_name.keys() == named.keys():
                for name, value in named.items():
                    by_name[name](self, value)
                return
            if left >= 0 and given <= len(rest):
                for put, value in zip(puts, args):  # noqa: B905
                    put(self, value)
                for name, put, default, factory in rest[given:]:
                    if name in named:
                        put(self, named[name])
                        used += 1
                    elif factory is not None:
                        put(self, factory())
                    elif default is not MISSING:
                        put(self, default)
                    else:
                        used = -1
                        break
                if used == len(named):
                    return
            # There are many of them, or it was called wrongly, which the library knows how to tell.
            made.__init__ = _library(made, frozen=frozen).__init__
            made.__init__(self, *args, **named)

        __init__.__qualname__ = f"{made.__qualname__}.__init__"
        return __init__

    def _putter(name):
        return lambda instance, value: object.__setattr__(instance, name, value)

    def _getter(names):
        if len(names) > 1:
            return attrgetter(*names)
        return lambda instance: tuple(getattr(instance, name) for name in names)

    def _equal(get):
        def __eq__(self, other):  # noqa: N807
            return get(self) == get(other) if other.__class__ is self.__class__ else NotImplemented

        return __eq__

    def _hash(get):
        def __hash__(self):  # noqa: N807
            return hash(get(self))

        return __hash__

    def _repr(names):
        def __repr__(self):  # noqa: N807
            told = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
            return f"{self.__class__.__qualname__}({told})"

        return __repr__

    def _refuse(self, name, *_):
        from dataclasses import FrozenInstanceError

        raise FrozenInstanceError(f"cannot assign to field {name!r}")

    def _state(self):
        return [getattr(self, name) for name in self.__match_args__]

    def _set_state(self, state):
        for name, value in zip(self.__match_args__, state, strict=True):
            object.__setattr__(self, name, value)

    def fields(of):
        """The library's, which is imported when it is asked."""
        from dataclasses import fields as library

        return library(of)

    def asdict(instance):
        """The library's, which is imported when it is asked."""
        from dataclasses import asdict as library

        return library(instance)

    def astuple(instance):
        """The library's, which is imported when it is asked."""
        from dataclasses import astuple as library

        return library(instance)


def declarations(of: type) -> "Iterator[tuple[str, Any, Mapping[str, Any]]]":
    """Name, default and metadata of each field of a class that is made so."""
    for name, each in zip(of.__match_args__, of._as_declared, strict=True):  # type: ignore[attr-defined]
        yield name, each.default, each.metadata or {}


__all__ = ["asdict", "astuple", "dataclass", "declarations", "field", "fields", "replace"]
