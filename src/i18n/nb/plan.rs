//! What Klynge has planned, in bokmål: for whoever watches the clock.

use super::date;
use crate::domain::model::{Due, MeetingJob};
use chrono::NaiveDate;

/// `day`: that of the meeting it is for; empty where it is for none.
pub(in crate::i18n) fn planned(due: &Due, day: Option<NaiveDate>) -> String {
    let day = day.map(date).unwrap_or_default();
    match due {
        Due::Nudge(..) => format!("Dytt til stille bedrifter før møtet {day}"),
        Due::Meeting(_, job) => of_meeting(*job, &day),
        Due::Handover(_) => "Neste arrangør tar over".to_owned(),
        Due::Back(_) => "En bedrift som var borte, er tilbake i rundgangen".to_owned(),
        Due::AskBackup(_) => format!("Spør en reserve om å vise noe {day}"),
        Due::AskTurnCover(_) => "Spør igjen om noen kan være arrangør".to_owned(),
        Due::AskCover(_) => format!("Spør igjen om noen kan ta møtet {day}"),
        Due::AskCompanies(_) => "Spør én gang til hvem som er fra hvilken bedrift".to_owned(),
        Due::TellOfSilence(_) => "Si fra til fasilitatoren om bedrifter som er blitt stille".to_owned(),
        Due::Digest(_) => "Ukas oppsummering i kanalen".to_owned(),
        Due::Tidy(_) => "Rydd i det som er gammelt".to_owned(),
    }
}

fn of_meeting(job: MeetingJob, day: &str) -> String {
    match job {
        MeetingJob::AskHost => format!("Spør vertskapet om tema til {day}"),
        MeetingJob::AskColleague => format!("Spør en kollega om tema til {day}"),
        MeetingJob::AskOrganiser => format!("Spør arrangøren om tema til {day}"),
        MeetingJob::AskFacilitator => format!("Spør fasilitatoren om tema til {day}"),
        MeetingJob::Announce => format!("Kunngjør møtet {day}"),
        MeetingJob::Prepare => format!("Forbered dem som skal vise noe {day}"),
        MeetingJob::RemindPresenters => format!("Minn dem som skal vise noe, på møtet {day}"),
        MeetingJob::Remind => format!("Minn dem som ikke har svart, på møtet {day}"),
        MeetingJob::Invite => format!("Inviter en bedrift til å vise noe {day}"),
        MeetingJob::Close => format!("Takk for møtet {day}, og åpne notattråden"),
        MeetingJob::Draft => format!("Skriv utkast til brief fra {day}"),
        MeetingJob::SendFacts => format!("Send brief fra {day}, bare med fakta"),
    }
}
