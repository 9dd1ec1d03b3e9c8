//! Briefs: what a meeting contained, for those who were not there.

pub mod summary;
