//! What a cluster has otherwise.

use crate::catalogue::cast::{CLUSTER, Cast, MEETING, at, date, ida};
use crate::catalogue::{Feature, cases};
use chrono::NaiveTime;
use klynge::domain::model::{Ahead, AheadLine, Due, Lang, MeetingJob, Msg, Setting, SettingsMsg, Times};

cases!(SettingsMsg {
    SettingsMsg::Yours { .. } => "yours",
    SettingsMsg::Saved { changed, .. } if changed.is_empty() => "as_before",
    SettingsMsg::Saved { changed, .. } if changed.len() > 1 => "all_saved",
    SettingsMsg::Saved { changed, .. } if matches!(changed[..], [Setting::Link(None)]) => "no_link",
    SettingsMsg::Saved { changed, .. } if matches!(changed[..], [Setting::StartMeetings(0)]) => "no_start_phase",
    SettingsMsg::Saved { changed, .. } if matches!(changed[..], [Setting::StartMeetings(1)]) => "one_start_meeting",
    SettingsMsg::Saved { changed, .. } if matches!(changed[..], [Setting::Times(_)]) => "times",
    SettingsMsg::Saved { .. } => "one_month",
    SettingsMsg::ChangedFor { .. } => "changed_for",
});

/// Two weeks, with everything that may happen in them.
pub(super) fn ahead() -> Vec<AheadLine> {
    let of = |job| Ahead::Work(Due::Meeting(MEETING, job), Some(date(9, 17)));
    let lines = [
        (at(9, 7, 9, 0), of(MeetingJob::AskHost)),
        (at(9, 10, 9, 0), of(MeetingJob::Announce)),
        (at(9, 10, 9, 0), of(MeetingJob::Prepare)),
        (at(9, 14, 9, 0), of(MeetingJob::Invite)),
        (at(9, 14, 9, 0), Ahead::Work(Due::Digest(CLUSTER), None)),
        (at(9, 15, 9, 0), Ahead::Work(Due::AskCompanies(CLUSTER), None)),
        (at(9, 16, 9, 0), of(MeetingJob::Remind)),
        (at(9, 16, 9, 0), of(MeetingJob::RemindPresenters)),
        (at(9, 17, 11, 30), Ahead::Meeting),
        (at(9, 18, 9, 0), of(MeetingJob::Draft)),
        (at(9, 18, 9, 0), Ahead::Work(Due::Handover(CLUSTER), None)),
    ];
    lines.into_iter().map(|(at, what)| AheadLine { at, what }).collect()
}

fn all(cast: &Cast) -> Vec<Setting> {
    let hour = |hour| NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default();
    vec![
        Setting::Length(90),
        Setting::Place(cast.place.clone()),
        Setting::Link(Some(cast.link.clone())),
        Setting::Language(Lang::En),
        Setting::Quiet(hour(16), hour(9)),
        Setting::TurnMonths(3),
        Setting::StartMeetings(4),
        Setting::Facilitator(ida()),
    ]
}

pub(super) fn feature(cast: &Cast) -> Feature<Msg> {
    let saved = |changed, ahead| SettingsMsg::Saved { changed, ahead };
    let examples = vec![
        SettingsMsg::Yours { facilitator: ida() },
        saved(Vec::new(), Vec::new()),
        saved(all(cast), ahead()),
        saved(vec![Setting::Link(None)], ahead()),
        saved(vec![Setting::StartMeetings(0)], ahead()),
        saved(vec![Setting::StartMeetings(1)], ahead()),
        saved(vec![Setting::TurnMonths(1)], ahead()),
        saved(vec![Setting::Times(Times { remind: 2, ..Times::default() })], ahead()),
        SettingsMsg::ChangedFor {
            name: cast.channel.clone(),
            by: ida(),
            changed: vec![Setting::Place(cast.place.clone()), Setting::Length(45)],
        },
    ];
    let examples = examples.into_iter().map(|msg| (case(&msg), Msg::Settings(msg))).collect();
    Feature { name: "settings", cases: CASES, examples }
}
