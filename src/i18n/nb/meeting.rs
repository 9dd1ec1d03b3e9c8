//! Announcements, changes and attendance, in bokmål.

use super::{
    agenda as on_agenda, date, dated, guest, join, rhythm, time_and_place, variety, way_there, when,
};
use crate::domain::model::{
    Agreed, Answers, ChangeNote, Entry, Lang, Managed, MeetingFacts, MeetingMsg, Named, Text, Told,
};
use crate::i18n::marks::{link, named, names, strong, strong_venue, venue};
use crate::i18n::{Said, dates};

/// What is ticked when a meeting did not take place.
pub(crate) const NOT_HELD: &str = "Møtet ble ikke noe av";

pub(super) fn render(msg: &MeetingMsg) -> Said {
    match msg {
        MeetingMsg::Announcement { facts, agenda, answers, state } => {
            announcement(facts, agenda, answers, *state)
        }
        MeetingMsg::Changed { facts, note, aloud: _ } => Said::text(changed(facts, note)),
        MeetingMsg::Next { facts, agenda, answers } => {
            let said = Said::text(about(facts))
                .lines(variety::line(facts))
                .lines(guest::line(facts))
                .lines(on_agenda::listed(agenda));
            said.titled("Neste møte").lines(answer_lines(answers))
        }
        MeetingMsg::Manage { cluster: _, meetings, passed, runs: _ } => manage(meetings, passed.as_ref()),
        MeetingMsg::Year(year) => rhythm::year(year),
        MeetingMsg::NewRhythm { series, next, stay, collisions } => {
            rhythm::changed(*series, next, stay, collisions)
        }
        MeetingMsg::RhythmChanged { series, next } => rhythm::changed_for_all(*series, *next),
        MeetingMsg::Extra { facts, collisions } => rhythm::extra(facts, collisions),
        MeetingMsg::Done { facts, note, told } => done(facts, note, *told),
        MeetingMsg::Attendance { facts, off: true, .. } => Said::text(format!(
            "Notert! Møtet {} ble ikke noe av, og det teller ikke som vertskap. Takk for at du sa fra.",
            date(facts.start.date())
        )),
        MeetingMsg::Attendance { facts, there, guests, queued: _, confirmed, off: false } => {
            let said = attendance(facts, there, *confirmed);
            if guests.is_empty() { said } else { said.lines([format!("Også innom: {}.", guests.escaped())]) }
        }
    }
}

fn announcement(facts: &MeetingFacts, agenda: &[Entry], answers: &Answers, state: Agreed) -> Said {
    match state {
        Agreed::Planned => Said::text(format!("{} Er dere med?", about(facts)))
            .lines(variety::line(facts))
            .lines(guest::line(facts))
            .lines(on_agenda::listed(agenda))
            .lines(answer_lines(answers))
            .small("Ett svar holder for hele bedriften. Nei er også et fint svar."),
        Agreed::Held => {
            let thanks = format!(
                "{}\nTakk til {} og til alle som var med!",
                time_and_place(facts),
                named(Lang::Nb, &facts.host)
            );
            Said::text(match &facts.theme {
                Some(theme) => format!("{}\n{thanks}", strong(theme)),
                None => thanks,
            })
            .lines(guest::line(facts))
            .lines(on_agenda::listed(agenda))
        }
        Agreed::Cancelled => Said::text(format!(
            "*Avlyst:* Møtet {} blir ikke noe av. `/klynge neste` viser når vi møtes igjen.",
            when(facts.start)
        )),
    }
}

/// Time, place, theme and host, in two or three sentences.
fn about(facts: &MeetingFacts) -> String {
    let head = way_there(facts);
    let host = named(Lang::Nb, &facts.host);
    match &facts.theme {
        Some(theme) => format!("{head}\n{}. {host} er vertskap, alle spør.", strong(theme)),
        None => format!("{head}\n{host} er vertskap, og temaet kommer."),
    }
}

fn answer_lines(answers: &Answers) -> Vec<String> {
    let lists = [
        ("Kommer", &answers.coming),
        ("Kanskje", &answers.maybe),
        ("Kan ikke", &answers.cant),
        ("Svarte for den forrige tiden", &answers.before),
    ]
    .into_iter()
    .filter(|(_, companies)| !companies.is_empty())
    .map(|(word, companies)| format!("*{word}* ({}): {}", companies.len(), join(&names(companies))));
    let full = match (answers.full, answers.waiting) {
        (false, _) => None,
        (true, 0) => Some("*Fullt.* Den som svarer nå, kommer på venteliste.".to_owned()),
        (true, waiting) => Some(format!("*Fullt*, {waiting} på venteliste.")),
    };
    lists.chain(full).collect()
}

