"""Questions that people ask of the database, as SQL with parameters.

The browser offers them as queries, `pipelines.query.ask` answers them, docs/querying.md shows them.
"""

from pipelines.query.questions.changes import CHANGES
from pipelines.query.questions.collection import COLLECTION
from pipelines.query.questions.outlets import OUTLETS
from pipelines.query.questions.question import Parameter, Question
from pipelines.query.questions.stories import STORIES
from pipelines.query.questions.topics import TOPICS

QUESTIONS: tuple[Question, ...] = (*TOPICS, *STORIES, *CHANGES, *OUTLETS, *COLLECTION)

__all__ = ["QUESTIONS", "Parameter", "Question"]
