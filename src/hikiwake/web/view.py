"""The case at one moment, as the pages look at it: frozen, shared by all threads, and worked out as far as somebody has asked."""

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from hikiwake.assessment.lake import LakeAt
from hikiwake.case.model import Case
from hikiwake.record.analyst import Change
from hikiwake.record.model import Contents
from hikiwake.terms.once import Once
from hikiwake.terms.pauses import pausing, waiting
from hikiwake.web.foreground import Foreground

if TYPE_CHECKING:
    from hikiwake.assessment.model import Assessment
    from hikiwake.brief.composition.material import Material
    from hikiwake.brief.model import Brief

Made = TypeVar("Made")


class _IsPast(BaseException):
    """Work on a view that is past is given up; nothing on the way takes it for a fault of what it works on."""


@dataclass(slots=True)
class Latest:
    """What the views of one desk share: the version of the newest, the assessment worked out last and its material, of which the next take over
    whatever is still as it was, and who is being answered.
    """

    version: str = ""
    assessment: "Assessment | None" = None
    material: "Material | None" = None
    foreground: Foreground = field(default_factory=Foreground)


@dataclass(frozen=True)
class View:
    """The case at one moment. What costs time is worked out when it is first asked for, once, whichever threads ask."""

    case: Case
    case_version: str
    contents: Contents
    revision: str
    lake: LakeAt | None = None  # event data
    changes: tuple[Change, ...] = ()  # what the analysts did, of the same moment as the contents
    latest: Latest = field(default_factory=Latest, repr=False, compare=False)
    _once: Once = field(default_factory=Once, repr=False, compare=False)
    _first: list[threading.Thread] = field(default_factory=list, repr=False, compare=False)

    @property
    def assessment(self) -> "Assessment":
        return self.once("assessment", lambda view: view._assessed())

    @property
    def material(self) -> "Material":
        """The assessment made ready for writing: names, numbers of sources, excerpts."""
        from hikiwake.brief.composition.material import Material

        def made(view: View) -> Material:
            now = view.latest.material = Material.like(view.assessment, view.latest.material)
            return now

        return self.once("material", made)

    @property
    def brief(self) -> "Brief":
        from hikiwake.brief.composition.compose import compose_from

        return self.once("brief", lambda view: compose_from(view.material))

    @property
    def version(self) -> str:
        """Changes with anything that a page of this view could show."""
        return f"{self.revision}.{self.case_version}" + (f".{self.lake.state}" if self.lake else "")

    @property
    def is_first(self) -> bool:
        """Whether nothing was worked out yet of this case, of which this view could take over what is still as it was."""
        return self.latest.assessment is None

    @property
    def is_past(self) -> bool:
        """Whether somebody has looked at the desk since and found something else: hardly anybody will want more of this view."""
        return self.latest.version not in ("", self.version)

    def once(self, name: str, make: "Callable[[View], Made]") -> Made:
        """What a page works out of this view, worked out once and kept under `name` as long as the view is."""
        return self._once.of(name, lambda: make(self))

    def is_ready(self, seconds: float) -> bool:
        """Whether the brief is there within `seconds`; it is worked on beside whoever asks."""
        return self.has_ended(self.beside("brief", View._composed), seconds)

    def beside(self, name: str, work: "Callable[[View], object]", *, even_if_past: bool = True) -> threading.Thread:
        """The thread that does this work beside the pages, begun when first asked for, once a view. At its pauses it stands back while
        somebody is answered; what goes wrong is told to whoever asks for what it makes.

        Args:
            even_if_past: whether it goes on when the view is past.
        """

        def at_pauses() -> None:
            self.latest.foreground.give_way()
            if self.is_past and not even_if_past:
                raise _IsPast

        def do() -> None:
            with suppress(Exception, _IsPast), pausing(at_pauses):
                work(self)

        def begun() -> threading.Thread:
            worker = threading.Thread(target=do, name=name, daemon=True)
            worker.start()
            return worker

        return self.once(f"{name} beside", lambda _: begun())

    def has_ended(self, worker: threading.Thread, seconds: float | None = None) -> bool:
        """Whether what this thread works out beside the pages is there within `seconds`; None: however long it takes."""
        with waiting():
            worker.join(seconds)
        return not worker.is_alive()

    def goes_first(self, worker: threading.Thread) -> None:
        """Somebody waits for what this thread works out: the brief that is composed beside the pages lets it go first."""
        self._first.append(worker)

    def _assessed(self) -> "Assessment":
        from hikiwake.assessment.assess import assess

        now = self.latest.assessment = assess(self.case, self.contents, self.latest.assessment, lake=self.lake)
        return now

    def _composed(self) -> None:
        for make in (lambda: self.assessment, lambda: self.brief):
            while self._first:
                self._first.pop().join()
            if not self.is_past:
                make()
