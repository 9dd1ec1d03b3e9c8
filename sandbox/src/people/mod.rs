//! What people do, each act as Slack's own client would do it: `POST /sandbox/act`.

pub(crate) mod act;
mod answer;
mod channel;
mod click;
mod command;
mod deed;
pub(crate) mod elements;
mod find;
mod given;
mod group;
pub(crate) mod habits;
mod modal;
mod offer;
mod payload;
mod profile;
pub(crate) mod respond;
mod say;
mod select;
mod shortcut;
mod upload;