/// To everybody: what is different now.
fn changed(facts: &MeetingFacts, note: &ChangeNote) -> String {
    let day = date(facts.start.date());
    match note {
        ChangeNote::Moved(from) => format!(
            "Møtet {} er flyttet til *{}*. Passer det fortsatt? Svar gjerne på nytt.",
            when(*from),
            when(facts.start)
        ),
        ChangeNote::Cancelled => {
            format!("Møtet {day} er avlyst. `/klynge neste` viser når vi møtes igjen.")
        }
        ChangeNote::Place(old) => place(facts, old),
        ChangeNote::Host(old) => {
            format!(
                "{} tar over som vertskap {day}. Takk til {}!",
                named(Lang::Nb, &facts.host),
                named(Lang::Nb, old)
            )
        }
        ChangeNote::Theme => match &facts.theme {
            Some(theme) => format!("Temaet {day} er klart: {}.", strong(theme)),
            None => format!("Temaet {day} er åpent igjen."),
        },
    }
}

/// The place and the link are changed together; whichever differs is said.
fn place(facts: &MeetingFacts, old: &Text) -> String {
    let day = date(facts.start.date());
    let video = facts
        .link
        .as_ref()
        .map(|target| format!(" {}", link(target, "Bli med på video")))
        .unwrap_or_default();
    if facts.place == *old || facts.place.is_empty() {
        format!("Stedet {day} er oppdatert.{video}")
    } else if old.is_empty() {
        format!("Stedet {day} er {}.{video}", strong_venue(&facts.place))
    } else {
        format!("Nytt sted {day}: {} (ikke {}).{video}", strong_venue(&facts.place), venue(old))
    }
}

fn done(facts: &MeetingFacts, note: &ChangeNote, told: Told) -> Said {
    let day = date(facts.start.date());
    let what = match note {
        ChangeNote::Moved(_) => format!("Møtet er flyttet til *{}*.", when(facts.start)),
        ChangeNote::Cancelled => format!("Møtet {day} er avlyst."),
        ChangeNote::Place(_) if facts.place.is_empty() => format!("Stedet {day} er åpent."),
        ChangeNote::Place(_) => format!("Stedet {day} er {}.", strong_venue(&facts.place)),
        ChangeNote::Host(_) => format!("{} er vertskap {day}.", named(Lang::Nb, &facts.host)),
        ChangeNote::Theme => match &facts.theme {
            Some(theme) => format!("Temaet {day} er {}.", strong(theme)),
            None => format!("Temaet {day} er åpent igjen."),
        },
    };
    Said::text(format!(
        "{what} {}",
        match told {
            Told::Channel => "Jeg sier fra i kanalen.",
            Told::Thread => "Jeg endrer kunngjøringen og sier fra i tråden.",
            Told::Nobody => "Møtet er ikke kunngjort ennå, så ingen trenger ny beskjed.",
        }
    ))
}

fn manage(meetings: &[Managed], passed: Option<&MeetingFacts>) -> Said {
    if meetings.is_empty() {
        return Said::text("Ingen møter er planlagt akkurat nå. Prøv igjen om noen dager.")
            .titled("De neste møtene");
    }
    let lines = meetings.iter().map(|managed| {
        let facts = &managed.facts;
        let theme = facts.theme.as_ref().map(|theme| format!(" – {}", theme.escaped())).unwrap_or_default();
        let host = named(Lang::Nb, &facts.host);
        let place = venue(&facts.place);
        let time = dates::clock(Lang::Nb, facts.start.time());
        dated(facts.start.date(), &format!("{time}, {place}. {host}{theme}"))
    });
    let thanks = passed.map(|facts| {
        let day = date(facts.start.date());
        format!("Helt i orden, takk for at du sa fra! Møtet {day} kan også flyttes eller avlyses.")
    });
    let said = Said::text(thanks.unwrap_or_default()).titled("De neste møtene").lines(lines);
    if meetings.iter().any(|managed| managed.mine) {
        said
    } else {
        said.small("Vertskapet, arrangøren og fasilitatoren kan flytte og avlyse. Si fra til dem.")
    }
}

fn attendance(facts: &MeetingFacts, there: &[Text], confirmed: bool) -> Said {
    let day = date(facts.start.date());
    let ticked = match &facts.host {
        Named::Company(host) if there.contains(host) => "Vertskapet og de som sa ja,",
        _ => "De som sa ja,",
    };
    let there = join(&names(there));
    Said::text(match (confirmed, there.is_empty()) {
        (true, true) => format!("Takk! Da står det at ingen var med {day}."),
        (true, false) => format!("Takk! Disse var med {day}: {there}."),
        (false, true) => {
            format!("Takk for møtet {day}! Hvem var med? Ingen hadde svart ja, så kryss av dem som kom.")
        }
        (false, false) => {
            format!("Takk for møtet {day}! Hvem var med? {ticked} er krysset av: {there}. Stemmer det?")
        }
    })
}
