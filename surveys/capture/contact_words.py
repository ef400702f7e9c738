"""How spreadsheets say what a contact file needs: names of columns and words in cells, forgiving in spelling."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from surveys.capture.imports import DATE_FORMS
from surveys.values import Format, Group, Language, Reach

Kind = TypeVar("Kind", bound=StrEnum)

COLUMNS: Mapping[str, str] = {
    "name": "name fullname contactname contact person personname clientname client displayname",
    "first_name": "firstname forename givenname first",
    "last_name": "lastname surname familyname last",
    "email": "email emailaddress mail mailaddress emailaddr",
    "phone": "phone telephone tel mobile phonenumber telephonenumber mobilenumber phoneno telephoneno contactnumber",
    "address": "address postaladdress homeaddress fulladdress address1 address2 address3 address4 address5"
    " addressline1 addressline2 addressline3 addressline4 addressline5 house street road town city locality county"
    " postcode postalcode",
    "group": "group role type persontype contacttype category whoitis",
    "language": "language preferredlanguage lang mainlanguage firstlanguage",
    "format": "format preferredformat accessibleformat informationformat",
    "reach": "channel preferredchannel reach contactby contactmethod preferredcontact preferredcontactmethod"
    " preferredwayofcontact howtocontact howtoreach",
    "needs": "needs communicationneeds communicationneed accessneeds accessibilityneeds aisneeds supportneeds",
    "provided": "provided whatisprovided whatwedo adjustments adjustment met meet",
    "asked_on": "askedon needsaskedon asked dateasked identifiedon identified",
    "may_share": "mayshare share consenttoshare sharingconsent consent mayweshare",
    "share_asked_on": "shareaskedon consentdate consentaskedon consentgivenon sharingaskedon",
    "review_on": "reviewon reviewdate review nextreview nextreviewdate reviewdue reviewby",
}
"""By part of a contact, the names of columns without blanks, hyphens and capitals. Address columns keep their order."""

VALUES: Mapping[type[StrEnum], Mapping[StrEnum, str]] = {
    Group: {
        Group.SERVICE_USER: "serviceuser serviceusers client customer resident peoplewhousecare personwhousescare user",
        Group.FAMILY_CARER: "familycarer familycarers carer unpaidcarer family relative informalcarer",
        Group.CARE_WORKER: "careworker careworkers homecareworker staff worker paidcarer",
        Group.PROVIDER: "provider providers careprovider careproviders agency",
        Group.PROFESSIONAL: "professional professionals otherprofessional otherprofessionals socialworker nurse",
    },
    Language: {
        Language.ENGLISH: "en eng english",
        Language.WELSH: "cy cym welsh cymraeg",
        Language.BENGALI: "bn ben bengali bangla sylheti বাংলা",
        Language.POLISH: "pl pol polish polski",
        Language.URDU: "ur urd urdu اردو",
    },
    Format: {
        Format.STANDARD: "standard normal none plain usual print",
        Format.LARGE_PRINT: "largeprint large lp bigprint largetype",
        Format.EASY_READ: "easyread easy er easyreading",
    },
    Reach: {
        Reach.EMAIL: "email mail electronic online",
        Reach.LETTER: "letter post paper postal letters bypost",
        Reach.PHONE: "phone telephone call tel mobile byphone ring",
        Reach.IN_PERSON: "inperson visit facetoface person homevisit",
    },
}
"""What cells may say."""

EXPECTED: Mapping[type[StrEnum], str] = {
    Group: "service user, family carer, care worker, provider or professional",
    Language: "English, Welsh, Bengali, Polish or Urdu",
    Format: "standard, large print or Easy Read",
    Reach: "e-mail, letter, phone or in person",
}
"""What to write instead of a word that is not understood."""

_YES, _NO = frozenset({"yes", "y", "true", "1", "x"}), frozenset({"no", "n", "false", "0"})
_PARTS = {name: part for part, names in COLUMNS.items() for name in names.split()}


def fold(text: str) -> str:
    """Leave out blanks, hyphens and capitals."""
    return re.sub(r"[\W_]+", "", text.casefold())


def part_of(column: str) -> str | None:
    """Tell which part of a contact a column holds; None when nothing is known by its name."""
    return _PARTS.get(fold(column))


def read_choice(kind: type[Kind], raw: str) -> Kind | None:
    """Read a word of a cell; None when it is not understood."""
    folded = fold(raw)
    found = (value for value, names in VALUES[kind].items() if folded in names.split() or folded == fold(value))
    return next((kind(value) for value in found), None)


@lru_cache(maxsize=2048)
def read_day(raw: str) -> date | None:
    """Read a date in one of the usual British or ISO forms; a time of day after it is dropped."""
    if not raw.strip():
        return None
    for text in (raw.strip(), raw.strip().split(" ")[0].split("T")[0]):
        for form in DATE_FORMS:
            try:
                return datetime.strptime(text, form).date()  # noqa: DTZ007  a date has no zone
            except ValueError:
                continue
    return None


def read_yes(raw: str) -> bool | None:
    """Read yes or no; None when it is neither."""
    folded = fold(raw)
    return True if folded in _YES else False if folded in _NO else None
