//! The sandbox over real HTTP and websockets, as an app and as people see it. One binary; a file a matter.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod app;
mod blockkit;
mod calls;
mod channels;
mod clock;
mod corpus;
mod faults;
mod files;
mod foreign;
mod gallery;
mod messages;
mod modals;
mod people;
mod requests;
mod sockets;
mod state;
mod workspace;
