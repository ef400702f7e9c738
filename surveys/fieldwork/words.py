"""Words for what files and tables of field work hold as values."""

from surveys.values import AnsweredBy, Channel, Format, Language

WAYS = {"channel": "How it came", "language": "Language", "format": "Format", "answered_by": "Who answered"}

VALUES: dict[str, dict[str, str]] = {
    "channel": {
        Channel.ONLINE: "Online",
        Channel.KIOSK: "Kiosk, shared by several people",
        Channel.PAPER: "Paper",
        Channel.PHONE: "Telephone",
    },
    "language": {
        Language.ENGLISH: "English",
        Language.WELSH: "Welsh",
        Language.BENGALI: "Bengali",
        Language.POLISH: "Polish",
        Language.URDU: "Urdu",
    },
    "format": {
        Format.STANDARD: "Standard",
        Format.LARGE_PRINT: "Large print",
        Format.EASY_READ: "Easy Read",
    },
    "answered_by": {
        AnsweredBy.SELF: "The person alone",
        AnsweredBy.WITH_HELP: "The person, with help",
        AnsweredBy.FOR_SOMEBODY: "Somebody else for the person",
    },
}
"""Values of the columns that say how a response was given, in the order in which they are shown."""

OTHERS = "others"
"""Stands for values that too few people gave to be named."""
