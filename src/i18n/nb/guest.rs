//! Guests from outside, in bokmål.

use super::{date, join, when};
use crate::domain::model::{GuestFacts, GuestHint, GuestMsg, GuestStatus, Invitation, MeetingFacts};
use crate::i18n::lists::count;
use crate::i18n::marks::{channel, mention, names, sentence, strong};
use crate::i18n::{self, Said};
use chrono::NaiveDateTime;

pub(super) fn render(msg: &GuestMsg) -> Said {
    match msg {
        GuestMsg::List { cluster: _, guests, before, all } => bank(guests, *before, *all),
        GuestMsg::Saved { guest, owner_told } => Said::text(saved(guest, *owner_told)),
        GuestMsg::Invitation(invitation) => invited(invitation),
        GuestMsg::Changed { name, by, status: now } => Said::text(format!(
            "{} har endret det som står om gjesten din, {}. Nå: {}.",
            mention(by),
            strong(name),
            status(*now)
        )),
        GuestMsg::YoursNow { name, by } => Said::text(format!(
            "{} har satt deg opp som den som kjenner {}. Stemmer det ikke, kan du endre det med `/klynge gjest`.",
            mention(by),
            strong(name)
        )),
        GuestMsg::NotYours { name, by, owner } => Said::text(format!(
            "{} har satt opp {} i stedet for deg som den som kjenner {}.",
            mention(by),
            mention(owner),
            strong(name)
        )),
        GuestMsg::DeletedBy { name, by } => Said::text(format!(
            "{} har slettet gjesten din, {}, fra gjestebanken.",
            mention(by),
            strong(name)
        )),
        GuestMsg::Deleted { name } => {
            Said::text(format!("{} er slettet fra gjestebanken, med alt som sto der.", strong(name)))
        }
        GuestMsg::NoMeeting { name, facts } => Said::text(format!(
            "Møtet {} blir ikke noe av, og {} skulle komme. Kan du si fra? I gjestebanken står det at gjesten er spurt.",
            date(facts.start.date()),
            strong(name)
        )),
        GuestMsg::Inherited { count: of, cluster } => Said::text(format!(
            "Noen i {} som kjente folk utenfra, er ikke med lenger. Nå er du den man spør om {}. `/klynge gjest` viser hvem.",
            channel(cluster),
            count(*of as usize, "gjest", "gjester")
        )),
    }
}

/// How far it has come, in the middle of a sentence.
pub(crate) const fn status(of: GuestStatus) -> &'static str {
    match of {
        GuestStatus::Idea => "en idé",
        GuestStatus::Asked => "er spurt",
        GuestStatus::Yes => "har sagt ja",
        GuestStatus::Visited => "har vært her",
        GuestStatus::NotNow => "ikke nå",
    }
}

fn standing(of: GuestStatus, meeting: Option<NaiveDateTime>) -> String {
    match (of, meeting) {
        (GuestStatus::Yes, Some(start)) => format!("har sagt ja til {}", date(start.date())),
        (GuestStatus::Visited, Some(start)) => format!("var her {}", date(start.date())),
        _ => status(of).to_owned(),
    }
}

fn bank(guests: &[GuestFacts], before: u32, all: u32) -> Said {
    let text = match (all, before) {
        (0, _) => {
            return Said::text(
                "Her er det ingen ennå. Kjenner du noen utenfra som kunne fortelle noe? Legg til et navn, så finnes det når dere trenger det.",
            )
            .titled("Gjestebanken");
        }
        (_, 0) => format!("{} som kan komme utenfra.", sentence(&count(all as usize, "gjest", "gjester"))),
        _ => format!("Nummer {} og utover, av {all}.", before + 1),
    };
    Said::text(text).titled("Gjestebanken").lines(guests.iter().map(line_of)).small(
        "Bare de som er med i klyngen, ser dette. En gjest ingen har rørt på to år, slettes av seg selv.",
    )
}

fn line_of(guest: &GuestFacts) -> String {
    let from = if guest.from.is_empty() { String::new() } else { format!(", {}", guest.from.escaped()) };
    let mut known =
        vec![sentence(&standing(guest.status, guest.meeting)), format!("Spør {}", mention(&guest.owner))];
    known.extend(guest.last_contact.map(|day| format!("Sist i kontakt {}", date(day))));
    if !guest.contact.is_empty() {
        known.push(guest.contact.escaped());
    }
    format!("{}{from}: {}\n{}", strong(&guest.name), guest.about.escaped(), known.join(" · "))
}

fn saved(guest: &GuestFacts, owner_told: bool) -> String {
    let saved = format!("Lagret! {}: {}.", strong(&guest.name), standing(guest.status, guest.meeting));
    if owner_told { format!("{saved} {} får vite det.", mention(&guest.owner)) } else { saved }
}

fn invited(invitation: &Invitation) -> Said {
    Said::text("Kopier teksten og send den selv. Jeg skriver ikke til noen utenfor.")
        .titled("Utkast til invitasjon")
        .lines(i18n::invitation(invitation))
        .small("Er den sendt? Da kan du endre gjesten til «er spurt» med `/klynge gjest`.")
}

/// The text of an invitation, in lines.
pub(crate) fn invitation(of: &Invitation) -> Vec<String> {
    let Invitation { lang: _, name, about, facts, from, company } = of;
    let host = if company.is_empty() { String::new() } else { format!(", {}", company.escaped()) };
    let mut lines = vec![
        format!("Hei, {}!", name.escaped()),
        String::new(),
        format!(
            "Vi er noen bedrifter i samme bransje som møtes jevnlig for å lære av hverandre. Kunne du tenke deg å \
             komme og fortelle oss om dette: {}?",
            about.escaped()
        ),
    ];
    lines.extend(facts.as_ref().map(occasion));
    lines.extend([
        "Tjue minutter er nok, og resten er spørsmål. Nei er også et fint svar.".to_owned(),
        String::new(),
        format!("Vennlig hilsen {}{host}", from.escaped()),
    ]);
    lines
}

fn occasion(facts: &MeetingFacts) -> String {
    let place =
        if facts.place.is_empty() { String::new() } else { format!(" Sted: {}.", facts.place.escaped()) };
    let theme = facts.theme.as_ref().map(|theme| format!(" Tema: {}.", theme.escaped())).unwrap_or_default();
    format!("Passer det {}?{place}{theme}", when(facts.start))
}

/// Who comes from outside, as a line of a card.
pub(super) fn line(facts: &MeetingFacts) -> Option<String> {
    let guests = (!facts.guests.is_empty()).then(|| join(&names(&facts.guests)))?;
    Some(format!("*Gjest:* {guests}"))
}

/// Who could come, to a host.
pub(super) fn hint(guest: &GuestHint) -> String {
    format!("{}: {}. Spør {}.", strong(&guest.name), guest.about.escaped(), mention(&guest.owner))
}

/// No meeting in particular, as a choice in a form.
pub(crate) const ANY: &str = "Ikke noe bestemt møte";

/// Above the form for a new one.
pub(super) const NEW: &str =
    "Noen utenfra som kunne fortelle noe på et møte. Alle som er med i klyngen, kan lese det.";

/// Asked before a guest is deleted: title, question, yes, no. Plain text.
pub(crate) const REALLY: [&str; 4] = [
    "Slette gjesten?",
    "Da er alt som står om gjesten, borte for alle. Den som kjenner gjesten, får vite det.",
    "Slett",
    "La det stå",
];
