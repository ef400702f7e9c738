"""The fixed words of a printed questionnaire, in the language that is spoken while they are asked for.

The sentences are short, since the Easy Read print has the same ones.
"""

from surveys.definitions.routing_words import Phrases
from surveys.models import Programme
from webapp.texts import gettext as _


def routing_phrases() -> Phrases:
    """Give the words that conditions are put into."""
    return Phrases(
        question=_("question {number}"),
        other_question=_("the question “{words}”"),
        quoted=_("“{words}”"),
        said=_("you said {values} to {question}"),
        not_said=_("you did not say {values} to {question}"),
        at_least=_("your answer to {question} is {lowest} or more"),
        at_most=_("your answer to {question} is {highest} or less"),
        between=_("your answer to {question} is from {lowest} to {highest}"),
        not_at_least=_("your answer to {question} is not {lowest} or more"),
        not_at_most=_("your answer to {question} is not {highest} or less"),
        not_between=_("your answer to {question} is not from {lowest} to {highest}"),
        answered=_("you answered {question}"),
        not_answered=_("you did not answer {question}"),
        all_of=_("{first}, and {second}"),
        any_of=_("{first}, or {second}"),
        either=_("{first} or {second}"),
        your_answer=_("your answer to {question}"),
    )


Lines = list[tuple[str, str]]
"""Sentences, each with the key of its picture for Easy Read."""


def how_to_answer() -> Lines:
    """List how paper is filled in."""
    return [
        ("writing", _("Please use a pen with black or blue ink.")),
        ("tick-box", _("Put a tick in the box beside your answer.")),
        ("change", _("Did you tick the wrong box? Cross it out, and tick the right one.")),
        ("yes", _("You can leave out any question.")),
        ("helping", _("Somebody you trust may read the questions to you, and write down your answers.")),
        ("no", _("Please do not write your name or address on these pages.")),
    ]


def what_happens(programme: Programme) -> Lines:
    """List what becomes of the words."""
    return [
        (
            "council",
            _(
                "%(council)s reads what you write. It uses it to decide what good care at home must be.",
                council=programme.council,
            ),
        ),
        ("laptop", _("We type your answers into a computer. Nothing there says who wrote them.")),
        ("speech-bubble", _("We quote you only if you say yes at the end, and never with your name.")),
        (
            "locked",
            _(
                "We keep what you say confidential. There is one exception: if your words say that somebody may be "
                "harmed or neglected, a named person at the council reads them and may have to act."
            ),
        ),
    ]


def numbers_to_call() -> list[dict[str, str]]:
    """List whom to call, each with the number, which is written from left to right in every language."""
    return [
        {"words": _("If somebody is in danger now:"), "number": "999"},
        {"words": _("Hourglass, about harm or neglect of older people, day and night:"), "number": "0808 808 8141"},
        {"words": _("Samaritans, to talk to somebody, day and night:"), "number": "116 123"},
        {"words": _("NHS, if you need medical help now but it is not an emergency:"), "number": "111"},
    ]


def fixed_words() -> dict[str, str]:
    """Give the words of headings and labels by the name that the template knows them by."""
    return {
        "office": _("For the office"),
        "paper_number": _("Paper number"),
        "how": _("How to answer"),
        "what_happens": _("What happens to your words"),
        "help": _("Numbers to call"),
        "online": _("Do you want to answer online?"),
        "online_how": _("Point the camera of a phone at the square, or type this address:"),
        "day": _("Day"),
        "month": _("Month"),
        "year": _("Year"),
        "before_sending": _("Before you send it back"),
        "return": _("Send it back to"),
        "cut": _("You can cut this part off and put it in the envelope so that the address shows."),
        "thanks": _("Thank you."),
        "one_more": _("There are some more questions, about you. You can leave them out."),
        "apart": _(
            "These pages are kept apart from the others. When they arrive, we take them off. "
            "Nobody can see which other answers are yours."
        ),
    }
