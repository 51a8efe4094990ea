"""Labels by hand: a draft to begin with, and what an annotator changes in it."""

from factcards.evaluation.labelling.corrections import WrongReading, wrong_readings
from factcards.evaluation.labelling.drafting import DraftHead, draft_labels
from factcards.evaluation.labelling.file import LabelsFile
from factcards.evaluation.labelling.folder import FolderOrder, make_fixture
from factcards.evaluation.labelling.review import ReviewItem, review_items

__all__ = [
    "DraftHead",
    "FolderOrder",
    "LabelsFile",
    "ReviewItem",
    "WrongReading",
    "draft_labels",
    "make_fixture",
    "review_items",
    "wrong_readings",
]
