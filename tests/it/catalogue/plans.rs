//! Everything that can be planned.

use chrono::NaiveDate;
use klynge::domain::model::{ClusterId, CompanyId, Due, Lang, MeetingId, MeetingJob};
use klynge::i18n;

/// Each with its name.
pub(super) fn all() -> Vec<(String, Due)> {
    let (cluster, meeting) = (ClusterId(1), MeetingId(2));
    let jobs = MeetingJob::ALL.into_iter().map(|job| (job.name().to_owned(), Due::Meeting(meeting, job)));
    let others = [
        ("nudge", Due::Nudge(cluster, meeting)),
        ("handover", Due::Handover(cluster)),
        ("ask_backup", Due::AskBackup(meeting)),
        ("ask_cover", Due::AskCover(meeting)),
        ("ask_turn_cover", Due::AskTurnCover(cluster)),
        ("back", Due::Back(CompanyId(3))),
        ("ask_companies", Due::AskCompanies(cluster)),
        ("tell_of_silence", Due::TellOfSilence(cluster)),
        ("digest", Due::Digest(cluster)),
        ("tidy", Due::Tidy(NaiveDate::default())),
    ];
    jobs.chain(others.map(|(name, due)| (name.to_owned(), due))).collect()
}

/// As it reads for a meeting in September.
pub(super) fn reads(lang: Lang, due: &Due) -> String {
    i18n::planned(lang, due, NaiveDate::from_ymd_opt(2026, 9, 17))
}
