"""The learned model of stories: does this report belong to that story? `training/stories.py` makes it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

import numpy as np

from headwater.errors import StylebookError
from headwater.relate.measures import NAMES
from headwater.text.trees import Forest, Measures

# A placement below this is kept, and marked uncertain: a reader may look at it, an alert may wait.
_SURE_FROM = 0.75


@dataclass(frozen=True, slots=True)
class StoryModel:
    """Trees over the measures of `NAMES`, and the line from their log odds to a calibrated probability."""

    forest: Forest
    slope: float
    offset: float
    join_from: float

    def is_uncertain(self, probability: float) -> bool:
        """Whether a placement of that probability is not sure either way."""
        return probability < _SURE_FROM

    def probabilities(self, measures: Measures) -> Measures:
        """For each row of measures how probable it is that the report belongs to the story."""
        odds = self.slope * self.forest.scores(measures) + self.offset
        return np.asarray(1 / (1 + np.exp(-odds)), dtype=np.float32)


@cache
def load_story_model() -> StoryModel:
    """The model that is shipped."""
    table = "relate/stories.npz"
    try:
        with resources.files(__package__).joinpath("stories.npz").open("rb") as stream, np.load(stream) as arrays:
            kept = {key: arrays[key] for key in arrays.files}
        if str(kept["names"]).split(" ") != list(NAMES):
            raise ValueError("made for other measures")
    except (OSError, ValueError, KeyError) as fault:
        raise StylebookError(table, f"no usable model ({fault}); run training/stories.py") from fault
    forest = Forest(
        kept["columns"].astype(np.int64), kept["thresholds"], kept["values"].astype(np.float32), float(kept["start"])
    )
    return StoryModel(forest, float(kept["slope"]), float(kept["offset"]), float(kept["join_from"]))
