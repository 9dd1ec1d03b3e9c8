//! The words: what Klynge says, in bokmål and in English.
//!
//! [`render`] turns a [`Msg`] into [`Said`]: mrkdwn parts that `slack::blocks` lays out. `nb` and `en` hold a file a
//! feature and match every variant by name, so that a text that is missing in one language does not compile. What
//! people typed goes through [`Text::escaped`](crate::domain::model::Text::escaped) into mrkdwn and through
//! `Text::plain` into plain-text places, never any other way.

pub mod dates;
mod en;
pub mod lists;
mod marks;
mod nb;
mod said;

pub use said::{ClusterWords, ConfirmWords, EntryWords, FieldWords, FormWords, Said};

use crate::domain::model::{
    Break, ClusterHome, Due, Entry, Falling, Field, Form, GuestStatus, Idea, Invitation, Lang, MeetingFacts,
    MeetingFormat, Msg, PointKind, Press, Problem, Purpose, Rhythm, Series, Settings, Step, TalkFormat, Text,
    TurnFacts,
};
use chrono::{NaiveDate, NaiveDateTime};

/// What a message says.
pub fn render(lang: Lang, msg: &Msg) -> Said {
    match lang {
        Lang::Nb => nb::render(msg),
        Lang::En => en::render(msg),
    }
}

/// One cluster on the Home tab.
pub fn cluster_home(lang: Lang, home: &ClusterHome) -> ClusterWords {
    match lang {
        Lang::Nb => nb::home::cluster(home),
        Lang::En => en::home::cluster(home),
    }
}

/// What the Home tab says above all else on the first visit, in three lines.
pub const fn first_visit(lang: Lang) -> [&'static str; 3] {
    match lang {
        Lang::Nb => nb::home::FIRST,
        Lang::En => en::home::FIRST,
    }
}

/// A person's own wishes on the Home tab, with where to find help.
pub fn settings(lang: Lang, settings: &Settings) -> Said {
    match lang {
        Lang::Nb => nb::home::settings(settings),
        Lang::En => en::home::settings(settings),
    }
}

/// What the Home tab says of clusters that it does not show: so many for want of room, or that
/// there is none. Empty if all are shown.
pub fn home_rest(lang: Lang, left_out: usize, none: bool) -> String {
    match lang {
        Lang::Nb => nb::home::rest(left_out, none),
        Lang::En => en::home::rest(left_out, none),
    }
}

/// What stands on a button: plain text, far below Slack's 75 characters.
pub fn label(lang: Lang, press: &Press) -> String {
    match lang {
        Lang::Nb => nb::labels::press(press),
        Lang::En => en::labels::press(press),
    }
}

/// What stands around the fields of a modal.
pub fn form(lang: Lang, form: &Form) -> FormWords {
    match lang {
        Lang::Nb => nb::form::form(form),
        Lang::En => en::form::form(form),
    }
}

/// What stands at one field; the same field asks differently in different modals.
pub fn field(lang: Lang, purpose: &Purpose, field: Field) -> FieldWords {
    match lang {
        Lang::Nb => nb::form::field(purpose, field),
        Lang::En => en::form::field(purpose, field),
    }
}

/// Why a field was not accepted, and what to write instead. Plain text.
pub fn problem(lang: Lang, problem: &Problem) -> String {
    match lang {
        Lang::Nb => nb::problem::problem(problem),
        Lang::En => en::problem::problem(problem),
    }
}

/// An idea for a theme, as it stands on its button and, once taken, on the announcement.
pub fn idea(lang: Lang, idea: Idea) -> &'static str {
    match lang {
        Lang::Nb => nb::labels::idea(idea),
        Lang::En => en::labels::idea(idea),
    }
}

/// A rhythm with weekday and hour: "every second Thursday at 11:30".
pub fn rhythm(lang: Lang, series: Series) -> String {
    match lang {
        Lang::Nb => nb::rhythm::rhythm(series),
        Lang::En => en::rhythm::rhythm(series),
    }
}

/// A rhythm as a choice in a form, before a weekday is known.
pub fn pace(lang: Lang, rhythm: Rhythm) -> &'static str {
    match lang {
        Lang::Nb => nb::rhythm::pace(rhythm),
        Lang::En => en::rhythm::pace(rhythm),
    }
}

/// What becomes of a meeting on a day off, as a choice in a form.
pub const fn falling(lang: Lang, falling: Falling) -> &'static str {
    match lang {
        Lang::Nb => nb::rhythm::falling(falling),
        Lang::En => en::rhythm::falling(falling),
    }
}

/// Days that a cluster may take off, as a choice in a form.
pub const fn time_off(lang: Lang, of: Break) -> &'static str {
    match lang {
        Lang::Nb => nb::rhythm::time_off(of),
        Lang::En => en::rhythm::time_off(of),
    }
}

/// What is ticked when a meeting did not take place.
pub const fn not_held(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => nb::meeting::NOT_HELD,
        Lang::En => en::meeting::NOT_HELD,
    }
}

/// How something is shown, as a choice in a form.
pub fn format(lang: Lang, format: TalkFormat) -> String {
    marks::sentence(match lang {
        Lang::Nb => nb::talk::format(format),
        Lang::En => en::talk::format(format),
    })
}

/// How a meeting is held, as a choice in a form; `None`: nobody chose.
pub fn meeting_format(lang: Lang, format: Option<MeetingFormat>) -> String {
    marks::sentence(match (lang, format) {
        (Lang::Nb, Some(format)) => nb::variety::format(format),
        (Lang::En, Some(format)) => en::variety::format(format),
        (Lang::Nb, None) => nb::variety::OPEN,
        (Lang::En, None) => en::variety::OPEN,
    })
}

