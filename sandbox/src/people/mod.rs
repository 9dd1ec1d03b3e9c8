//! What people do, each act as Slack's own client would do it: `POST /sandbox/act`.

pub(crate) mod act;
mod answer;
mod click;
mod command;
mod deed;
pub(crate) mod elements;
mod find;
pub(crate) mod habits;
mod modal;
mod payload;
pub(crate) mod respond;
mod say;
mod shortcut;
mod upload;
