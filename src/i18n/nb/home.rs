//! The Home tab, in bokmål.

use super::{date, help, join, talk, way_there, when};
use crate::domain::model::{ClusterHome, Lang, MeetingFacts, OptOut, Settings, Standing, TalkFacts};
use crate::i18n::lists::count;
use crate::i18n::marks::{channel_name, named, strong};
use crate::i18n::{ClusterWords, Said};

pub(crate) fn cluster(home: &ClusterHome) -> ClusterWords {
    let standing = &home.standing;
    ClusterWords {
        heading: heading(home),
        todo: format!("*Det neste for deg*\n{}", help::todo_line(&standing.todo)),
        meeting: standing.next.as_deref().map_or_else(|| "Ingen møter er planlagt ennå.".to_owned(), meeting),
        standing: small(standing),
        talks: home.talks.iter().map(|(talk, facts)| shows(talk, facts.as_ref())).collect(),
    }
}

fn heading(home: &ClusterHome) -> String {
    let channel = channel_name(&home.name);
    match &home.standing.company {
        Some(company) => format!("{channel} · {}", company.plain()),
        None => channel,
    }
}

fn meeting(facts: &MeetingFacts) -> String {
    let host = named(Lang::Nb, &facts.host);
    let about = match &facts.theme {
        Some(theme) => format!("{}. {host} er vertskap.", strong(theme)),
        None => format!("{host} er vertskap, og temaet kommer."),
    };
    format!("*Neste møte*\n{}\n{about}", way_there(facts))
}

fn small(standing: &Standing) -> String {
    let answer = standing.answer.map(|answer| help::standing(standing.company.as_ref(), answer));
    let hosting = standing.hosting.map(|at| format!("Dere er vertskap {}.", when(at)));
    let away = standing.away.map(help::is_away);
    let turn = standing.turn.map(help::organises);
    answer.into_iter().chain(hosting).chain(turn).chain(away).collect::<Vec<_>>().join(" ")
}

fn shows(of: &TalkFacts, facts: Option<&MeetingFacts>) -> String {
    let (title, length) = (strong(&of.title), talk::length(of));
    match facts {
        Some(facts) => format!("Du viser {title} {}: {length}.", when(facts.start)),
        None => format!("Du viser {title}: {length}. Venter på plass, og jeg sier fra når det blir en."),
    }
}

/// Above all else on the first visit.
pub(crate) const FIRST: [&str; 3] = [
    "*Hei, og velkommen!* Her ser du det neste som gjelder deg, øverst, og ellers bare det som er ditt.",
    "Ett svar holder for hele bedriften, og nei er også et fint svar.",
    "Siden holder seg oppdatert av seg selv. Du trenger aldri å sjekke den.",
];

pub(crate) fn settings(settings: &Settings) -> Said {
    let mut text = match settings.lang {
        Lang::Nb => "Jeg skriver til deg på bokmål.".to_owned(),
        Lang::En => "Jeg skriver til deg på engelsk.".to_owned(),
    };
    if let Some(until) = settings.snoozed_until {
        text.push_str(&format!(" Du har fri fra påminnelser til {}.", date(until)));
    }
    if !settings.opted_out.is_empty() {
        let kinds: Vec<&str> = settings.opted_out.iter().map(|kind| kind_of(*kind)).collect();
        text.push_str(&format!(" Du har bedt meg la være med {}.", join(&kinds)));
    }
    Said::text(text)
        .titled("Slik vil du ha det")
        .small("Skriv `/klynge` i kanalen, så ser du det samme der. `/klynge hjelp` viser alt jeg kan.")
}

fn kind_of(kind: OptOut) -> &'static str {
    match kind {
        OptOut::Reminders => "påminnelser om å svare",
        OptOut::Company => "spørsmål om hvor du er fra",
        OptOut::SteppingIn => "spørsmål om å ta et møte for andre",
        OptOut::Nudges => "et hei når det har vært stille lenge",
        OptOut::CalendarFiles => "kalenderfiler",
        OptOut::Invitations => "invitasjoner til å vise noe",
    }
}

pub(crate) fn rest(left_out: usize, none: bool) -> String {
    match (left_out, none) {
        (_, true) => "Her blir det noe å se når du er med i en mikroklynge. Bli med i kanalen til en, eller \
             skriv `/klynge oppsett` i kanalen der dere vil ha en."
            .to_owned(),
        (0, false) => String::new(),
        (n, false) => {
            let clusters = count(n, "mikroklynge til", "mikroklynger til");
            format!("Du er med i {clusters}. Skriv `/klynge` i kanalen, så ser du hva som gjelder der.")
        }
    }
}
