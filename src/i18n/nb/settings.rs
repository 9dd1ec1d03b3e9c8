//! What a cluster has otherwise, in bokmål.

use super::dated;
use crate::domain::model::{Ahead, AheadLine, Lang, Setting, SettingsMsg, Text, UserId};
use crate::i18n::lists::count;
use crate::i18n::marks::{channel, mention, strong_venue};
use crate::i18n::{Said, dates, own_name};
use chrono::NaiveTime;

pub(super) fn render(msg: &SettingsMsg) -> Said {
    match msg {
        SettingsMsg::Yours { facilitator } => Said::text(format!(
            "Dine egne innstillinger ligger på Hjem-fanen: språk, pauser og det du ikke vil bli spurt om. \
             De som gjelder hele klyngen, kan {} og arrangøren endre.",
            mention(facilitator)
        )),
        SettingsMsg::Saved { changed, ahead } => saved(changed).lines(ahead_lines(ahead)),
        SettingsMsg::ChangedFor { name, by, changed } => changed_for(name, by, changed),
    }
}

fn saved(changed: &[Setting]) -> Said {
    let begins = match changed {
        [] => "Alt er som før.".to_owned(),
        changed => format!("Lagret. {}", sentences(changed)),
    };
    Said::text(format!("{begins}\n{}", AHEAD))
}

/// What stands above the lines of what comes next.
pub(super) const AHEAD: &str = "Dette skjer de neste to ukene, hvis ingenting endrer seg:";

/// What comes next, a line each.
pub(super) fn ahead_lines(ahead: &[AheadLine]) -> Vec<String> {
    if ahead.is_empty() {
        return vec!["Ingenting. Senk skuldrene.".to_owned()];
    }
    ahead.iter().map(|line| dated(line.at.date(), &what(line))).collect()
}

/// All but meetings is said in the morning, and the hour is of no interest.
fn what(line: &AheadLine) -> String {
    match &line.what {
        Ahead::Meeting => format!("Møtet {}", dates::clock(Lang::Nb, line.at.time())),
        Ahead::Work(due, day) => super::plan::planned(due, *day),
    }
}

fn changed_for(name: &Text, by: &UserId, changed: &[Setting]) -> Said {
    Said::text(format!(
        "{} har endret innstillingene for {}. {}",
        mention(by),
        channel(name),
        sentences(changed)
    ))
    .small("`/klynge innstillinger` i kanalen, hvis noe skal være annerledes.")
}

fn sentences(changed: &[Setting]) -> String {
    changed.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn sentence(setting: &Setting) -> String {
    match setting {
        Setting::Length(minutes) => {
            format!("Møter som ikke er kunngjort, varer {minutes} minutter.")
        }
        Setting::Place(place) => format!("Sted: {}.", strong_venue(place)),
        Setting::Link(Some(_)) => "Videolenken er ny.".to_owned(),
        Setting::Link(None) => "Det er ingen videolenke lenger.".to_owned(),
        Setting::Language(lang) => format!("Språk i kanalen: {}.", own_name(*lang)),
        Setting::Quiet(from, to) => {
            format!("Stille tid: {} til {}.", clock(*from), clock(*to))
        }
        Setting::TurnMonths(months) => {
            format!("Ansvarsperioder varer {}, fra den neste.", count(*months as usize, "måned", "måneder"))
        }
        Setting::StartMeetings(0) => "Bedriftene er vertskap fra første møte.".to_owned(),
        Setting::StartMeetings(1) => "Fasilitatoren tar det første møtet.".to_owned(),
        Setting::StartMeetings(meetings) => format!("Fasilitatoren tar de {meetings} første møtene."),
        Setting::Times(times) => super::times::sentence(times),
        Setting::Facilitator(user) => format!("{} er fasilitator.", mention(user)),
    }
}

fn clock(time: NaiveTime) -> String {
    dates::clock(Lang::Nb, time)
}
