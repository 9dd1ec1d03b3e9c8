//! Effects: the only place where the store and Slack meet.
//!
//! [`desk`] takes what waits at its doors: decide, commit, take over, answer. [`scheduler`] hands it
//! what falls due, [`delivery`] carries the outbox to Slack, [`lane`] does what cannot wait (modals,
//! private answers), [`directory`] asks who is who; both
//! see the outside as a [`reach`]. [`supervise`] starts and stops them all, and an [`alarm`] tells when
//! one has ended by itself. Time is read in [`clock`] and nowhere else.

pub mod alarm;
pub mod chance;
pub mod clock;
pub mod delivery;
pub mod desk;
pub mod directory;
#[cfg(feature = "demo")]
pub mod follow;
pub mod health;
pub mod ics;
pub mod lane;
pub mod metrics;
pub mod reach;
pub mod scheduler;
pub mod steps;
pub mod supervise;
pub mod work;
