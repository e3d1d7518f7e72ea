"""What a participant of a timetable means here: remembered, named so here, or a word every municipality uses."""

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from ramverk.apps.organisation.models import PRESIDIUM, Audience, AudienceTerm, Body, BodyKind, Role, Standing, on
from ramverk.core.timetable.bodies import BodyKind as Word
from ramverk.core.timetable.bodies import Mention, split_participants

ALIKE = 0.82
"""How alike a written name and a body's name must be, as a ratio of common letters, to be suggested."""


def audience_key(as_written: str) -> str:
    """The name as compared from year to year: lower case, blanks collapsed, no punctuation at the ends."""
    return re.sub(r"\s+", " ", as_written).strip(" \t.,;:").casefold()[:200]


@dataclass(frozen=True, slots=True)
class Term:
    """One part of an audience before it is saved: a body, or all bodies of a kind, and a role or a standing in it."""

    body_id: int | None = None
    body_name: str = field(default="", compare=False)
    body_kind: str = ""
    role: str = ""
    standing: str = ""

    @classmethod
    def of(cls, term: AudienceTerm) -> "Term":
        """The saved term as a value."""
        return cls(term.body_id, term.body.name if term.body else "", term.body_kind, term.role, term.standing)

    def __str__(self) -> str:
        where = self.body_name or str(BodyKind(self.body_kind).label)
        if self.standing:
            where = f"{where} ({Standing(self.standing).label})"
        return f"{Role(self.role).label}, {where}" if self.role else where


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a participant may mean. `certainty` is 1.0 for what somebody has confirmed, and 0 where nothing is known."""

    as_written: str
    terms: tuple[Term, ...] = ()
    certainty: float = 0.0
    why: str = ""
    audience: Audience | None = None

    @property
    def key(self) -> str:
        """The name the meaning is remembered under."""
        return audience_key(self.as_written)

    @property
    def is_known(self) -> bool:
        """Whether somebody has confirmed it, this year or before."""
        return self.audience is not None and self.audience.is_confirmed


def _all_of(*kinds: str) -> tuple[Term, ...]:
    return tuple(Term(body_kind=kind) for kind in kinds)


def _roles(kind: str, *roles: str) -> tuple[Term, ...]:
    return tuple(Term(body_kind=kind, role=role) for role in roles)


def _parties(standing: str = "") -> tuple[Term, ...]:
    return (Term(body_kind=BodyKind.PARTY, standing=standing),)


_MEANINGS: dict[Word, tuple[float, tuple[Term, ...]]] = {
    Word.COUNCIL: (0.9, _all_of(BodyKind.COUNCIL)),
    Word.COUNCIL_PRESIDIUM: (0.9, _roles(BodyKind.COUNCIL, *PRESIDIUM)),
    Word.EXECUTIVE_BOARD: (0.9, _all_of(BodyKind.EXECUTIVE_BOARD)),
    Word.EXECUTIVE_COMMITTEE: (0.9, _all_of(BodyKind.WORKING_COMMITTEE)),
    Word.EXECUTIVE_PRESIDIUM: (0.9, _roles(BodyKind.EXECUTIVE_BOARD, *PRESIDIUM)),
    Word.EXECUTIVE_CHAIR: (0.9, _roles(BodyKind.EXECUTIVE_BOARD, Role.CHAIR)),
    Word.DRAFTING_COMMITTEE: (0.9, _all_of(BodyKind.DRAFTING_COMMITTEE)),
    Word.BOARDS: (0.9, _all_of(BodyKind.BOARD)),
    Word.BOARD_PRESIDIA: (0.9, _roles(BodyKind.BOARD, *PRESIDIUM)),
    Word.BOARD_CHAIRS: (0.9, _roles(BodyKind.BOARD, Role.CHAIR)),
    Word.BOARD_HEADS: (
        0.8,
        (*_roles(BodyKind.BOARD, *PRESIDIUM), *_roles(BodyKind.ADMINISTRATION, Role.HEAD)),
    ),
    Word.CHAIRS: (0.7, _roles(BodyKind.BOARD, Role.CHAIR)),
    Word.ADMINISTRATIONS: (0.9, _all_of(BodyKind.ADMINISTRATION)),
    Word.ADMINISTRATION_HEADS: (0.9, _roles(BodyKind.ADMINISTRATION, Role.HEAD)),
    Word.MANAGERS: (0.6, _roles(BodyKind.ADMINISTRATION, Role.HEAD)),
    Word.CHIEF_EXECUTIVE: (0.7, _roles(BodyKind.MANAGEMENT_TEAM, Role.HEAD)),
    Word.MANAGEMENT_TEAM: (0.9, _all_of(BodyKind.MANAGEMENT_TEAM)),
    Word.ANALYSIS_GROUP: (0.9, _all_of(BodyKind.ANALYSIS_GROUP)),
    Word.OFFICIALS: (0.4, _roles(BodyKind.ADMINISTRATION, Role.HEAD, Role.OFFICIAL)),
    Word.FINANCE_DEPARTMENT: (0.9, _all_of(BodyKind.FINANCE_DEPARTMENT)),
    Word.FINANCE_DIRECTOR: (0.9, _roles(BodyKind.FINANCE_DEPARTMENT, Role.HEAD)),
    Word.FINANCE_STAFF: (0.7, _roles(BodyKind.FINANCE_DEPARTMENT, Role.OFFICIAL)),
    Word.CONTROLLERS: (0.5, _roles(BodyKind.FINANCE_DEPARTMENT, Role.OFFICIAL)),
    # the process owner bears this name in some municipalities
    Word.CENTRAL_OFFICE: (0.6, _all_of(BodyKind.FINANCE_DEPARTMENT)),
    Word.PARTIES: (0.9, _parties()),
    Word.MAJORITY: (0.9, _parties(Standing.MAJORITY)),
    Word.OPPOSITION: (0.9, _parties(Standing.OPPOSITION)),
    Word.POLITICIANS: (0.4, _all_of(BodyKind.COUNCIL)),
    Word.UNION_GROUP: (0.9, _all_of(BodyKind.UNION_GROUP)),
    Word.UNIONS: (0.9, _all_of(BodyKind.UNION)),
    Word.COMPANIES: (0.9, _all_of(BodyKind.COMPANY)),
    Word.JOINT_AUTHORITIES: (0.9, _all_of(BodyKind.JOINT_AUTHORITY)),
    Word.AUDITORS: (0.9, _all_of(BodyKind.AUDITORS)),
    Word.MEDIA: (0.9, _all_of(BodyKind.MEDIA)),
    Word.CITIZENS: (0.9, _all_of(BodyKind.CITIZENS)),
}
_VICE_KINDS = {
    Word.EXECUTIVE_VICE_CHAIR: BodyKind.EXECUTIVE_BOARD,
    Word.BOARD_VICE_CHAIRS: BodyKind.BOARD,
    Word.VICE_CHAIRS: BodyKind.BOARD,
}
_FIRST = re.compile(r"\b1\b|1:|1[ea]\b|\bförst", re.IGNORECASE)
_SECOND = re.compile(r"\b2\b|2:|2[ea]\b|\bandr", re.IGNORECASE)
_SMALLER = re.compile(r"\b(?:mindre|små)\s+partier|partier\w*\s+utan\s+(?:plats|representation|mandat)", re.IGNORECASE)
_SMALLER_ALONE = re.compile(rf"^(?:de\s+)?(?:{_SMALLER.pattern})(?:(?!\s(?:och|samt)\s)[^,/])*$", re.IGNORECASE)
_EXECUTIVE = frozenset({Word.EXECUTIVE_CHAIR, Word.EXECUTIVE_VICE_CHAIR, Word.EXECUTIVE_PRESIDIUM})
_ROLE_WORDS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\s+presidi\w+$", re.IGNORECASE), PRESIDIUM),
    (re.compile(r"\s+(?:1:?[ea]|förste|första)\s+vice\s+ordf\w*\.?$", re.IGNORECASE), (Role.FIRST_VICE_CHAIR,)),
    (re.compile(r"\s+(?:2:?[ea]|andre|andra)\s+vice\s+ordf\w*\.?$", re.IGNORECASE), (Role.SECOND_VICE_CHAIR,)),
    (re.compile(r"\s+ordf\w*\.?$", re.IGNORECASE), (Role.CHAIR,)),
    (re.compile(r"\s+(?:nämnd)?sekreterare\w*$", re.IGNORECASE), (Role.SECRETARY,)),
    (re.compile(r"\s+(?:förvaltnings)?chef\w*$", re.IGNORECASE), (Role.HEAD,)),
    (re.compile(r"\s+gruppledar\w+$", re.IGNORECASE), (Role.GROUP_LEADER,)),
)


class Directory:
    """The bodies of a day and the meanings remembered, read once for many names. Three queries."""

    def __init__(self, names: Iterable[str], day: date) -> None:
        self.bodies = list(Body.objects.filter(on(day)))
        self.kinds = {body.kind for body in self.bodies}
        self.named = {name: body for body in self.bodies for name in _names(body)}
        keys = {audience_key(name) for name in names}
        known = Audience.objects.filter(key__in=keys).prefetch_related("terms__body")
        self.known = {audience.key: audience for audience in known}

    def suggest(self, as_written: str) -> Suggestion:
        """What this name means, with how sure we are and why."""
        if audience := self.known.get(audience_key(as_written)):
            terms = tuple(Term.of(term) for term in audience.terms.all())
            why = _("Bekräftat tidigare.") if audience.is_confirmed else _("Sparat men inte bekräftat.")
            return Suggestion(as_written, terms, 1.0 if audience.is_confirmed else 0.8, why, audience)
        if body := self.named.get(audience_key(as_written)):
            return Suggestion(as_written, (_one(body),), 0.95, _("Heter så i organisationen."))
        if _SMALLER_ALONE.match(as_written):
            return self._as_here(as_written, _parties(Standing.WITHOUT_BOARD_SEAT), 0.8)
        mentions = split_participants(as_written).mentions
        if not any(mention.kind in _EXECUTIVE for mention in mentions) and (role := self._role_in_a_body(as_written)):
            return role
        parts = [self._mention(mention) for mention in mentions]
        if not parts:
            return self._nothing(as_written)
        terms = tuple(dict.fromkeys(term for part in parts for term in part.terms))
        return Suggestion(
            as_written,
            terms,
            min(part.certainty for part in parts),
            " ".join(dict.fromkeys(part.why for part in parts)),
        )

    def _nothing(self, as_written: str) -> Suggestion:
        return Suggestion(as_written, why=_("Okänt här. Välj vilka som menas; det blir ihågkommet till nästa år."))

    def _mention(self, mention: Mention) -> Suggestion:
        """One body or role of the name."""
        if body := self.named.get(audience_key(mention.name)):
            return Suggestion(mention.name, (_one(body),), 0.95, _("Heter så i organisationen."))
        if mention.kind not in _EXECUTIVE and (found := self._role_in_a_body(mention.name)):
            return found
        terms, certainty = _meaning(mention)
        if terms:
            return self._as_here(mention.name, terms, certainty)
        return self._like(mention.name) or self._nothing(mention.name)

    def _as_here(self, name: str, terms: tuple[Term, ...], certainty: float) -> Suggestion:
        missing = sorted({str(BodyKind(term.body_kind).label) for term in terms if term.body_kind not in self.kinds})
        if missing:
            sentence = _("Vanligt ord, men organisationen saknar: %s.") % ", ".join(missing)
            return Suggestion(name, terms, min(certainty, 0.5), sentence)
        vague = certainty < 0.7
        why = _("Betyder olika i olika kommuner. Se efter.") if vague else _("Vanligt ord i tidplaner.")
        return Suggestion(name, terms, certainty, why)

    def _role_in_a_body(self, name: str) -> Suggestion | None:
        """ "Socialnämndens presidium": a role in one body of ours."""
        for pattern, roles in _ROLE_WORDS:
            match = pattern.search(name)
            if match and (body := self._owner(name[: match.start()])) is not None:
                terms = tuple(Term(body.pk, body.name, role=role) for role in roles)
                return Suggestion(name, terms, 0.9, _("Roller i %s.") % body.name)
        return None

    def _owner(self, name: str) -> Body | None:
        """The body a genitive speaks of: "Socialnämndens", "BUN:s", "BUN"."""
        bare = re.sub(r":?s$", "", name.strip(), flags=re.IGNORECASE)
        return self.named.get(audience_key(name)) or self.nearest(bare)[0]

    def _like(self, name: str) -> Suggestion | None:
        body, ratio = self.nearest(name)
        if body is None:
            return None
        return Suggestion(name, (_one(body),), round(0.9 * ratio, 2), _("Liknar %s.") % body.name)

    def nearest(self, name: str) -> tuple[Body | None, float]:
        """The body whose name or short name is most like this one, and how alike they are; None below `ALIKE`."""
        wanted = audience_key(name)
        if body := self.named.get(wanted):
            return body, 1.0
        near = difflib.get_close_matches(wanted, [n for n in self.named if len(n) > 4], n=1, cutoff=ALIKE)
        if not near:
            return None, 0.0
        return self.named[near[0]], difflib.SequenceMatcher(None, wanted, near[0]).ratio()


def _names(body: Body) -> Iterable[str]:
    yield audience_key(body.name)
    if body.short_name:
        yield audience_key(body.short_name)


def _one(body: Body) -> Term:
    return Term(body.pk, body.name)


def _meaning(mention: Mention) -> tuple[tuple[Term, ...], float]:
    """What the word means in any municipality; nothing where it names one body that must be known here."""
    if mention.kind in _VICE_KINDS:
        first, second = _FIRST.search(mention.name), _SECOND.search(mention.name)
        both = bool(first) == bool(second)
        roles = [Role.FIRST_VICE_CHAIR] * bool(first or both) + [Role.SECOND_VICE_CHAIR] * bool(second or both)
        return _roles(_VICE_KINDS[mention.kind], *roles), 0.9
    if mention.kind is Word.PARTIES and _SMALLER.search(mention.name):
        return _parties(Standing.WITHOUT_BOARD_SEAT), 0.8
    certainty, terms = _MEANINGS.get(mention.kind, (0.0, ()))
    return terms, certainty


def suggest_all(names: Sequence[str], day: date) -> list[Suggestion]:
    """A suggestion for each name, in their order; three queries however many there are."""
    directory = Directory(names, day)
    return [directory.suggest(name) for name in names]


def suggest(as_written: str, day: date) -> Suggestion:
    """A suggestion for one name."""
    return suggest_all([as_written], day)[0]
