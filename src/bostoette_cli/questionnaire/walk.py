"""Where a person is among the questions: forward along a route, back over everything."""

from collections.abc import Collection
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Walk:
    """A place among ``count`` questions.

    Attributes:
        count: how many questions there are.
        route: the indices to stop at on the way forward; going back stops everywhere.
        at: where one is; ``count`` when the end is reached.
    """

    count: int
    route: frozenset[int]
    at: int

    @classmethod
    def along(cls, count: int, route: Collection[int]) -> "Walk":
        """Start at the first stop of a route."""
        return cls(count, frozenset(route), min(route, default=count))

    @property
    def is_over(self) -> bool:
        """Whether there is nothing more to ask."""
        return self.at >= self.count

    def forward(self) -> "Walk":
        """Go to the next stop of the route, or to the end."""
        later = [index for index in self.route if index > self.at]
        return replace(self, at=min(later, default=self.count))

    def back(self) -> "Walk":
        """Go to the question before, whether or not it is on the route; stay at the first."""
        return replace(self, at=max(self.at - 1, 0))
