//! Klynge, a Slack bot that keeps a microcluster going: companies of one trade under one roof who
//! meet to exchange knowledge.
//!
//! One door, one desk, one dispatch. Everything that happens is one [`domain::model::Event`];
//! [`domain::decide`] turns it into a decision, a plain value; the [`engine`] commits it to the
//! [`store`], takes it over into memory and only then answers; what is to be said waits in the
//! outbox until [`engine::delivery`] has carried it to [`slack`]. In reading order:

pub mod domain;

pub mod i18n;

pub mod store;

pub mod slack;

pub mod engine;

pub mod http;

pub mod config;

pub mod simulation;

pub mod cli;
pub mod commands;
