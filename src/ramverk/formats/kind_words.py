"""What the kinds of activities are called in Swedish, in calendars and on the command line."""

from ramverk.core.timetable.model import Kind

KIND_WORDS = {
    Kind.DISPATCH: "Utskick",
    Kind.SUBMISSION: "Inlämning",
    Kind.PREPARATION: "Beredning",
    Kind.DIALOGUE: "Dialog",
    Kind.INFORMATION: "Information",
    Kind.DECISION: "Beslut",
    Kind.HANDOVER: "Överlämnande",
    Kind.PARTY_WORK: "Partiarbete",
    Kind.CONSULTATION: "Samverkan",
    Kind.REVISION: "Revidering",
    Kind.ANALYSIS: "Analys",
    Kind.PUBLICATION: "Publicering",
    Kind.DEADLINE: "Sista dag",
    Kind.MEETING: "Sammanträde",
    Kind.OTHER: "Övrigt",
}
