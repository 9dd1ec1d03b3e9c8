//! Setting up, companies and the welcome, in bokmål.

use super::rhythm::colliding;
use super::settings::ahead_lines;
use super::{dated, join};
use crate::domain::model::{CompanyLine, Lang, Named, OnboardingMsg, Text, UserId, Welcome};
use crate::i18n::lists::count;
use crate::i18n::marks::{bullet, channel, mention, mentions, named, names, strong, venue};
use crate::i18n::{Said, dates, rhythm};
use chrono::NaiveDateTime;

pub(super) fn render(msg: &OnboardingMsg) -> Said {
    match msg {
        OnboardingMsg::Preview { welcome: _, meetings, collisions, posted } => {
            preview(meetings, *posted).lines(colliding(collisions))
        }
        OnboardingMsg::SetUp { companies, ahead } => Said::text(format!(
            "Takk! {} er på plass. Velkomsten ligger klar i meldingene mellom oss to. Ingenting \
             går ut før du sier ja. Gjør du det nå, er dette det som skjer de neste to ukene:",
            count(*companies, "bedrift", "bedrifter")
        ))
        .lines(ahead_lines(ahead)),
        OnboardingMsg::Welcome(msg) => welcome(msg),
        OnboardingMsg::Posted => {
            Said::text("Velkomsten er lagt ut. Herfra sier jeg fra når det er noe. Du kan senke skuldrene.")
        }
        OnboardingMsg::WhichCompany { cluster: _, name, again, chosen } => {
            which_company(name, *again, chosen.as_ref())
        }
        OnboardingMsg::Chosen { company, contact } => chosen(company, *contact),
        OnboardingMsg::CompaniesAdded(companies) => Said::text(match companies.as_slice() {
            [] => "Alle var med fra før.".to_owned(),
            companies => {
                format!("Velkommen til {}! De er med i rundgangen fra nå av.", join(&names(companies)))
            }
        }),
        OnboardingMsg::CompanyLeft(company) => {
            Said::text(format!("{} er ute av rundgangen. Bare tall uten navn blir igjen.", strong(company)))
        }
        OnboardingMsg::YouFacilitate { name, by: Some(by) } => Said::text(format!(
            "*Du er fasilitator for {} fra nå av.* {} gir stafettpinnen videre til deg. `/klynge` viser hva som er å gjøre.",
            channel(name),
            mention(by)
        )),
        OnboardingMsg::YouFacilitate { name, by: None } => Said::text(format!(
            "*Du er fasilitator for {} fra nå av.* Den som var det, har ikke konto lenger, og noen må ta over. \
             `/klynge` viser hva som er å gjøre, og du kan godt dele det med de andre.",
            channel(name)
        )),
        OnboardingMsg::ContactSet { company, contact, deputy } => Said::text(match deputy {
            None => format!("Notert: {} svarer for {}.", mention(contact), strong(company)),
            Some(deputy) => format!(
                "Notert: {} svarer for {}, med {} som vara.",
                mention(contact),
                strong(company),
                mention(deputy)
            ),
        }),
        OnboardingMsg::YouAreContact { company, name, by, deputy, cluster: _ } => {
            you_are_contact(company, name, by, *deputy)
        }
        OnboardingMsg::ChannelClosed { name } => Said::text(format!(
            "Jeg får ikke skrevet i {}. Skriv `/invite @Klynge` der, så tar jeg opp tråden igjen.",
            channel(name)
        )),
        OnboardingMsg::Members { companies, without, cluster: _, may_change: _, mine: _ } => {
            members(companies, without)
        }
    }
}

fn preview(meetings: &[(NaiveDateTime, Named)], posted: bool) -> Said {
    let text = if posted {
        "Velkomsten er lagt ut i kanalen. Slik ble den:"
    } else {
        "Slik blir velkomsten i kanalen. Ingenting går ut før du sier ja."
    };
    let hosts = meetings.iter().map(|(start, host)| dated(start.date(), &named(Lang::Nb, host)));
    Said::text(text)
        .lines(hosts)
        .small("De første møtene og vertskapet. Du tar de første, så går det på rundgang.")
}

fn welcome(welcome: &Welcome) -> Said {
    let place =
        if welcome.place.is_empty() { String::new() } else { format!(" Sted: {}.", venue(&welcome.place)) };
    Said::text(format!(
        "Hei, alle sammen! Jeg heter Klynge og hjelper {facilitator} med å holde liv i \
         møteplassen vår. Vi møtes {rhythm}, første gang {first}.{place}\nBedriftene er vertskap \
         på rundgang, og ett svar holder for hele bedriften. Hvilken bedrift er du fra?",
        facilitator = mention(&welcome.facilitator),
        rhythm = rhythm(Lang::Nb, welcome.series),
        first = dates::day(Lang::Nb, welcome.series.first.date()),
    ))
    .titled("Velkommen")
    .lines(welcome.companies.iter().map(company))
    .small("Lurer du på noe? Skriv `/klynge hjelp`.")
}

fn which_company(name: &Text, again: bool, chosen: Option<&Text>) -> Said {
    let channel = channel(name);
    Said::text(match (chosen, again) {
        (Some(company), _) => {
            format!("Takk! Da vet jeg at du er fra {}. Feil bedrift? Velg på nytt her.", strong(company))
        }
        (None, false) => format!(
            "Hei! Så fint at du er med i {channel}. Hvilken bedrift er du fra? Ett trykk, så får \
             du bare det som gjelder dere."
        ),
        (None, true) => format!(
            "Hei igjen! Snart møtes vi i {channel}. Hvilken bedrift er du fra? Jeg spør ikke mer \
             etter dette."
        ),
    })
}

fn chosen(company: &Text, contact: bool) -> Said {
    let thanks = format!("Takk! Da vet jeg at du er fra {}.", strong(company));
    Said::text(if contact {
        format!("{thanks} Dere hadde ingen kontakt, så jeg spør deg når det gjelder bedriften.")
    } else {
        thanks
    })
}

fn you_are_contact(company: &Text, name: &Text, by: &UserId, deputy: bool) -> Said {
    let (by, company, channel) = (mention(by), strong(company), channel(name));
    Said::text(if deputy {
        format!(
            "Hei! {by} har satt deg opp som vara for {company} i {channel}. Jeg spør deg bare når \
             kontakten ikke svarer. Passer det dårlig, kan du bytte her."
        )
    } else {
        format!(
            "Hei! {by} har satt deg opp som kontakt for {company} i {channel}. Jeg spør deg når det \
             gjelder bedriften. Passer det dårlig, kan du bytte her."
        )
    })
}

fn members(companies: &[CompanyLine], without: &[UserId]) -> Said {
    let mut said = Said::text(match companies {
        [] => "Ingen bedrifter er med ennå.".to_owned(),
        companies => {
            format!("{}, i den rekkefølgen vertskapet går.", count(companies.len(), "bedrift", "bedrifter"))
        }
    })
    .titled("Hvem er med?")
    .lines(companies.iter().map(company));
    if !without.is_empty() {
        said = said.small(format!("Har ikke valgt bedrift ennå: {}", join(&mentions(without))));
    }
    said
}

/// A company with its contact first.
fn company(line: &CompanyLine) -> String {
    let contact = line.contact.iter().map(|user| format!("{} (kontakt)", mention(user)));
    let others = line.people.iter().filter(|user| Some(*user) != line.contact.as_ref()).map(mention);
    let people: Vec<String> = contact.chain(others).collect();
    if people.is_empty() {
        bullet(strong(&line.name))
    } else {
        bullet(format!("{}: {}", strong(&line.name), people.join(", ")))
    }
}
