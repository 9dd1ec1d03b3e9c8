//! What somebody who means harm could make Slack, or people, send: payloads with any of their parts odd, words that would
//! do something in Slack, and parsers fed with anything at all. `SECURITY.md` says what is promised; the real process
//! is attacked in `process/attacks.rs`, and who may do what is a table in `domain/rights`.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

mod corpus;
mod echoes;
pub(crate) mod fuzz;
pub(crate) mod known;
mod mutations;
mod parsers;
mod shown;
