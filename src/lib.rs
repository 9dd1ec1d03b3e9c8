//! Klynge.

pub mod domain;
