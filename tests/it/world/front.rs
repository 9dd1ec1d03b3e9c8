//! The address at which Slack finds the bot over signed HTTP: it stays the same while the bot
//! comes and goes, as a public address does.

use std::net::SocketAddr;
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// A door that leads to wherever the bot listens now.
pub(super) struct FrontDoor {
    address: SocketAddr,
    behind: watch::Sender<Option<SocketAddr>>,
    serving: JoinHandle<()>,
}

impl FrontDoor {
    /// A door on a free port, with nobody behind it.
    pub(super) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (behind, target) = watch::channel(None);
        let serving = tokio::spawn(serve(listener, target));
        Self { address, behind, serving }
    }

    /// The address to give to Slack.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Who knocks from now on is led there.
    pub(super) fn lead_to(&self, bot: Option<SocketAddr>) {
        self.behind.send_replace(bot);
    }

    /// Nobody is behind it any more.
    pub(super) fn close(&self) {
        self.behind.send_replace(None);
    }
}

impl Drop for FrontDoor {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(listener: TcpListener, target: watch::Receiver<Option<SocketAddr>>) {
    while let Ok((visitor, _)) = listener.accept().await {
        let bot = *target.borrow();
        if let Some(bot) = bot {
            tokio::spawn(pass_on(visitor, bot, target.clone()));
        }
    }
}

/// Carries bytes both ways until either side ends or somebody else is behind the door.
async fn pass_on(mut visitor: TcpStream, bot: SocketAddr, mut target: watch::Receiver<Option<SocketAddr>>) {
    let Ok(mut inside) = TcpStream::connect(bot).await else { return };
    tokio::select! {
        // An end in the middle is for the two sides to notice.
        _ = copy_bidirectional(&mut visitor, &mut inside) => {}
        _ = target.wait_for(|now| *now != Some(bot)) => {}
    }
}
