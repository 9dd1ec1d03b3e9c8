//! The addresses the bot listens on: free before it starts, answering while it runs.

use super::check::Check;
use crate::config::{Config, Transport};
use std::net::SocketAddr;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};

/// How long a connection on one's own machine may take.
const PATIENCE: Duration = Duration::from_secs(2);

/// One check an address.
pub(super) async fn examine(config: &Config, running: bool) -> Vec<Check> {
    let listen = match config.transport {
        Transport::Http { listen, .. } => Some(("listen", "KLYNGE_LISTEN", listen)),
        Transport::Socket { .. } => None,
    };
    let public = config.public.as_ref().map(|it| ("public_listen", "KLYNGE_PUBLIC_LISTEN", it.listen));
    let addresses = [Some(("admin_listen", "KLYNGE_ADMIN_LISTEN", config.admin_listen)), listen, public];
    let mut checks = Vec::new();
    for (name, setting, address) in addresses.into_iter().flatten() {
        // Port 0 is any free one: there is nothing to try, and nobody to find.
        checks.push(match (address.port(), running) {
            (0, _) => Check::well(name, format!("{address}: any free port")),
            (_, true) => answers(name, setting, address).await,
            (_, false) => free(name, setting, address).await,
        });
    }
    checks
}

async fn free(name: &'static str, setting: &str, address: SocketAddr) -> Check {
    match TcpListener::bind(address).await {
        Ok(_) => Check::well(name, format!("{address} is free")),
        Err(error) => Check::fault(
            name,
            format!("{address} cannot be listened on ({error})"),
            format!("set {setting} to another address or port, or stop who has it"),
        ),
    }
}

async fn answers(name: &'static str, setting: &str, address: SocketAddr) -> Check {
    match tokio::time::timeout(PATIENCE, TcpStream::connect(address)).await {
        Ok(Ok(_)) => Check::well(name, format!("{address} answers")),
        _ => Check::fault(
            name,
            format!("the bot runs, but nobody answers at {address}"),
            format!("give the bot and the doctor the same {setting}"),
        ),
    }
}
