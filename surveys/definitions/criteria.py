"""Lots and their weighted criteria, as they are published before any bid is opened."""

from pydantic import Field, model_validator

from surveys.definitions.strict import Definition, Key, Words

FULL_WEIGHT = 100


class CriterionDefinition(Definition):
    """One thing scored; `weight` in percent of the lot's total."""

    key: Key
    title: Words
    weight: int = Field(gt=0, le=FULL_WEIGHT)
    question: Words
    guidance: Words
    themes: tuple[str, ...] = Field(min_length=1)


class LotDefinition(Definition):
    """The part offered for."""

    key: Key
    title: Words
    summary: Words
    pass_mark: int = Field(ge=0, le=5)
    price_weight: int = Field(ge=0, lt=FULL_WEIGHT)
    tie_break: Words
    criteria: tuple[CriterionDefinition, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _full_weight(self) -> "LotDefinition":
        total = self.price_weight + sum(criterion.weight for criterion in self.criteria)
        if total != FULL_WEIGHT:
            message = f"weights sum to {total}, expected {FULL_WEIGHT}"
            raise ValueError(message)
        return self


class CriteriaDefinition(Definition):
    """All lots of one programme."""

    lots: tuple[LotDefinition, ...] = Field(min_length=1)
