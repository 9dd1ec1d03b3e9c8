//! The sandbox over real HTTP and websockets, as an app and as people see it. One binary; a file a matter.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod app;
mod calls;
mod channels;
mod clock;
mod faults;
mod files;
mod foreign;
mod loose;
mod messages;
mod modals;
mod page;
mod people;
mod play;
mod requests;
mod sockets;
mod state;
mod workspace;