/// A meeting as a choice in a form: its start (local), and how many minutes of it are free.
pub fn slot(lang: Lang, start: NaiveDateTime, room: u32) -> String {
    match lang {
        Lang::Nb => nb::talk::slot(start, room),
        Lang::En => en::talk::slot(start, room),
    }
}

/// A meeting with its host as a choice in a form: its start (local). Plain text.
pub fn hosting(lang: Lang, start: NaiveDateTime, host: &Text) -> String {
    format!("{}: {}", marks::sentence(&dates::date(lang, start.date())), host.plain())
}

/// A turn among meetings, as a choice in a form. Plain text.
pub fn turn(lang: Lang, turn: &TurnFacts) -> String {
    match lang {
        Lang::Nb => nb::turn::choice(turn),
        Lang::En => en::turn::choice(turn),
    }
}

/// Which way a company moves in the order, as a choice in a form.
pub const fn step(lang: Lang, step: Step) -> &'static str {
    match lang {
        Lang::Nb => nb::hosting::step(step),
        Lang::En => en::hosting::step(step),
    }
}

/// No meeting in particular, as a choice in a form.
pub const fn any_meeting(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => nb::talk::ANY,
        Lang::En => en::talk::ANY,
    }
}

/// An entry of an agenda as a choice in a form. Plain text.
pub fn agenda_entry(lang: Lang, entry: &Entry) -> String {
    match lang {
        Lang::Nb => nb::agenda::name(entry),
        Lang::En => en::agenda::name(entry),
    }
}

/// A place on an agenda as a choice in a form: behind this entry, or at the front. Plain text.
pub fn agenda_behind(lang: Lang, entry: Option<&Entry>) -> String {
    match lang {
        Lang::Nb => nb::agenda::behind(entry),
        Lang::En => en::agenda::behind(entry),
    }
}

/// How long something small takes, as a choice in a form.
pub fn agenda_minutes(lang: Lang, minutes: u32) -> String {
    match lang {
        Lang::Nb => nb::agenda::minutes(minutes),
        Lang::En => en::agenda::minutes(minutes),
    }
}

/// What is ticked so that something stays among those who are there.
pub const fn confidential(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => nb::talk::CONFIDENTIAL,
        Lang::En => en::talk::CONFIDENTIAL,
    }
}

/// What is ticked so that one is asked when something falls away.
pub const fn backup(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => nb::talk::BACKUP,
        Lang::En => en::talk::BACKUP,
    }
}

/// What stands before a point of a brief that is no plain note; it can be typed in lower case too.
pub const fn point_label(lang: Lang, kind: PointKind) -> Option<&'static str> {
    match lang {
        Lang::Nb => nb::brief::label(kind),
        Lang::En => en::brief::label(kind),
    }
}

/// What Klynge has planned, as a line of a list. Plain text. `day`: that of the meeting it is for, if it is for one.
pub fn planned(lang: Lang, due: &Due, day: Option<NaiveDate>) -> String {
    match lang {
        Lang::Nb => nb::plan::planned(due, day),
        Lang::En => en::plan::planned(due, day),
    }
}

/// The text of an invitation in its own language, in lines: mrkdwn.
pub fn invitation(of: &Invitation) -> Vec<String> {
    match of.lang {
        Lang::Nb => nb::guest::invitation(of),
        Lang::En => en::guest::invitation(of),
    }
}

/// How far it has come with a guest, as a choice in a form.
pub fn guest_status(lang: Lang, status: GuestStatus) -> String {
    marks::sentence(match lang {
        Lang::Nb => nb::guest::status(status),
        Lang::En => en::guest::status(status),
    })
}

/// A meeting as a choice in a form: its start (local). Plain text.
pub fn meeting_at(lang: Lang, start: NaiveDateTime) -> String {
    marks::sentence(&dates::when(lang, start))
}

/// No meeting in particular for a guest, as a choice in a form.
pub const fn no_meeting(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => nb::guest::ANY,
        Lang::En => en::guest::ANY,
    }
}

/// What is asked before a press counts, for the few that one would regret.
pub fn confirm(lang: Lang, press: &Press) -> Option<ConfirmWords> {
    let [title, text, yes, no] = match (press, lang) {
        (Press::WithdrawTalk(_), Lang::Nb) => nb::talk::REALLY,
        (Press::WithdrawTalk(_), Lang::En) => en::talk::REALLY,
        (Press::DeleteWish(_), Lang::Nb) => nb::wish::REALLY,
        (Press::DeleteWish(_), Lang::En) => en::wish::REALLY,
        (Press::RemoveItem(..), Lang::Nb) => nb::agenda::REALLY,
        (Press::RemoveItem(..), Lang::En) => en::agenda::REALLY,
        (Press::DeleteGuest(_), Lang::Nb) => nb::guest::REALLY,
        (Press::DeleteGuest(_), Lang::En) => en::guest::REALLY,
        _ => return None,
    };
    Some(ConfirmWords { title, text, yes, no })
}

/// A meeting as it stands in a calendar. Plain text.
pub fn entry(lang: Lang, facts: &MeetingFacts, cluster: &Text) -> EntryWords {
    match lang {
        Lang::Nb => nb::ics::entry(facts, cluster),
        Lang::En => en::ics::entry(facts, cluster),
    }
}

/// A language by the name its own speakers give it, so that they find it whatever they read now.
pub const fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "Norsk bokmål",
        Lang::En => "English",
    }
}

/// The button that closes a notice.
pub const fn close(lang: Lang) -> &'static str {
    match lang {
        Lang::Nb => "Lukk",
        Lang::En => "Close",
    }
}
