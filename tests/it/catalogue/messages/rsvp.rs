//! Answers and reminders.

use crate::catalogue::cast::{CLUSTER, Cast, ida, kari, per};
use crate::catalogue::{Feature, cases};
use klynge::domain::model::{Coming, Msg, RsvpMsg};

cases!(RsvpMsg {
    RsvpMsg::Noted { colleague: Some(_), .. } => "noted_yes_colleague",
    RsvpMsg::Noted { answer: Coming::Yes, file: false, .. } => "noted_yes",
    RsvpMsg::Noted { answer: Coming::Yes, file: true, address: None, .. } => "noted_yes_file",
    RsvpMsg::Noted { answer: Coming::Yes, file: true, address: Some(_), .. } => "noted_yes_file_or_address",
    RsvpMsg::Noted { answer: Coming::No, .. } => "noted_no",
    RsvpMsg::Noted { answer: Coming::Maybe, .. } => "noted_maybe",
    RsvpMsg::Waiting { .. } => "waiting",
    RsvpMsg::Seated { .. } => "seated",
    RsvpMsg::ColleaguesStillCome { answer: Coming::Maybe, .. } => "colleagues_come_maybe",
    RsvpMsg::ColleaguesStillCome { .. } => "colleagues_still_come",
    RsvpMsg::Reminder { over: true, .. } => "reminder_over",
    RsvpMsg::Reminder { over: false, answered: None, tomorrow: true, .. } => "reminder_tomorrow",
    RsvpMsg::Reminder { over: false, answered: None, tomorrow: false, .. } => "reminder",
    RsvpMsg::Reminder { over: false, answered: Some((Coming::Yes, _)), .. } => "reminder_yes",
    RsvpMsg::Reminder { over: false, answered: Some((Coming::No, _)), .. } => "reminder_no",
    RsvpMsg::Reminder { over: false, answered: Some((Coming::Maybe, _)), .. } => "reminder_maybe",
});

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let colleagues = |answer| RsvpMsg::ColleaguesStillCome {
        facts: cast.facts(),
        company: cast.company.clone(),
        answer,
        people: vec![per(), kari()],
    };
    let company = || cast.company.clone();
    let noted = |answer| RsvpMsg::Noted {
        facts: cast.facts(),
        company: company(),
        answer,
        file: false,
        address: None,
        colleague: None,
    };
    let with_file = |address| RsvpMsg::Noted {
        facts: cast.facts(),
        company: company(),
        answer: Coming::Yes,
        file: true,
        address,
        colleague: None,
    };
    let with_colleague = || RsvpMsg::Noted {
        facts: cast.facts(),
        company: company(),
        answer: Coming::Yes,
        file: false,
        address: None,
        colleague: Some(per()),
    };
    let reminder = |answered: Option<Coming>, over, tomorrow| RsvpMsg::Reminder {
        facts: cast.facts(),
        company: company(),
        answered: answered.map(|answer| (answer, ida())),
        over,
        tomorrow,
    };
    let examples = vec![
        noted(Coming::Yes),
        with_colleague(),
        with_file(None),
        with_file(Some(CLUSTER)),
        noted(Coming::No),
        noted(Coming::Maybe),
        colleagues(Coming::No),
        colleagues(Coming::Maybe),
        reminder(None, true, true),
        reminder(None, false, true),
        RsvpMsg::Waiting { facts: cast.facts(), place: 2 },
        RsvpMsg::Seated { facts: cast.facts() },
        RsvpMsg::Reminder {
            facts: cast.bare(),
            company: company(),
            answered: None,
            over: false,
            tomorrow: false,
        },
        reminder(Some(Coming::Yes), false, true),
        reminder(Some(Coming::No), false, true),
        reminder(Some(Coming::Maybe), false, true),
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Rsvp(msg))).collect();
    Feature { name: "rsvp", cases: CASES, examples }
}
