//! When a cluster may be spoken to unasked: working days, outside its quiet hours.

use super::{instant, is_working_day, local};
use crate::domain::model::{Cluster, Instant};
use crate::domain::sabotage::{Rule, broken};
use chrono::{NaiveDate, NaiveTime};
use chrono_tz::Tz;

/// The morning of a local date: the hour at which a cluster has things said.
pub fn morning(date: NaiveDate, cluster: &Cluster) -> Instant {
    instant(date.and_time(cluster.times.hour), cluster.zone)
}

/// The hours that are not quiet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenHours {
    /// The zone in which the hours are meant.
    pub zone: Tz,
    /// The first quiet moment of the day (local).
    pub quiet_from: NaiveTime,
    /// The first moment that is no longer quiet (local); earlier than `quiet_from` when the quiet
    /// hours span midnight, as they usually do. Equal: no hour of a working day is quiet.
    pub quiet_to: NaiveTime,
    /// The local time at which what waited for the morning is said.
    pub morning: NaiveTime,
}

impl OpenHours {
    /// The open hours of a cluster.
    pub fn of(cluster: &Cluster) -> Self {
        Self {
            zone: cluster.zone,
            quiet_from: cluster.quiet_from,
            quiet_to: cluster.quiet_to,
            morning: cluster.times.hour,
        }
    }

    /// Whether something self-initiated may be said at this moment.
    pub fn is_open(&self, at: Instant) -> bool {
        if broken(Rule::QuietHours) {
            return true;
        }
        let shown = local(at, self.zone);
        is_working_day(shown.date()) && !self.is_quiet(shown.time())
    }

    /// `at` itself when it is open, else the next open morning: the hour of the cluster, or the end of the
    /// quiet hours where these cover it or it has passed.
    pub fn next_open(&self, at: Instant) -> Instant {
        self.first_of(at, [self.morning, self.quiet_to])
    }

    /// `at` itself when it is open, else the end of the quiet hours of the next working day, or the morning where that has
    /// passed. For what cannot wait for the morning.
    pub fn soonest_open(&self, at: Instant) -> Instant {
        self.first_of(at, [self.quiet_to, self.morning])
    }

    /// `at` itself when it is open, else the first open one of each working day's moments, in that order.
    fn first_of(&self, at: Instant, moments: [NaiveTime; 2]) -> Instant {
        if self.is_open(at) {
            return at;
        }
        local(at, self.zone)
            .date()
            .iter_days()
            .filter(|day| is_working_day(*day))
            .flat_map(|day| moments.map(|time| day.and_time(time)))
            .map(|wake| instant(wake, self.zone))
            .find(|wake| *wake >= at && self.is_open(*wake))
            // Only at the end of the calendar.
            .unwrap_or(at)
    }

    /// Whether a local time of a working day is quiet.
    pub fn is_quiet(&self, time: NaiveTime) -> bool {
        if self.quiet_from <= self.quiet_to {
            (self.quiet_from..self.quiet_to).contains(&time)
        } else {
            time >= self.quiet_from || time < self.quiet_to
        }
    }
}
