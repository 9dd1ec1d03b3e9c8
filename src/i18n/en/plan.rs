//! What Klynge has planned, in English: for whoever watches the clock.

use super::date;
use crate::domain::model::{Due, MeetingJob};
use chrono::NaiveDate;

/// `day`: that of the meeting it is for; empty where it is for none.
pub(in crate::i18n) fn planned(due: &Due, day: Option<NaiveDate>) -> String {
    let day = day.map(date).unwrap_or_default();
    match due {
        Due::Nudge(..) => format!("A nudge to quiet companies before {day}"),
        Due::Meeting(_, job) => of_meeting(*job, &day),
        Due::Handover(_) => "The next organiser takes over".to_owned(),
        Due::Back(_) => "A company that was away takes its turns again".to_owned(),
        Due::AskBackup(_) => format!("Ask a backup to show something on {day}"),
        Due::AskTurnCover(_) => "Ask again for somebody to organise".to_owned(),
        Due::AskCover(_) => format!("Ask again for somebody to take the meeting on {day}"),
        Due::AskCompanies(_) => "Ask once more who is from which company".to_owned(),
        Due::TellOfSilence(_) => "Tell the facilitator which companies have gone quiet".to_owned(),
        Due::Digest(_) => "The week's digest in the channel".to_owned(),
        Due::Tidy(_) => "Tidy away what is old".to_owned(),
    }
}

fn of_meeting(job: MeetingJob, day: &str) -> String {
    match job {
        MeetingJob::AskHost => format!("Ask the host for a theme for {day}"),
        MeetingJob::AskColleague => format!("Ask a colleague for a theme for {day}"),
        MeetingJob::AskOrganiser => format!("Ask the organiser for a theme for {day}"),
        MeetingJob::AskFacilitator => format!("Ask the facilitator for a theme for {day}"),
        MeetingJob::Announce => format!("Announce the meeting on {day}"),
        MeetingJob::Prepare => format!("Prepare those who present on {day}"),
        MeetingJob::RemindPresenters => format!("Remind those who present on {day}"),
        MeetingJob::Remind => format!("Remind those who have not answered for {day}"),
        MeetingJob::Invite => format!("Invite a company to show something on {day}"),
        MeetingJob::Close => format!("Say thanks for {day}, and open the notes"),
        MeetingJob::Draft => format!("Draft the brief of {day}"),
        MeetingJob::SendFacts => format!("Send the brief of {day} with facts only"),
    }
}
