//! `klynge demo`: not here yet.
/// .
pub fn run(_: crate::cli::DemoFlags) -> anyhow::Result<crate::cli::Exit> { Ok(crate::cli::Exit::Usage) }
