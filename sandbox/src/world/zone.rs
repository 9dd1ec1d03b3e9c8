//! Time zones by the names that Slack gives them.

use chrono_tz::{OffsetName as _, Tz};

use super::World;

/// By the zone's abbreviation at the time.
const LABELS: &[(&str, &str)] = &[
    ("ACDT", "Australian Central Daylight Time"),
    ("ACST", "Australian Central Standard Time"),
    ("AEDT", "Australian Eastern Daylight Time"),
    ("AEST", "Australian Eastern Standard Time"),
    ("AKDT", "Alaska Daylight Time"),
    ("AKST", "Alaska Standard Time"),
    ("AWST", "Australian Western Standard Time"),
    ("BST", "British Summer Time"),
    ("CDT", "Central Daylight Time"),
    ("CEST", "Central European Summer Time"),
    ("CET", "Central European Time"),
    ("CST", "Central Standard Time"),
    ("EDT", "Eastern Daylight Time"),
    ("EEST", "Eastern European Summer Time"),
    ("EET", "Eastern European Time"),
    ("EST", "Eastern Standard Time"),
    ("GMT", "Greenwich Mean Time"),
    ("HST", "Hawaii-Aleutian Standard Time"),
    ("JST", "Japan Standard Time"),
    ("KST", "Korea Standard Time"),
    ("MDT", "Mountain Daylight Time"),
    ("MSK", "Moscow Time"),
    ("MST", "Mountain Standard Time"),
    ("NZDT", "New Zealand Daylight Time"),
    ("NZST", "New Zealand Standard Time"),
    ("PDT", "Pacific Daylight Time"),
    ("PST", "Pacific Standard Time"),
    ("UTC", "Coordinated Universal Time"),
    ("WEST", "Western European Summer Time"),
    ("WET", "Western European Time"),
];
/// Zones whose abbreviation is somebody else's too.
const OWN: &[(&str, &str)] = &[
    ("Asia/Hong_Kong", "Hong Kong Standard Time"),
    ("Asia/Kolkata", "India Standard Time"),
    ("Asia/Shanghai", "China Standard Time"),
    ("Asia/Taipei", "Taipei Standard Time"),
];

impl World {
    /// What a zone is called at this time of the year; where Slack's words are not known, by its own name.
    pub(super) fn zone_label(&self, zone: Tz) -> &'static str {
        let now = self.model.now.with_timezone(&zone);
        let short = now.offset().abbreviation().unwrap_or_default();
        let own = OWN.iter().find(|(name, _)| *name == zone.name());
        let label = own.or_else(|| LABELS.iter().find(|(name, _)| *name == short));
        label.map_or(zone.name(), |(_, label)| label)
    }
}
