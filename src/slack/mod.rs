//! The only place that knows Slack: what comes in, what goes out, and how it looks there.
//!
//! In: [`socket`] or [`http`] bring deliveries as [`inbound::Inbound`]. Out: [`api`] makes one call and classifies what
//! became of it.

pub mod api;
pub mod blocks;
pub mod decode;
pub mod http;
pub mod inbound;
pub mod signature;
pub mod socket;
pub mod tls;
