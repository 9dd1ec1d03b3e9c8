//! What people do, each act as Slack's own client would do it: `POST /sandbox/act`.

pub(crate) mod act;
mod answer;
mod channel;
mod click;
mod command;
mod deed;
pub(crate) mod elements;
mod find;
mod group;
mod modal;
mod payload;
mod profile;
pub(crate) mod respond;
mod say;
mod shortcut;
mod upload;
