//! The sandbox over real HTTP and websockets, as an app and as people see it. One binary; a file a matter.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod app;
mod blockkit;
mod bodies;
mod browser;
mod calls;
mod channels;
mod clock;
mod codes;
mod community;
mod corpus;
mod everything;
mod faults;
mod files;
mod foreign;
mod gallery;
mod guard;
mod limits;
mod loose;
mod management;
mod manifest;
mod messages;
mod modals;
mod oauth;
mod page;
mod people;
mod play;
mod readme;
mod refusal_table;
mod refusal_table_more;
mod refusals;
mod requests;
mod rotation;
mod same;
mod scheduled;
mod schema;
mod shape_differences;
mod shapes;
mod sockets;
mod starting;
mod state;
mod suggestions;
mod workspace;
