//! What a cluster has otherwise, in English.

use super::dated;
use crate::domain::model::{Ahead, AheadLine, Lang, Setting, SettingsMsg, Text, UserId};
use crate::i18n::lists::count;
use crate::i18n::marks::{channel, mention, strong_venue};
use crate::i18n::{Said, dates, own_name};

pub(super) fn render(msg: &SettingsMsg) -> Said {
    match msg {
        SettingsMsg::Yours { facilitator } => Said::text(format!(
            "Your own settings are on the Home tab: language, breaks, and what you don't want to be asked. \
             Those of the whole cluster are for {} and the organiser to change.",
            mention(facilitator)
        )),
        SettingsMsg::Saved { changed, ahead } => saved(changed).lines(ahead_lines(ahead)),
        SettingsMsg::ChangedFor { name, by, changed } => changed_for(name, by, changed),
    }
}

fn saved(changed: &[Setting]) -> Said {
    let begins = match changed {
        [] => "All is as before.".to_owned(),
        changed => format!("Saved. {}", sentences(changed)),
    };
    Said::text(format!("{begins}\n{}", AHEAD))
}

/// What stands above the lines of what comes next.
pub(super) const AHEAD: &str = "This happens in the next two weeks if nothing changes:";

/// What comes next, a line each.
pub(super) fn ahead_lines(ahead: &[AheadLine]) -> Vec<String> {
    if ahead.is_empty() {
        return vec!["Nothing. Lower your shoulders.".to_owned()];
    }
    ahead.iter().map(|line| dated(line.at.date(), &what(line))).collect()
}

/// All but meetings is said in the morning, and the hour is of no interest.
fn what(line: &AheadLine) -> String {
    match &line.what {
        Ahead::Meeting => format!("The meeting {}", dates::clock(Lang::En, line.at.time())),
        Ahead::Work(due, day) => super::plan::planned(due, *day),
    }
}

fn changed_for(name: &Text, by: &UserId, changed: &[Setting]) -> Said {
    Said::text(format!(
        "{} has changed the settings of {}. {}",
        mention(by),
        channel(name),
        sentences(changed)
    ))
    .small("`/klynge settings` in the channel if something should be different.")
}

fn sentences(changed: &[Setting]) -> String {
    changed.iter().map(sentence).collect::<Vec<_>>().join(" ")
}

fn sentence(setting: &Setting) -> String {
    match setting {
        Setting::Length(minutes) => format!("Meetings that are not announced yet last {minutes} minutes."),
        Setting::Place(place) => format!("Place: {}.", strong_venue(place)),
        Setting::Link(Some(_)) => "The video link is new.".to_owned(),
        Setting::Link(None) => "There is no video link any more.".to_owned(),
        Setting::Language(lang) => format!("Language of the channel: {}.", own_name(*lang)),
        Setting::Quiet(from, to) => {
            format!("Quiet hours: {} to {}.", from.format("%H:%M"), to.format("%H:%M"))
        }
        Setting::TurnMonths(months) => {
            format!("Turns last {}, from the next one on.", count(*months as usize, "month", "months"))
        }
        Setting::StartMeetings(0) => "Companies host from the first meeting on.".to_owned(),
        Setting::StartMeetings(1) => "The facilitator takes the first meeting.".to_owned(),
        Setting::StartMeetings(meetings) => format!("The facilitator takes the first {meetings} meetings."),
        Setting::Times(times) => super::times::sentence(times),
        Setting::Facilitator(user) => format!("{} facilitates.", mention(user)),
    }
}
