"""The topics of the staff pages: their first page, their words, and who may open them."""

from flask import Flask

from surveys.values import Role

LEADS = frozenset({Role.PROGRAMME_LEAD, Role.ADMINISTRATOR})

WAYS: tuple[tuple[str, str, str, frozenset[Role]], ...] = (
    ("authoring", "authoring.show_all", "Surveys", LEADS),
    # Leads find these on the page of their surveys.
    ("invitations", "invitations.show_all", "Invitations", frozenset({Role.FACILITATOR})),
    ("paper", "paper.show_all", "Paper and phone", frozenset({Role.FACILITATOR})),
    ("fieldwork", "fieldwork.show_all", "Answers so far", frozenset({Role.FACILITATOR, Role.REVIEWER})),
    ("uploads", "uploads.show_all", "Photos and voice notes", frozenset({Role.REVIEWER})),
    ("workshops", "workshops.show_all", "Workshops", LEADS | {Role.FACILITATOR}),
    ("review", "review.show_queue", "Review tags", LEADS | {Role.REVIEWER}),
    ("learning", "learning.show", "Learning", LEADS),
    ("concerns", "concerns.show_all", "Concerns", frozenset({Role.PROGRAMME_LEAD})),
    ("summaries", "summaries.show_themes", "What was said", LEADS | {Role.REVIEWER, Role.FACILITATOR}),
    ("codeframes", "codeframes.show_all", "Codeframes", LEADS | {Role.REVIEWER}),
    (
        "evaluation",
        "evaluation.show_lots",
        "Tender evaluation",
        frozenset({Role.PANEL_MEMBER, Role.CHAIR, Role.PROGRAMME_LEAD}),
    ),
    ("publication", "publication.show_findings", "You said, we did", LEADS),
)
"""Topic (a blueprint's name), endpoint, words, roles. The endpoint takes a programme's key."""

DESKS: tuple[tuple[str, str, str], ...] = (
    ("invitations.show_all", "Invitations", "Contacts, letters and e-mails with personal links, posters, kiosk"),
    ("paper.show_all", "Paper and phone", "Print forms, key what comes back, ask by telephone"),
    ("fieldwork.show_all", "Answers so far", "Counts, who is missing, and all answers as files"),
    ("uploads.show_all", "Photos and voice notes", "Write down what they show and say"),
)
"""What is done with published surveys: endpoint, words, and what it is for."""


def init_navigation(app: Flask) -> None:
    """Let templates ask for the ways."""
    app.add_template_global(lambda: WAYS, "staff_ways")
    app.add_template_global(lambda: DESKS, "desks")
