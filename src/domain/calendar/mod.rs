//! The calendar: pure arithmetic with civil time. Local times are naive and meant in a cluster's
//! zone; only `instant` turns one into a moment, so both nights on which clocks change are
//! decided in one place.

mod clock_time;
mod days_off;
mod holidays;
mod open_hours;
mod series;
mod working;
mod zone;

#[cfg(test)]
mod tests;

pub use clock_time::ClockTime;
pub use days_off::{Turnout, off, turnout};
pub use holidays::{holiday, is_holiday};
pub use open_hours::{OpenHours, morning};
pub use series::{add_months, first_slot, lead_days, longest_lead, slots_after};
pub use working::{is_working_day, working_days_after, working_days_before};
pub use zone::{instant, local};
