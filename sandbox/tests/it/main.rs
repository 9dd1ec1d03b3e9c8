//! The sandbox over real HTTP and websockets, as an app and as people see it. One binary; a file a matter.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod app;
mod calls;
mod channels;
mod clock;
mod faults;
mod files;
mod foreign;
mod limits;
mod manifest;
mod messages;
mod modals;
mod oauth;
mod people;
mod requests;
mod rotation;
mod same;
mod sockets;
mod state;
mod suggestions;
mod workspace;
