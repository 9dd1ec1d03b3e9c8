//! What stands before the bot where Slack reaches it by HTTP: one address that stays while the bot behind it is killed
//! and started again on another port, as behind any reverse proxy.

use std::net::SocketAddr;

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// The address that stays.
pub(super) struct FrontDoor {
    address: SocketAddr,
    behind: watch::Sender<Option<SocketAddr>>,
}

impl FrontDoor {
    /// Opens with nobody behind it: who knocks is turned away.
    pub(super) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (behind, now) = watch::channel(None);
        tokio::spawn(async move {
            while let Ok((mut visitor, _)) = listener.accept().await {
                let Some(bot) = *now.borrow() else { continue };
                tokio::spawn(async move {
                    // Either side may hang up at any time: that is what is being tested.
                    if let Ok(mut bot) = TcpStream::connect(bot).await {
                        let _ = copy_bidirectional(&mut visitor, &mut bot).await;
                    }
                });
            }
        });
        Self { address, behind }
    }

    /// The address, as Slack is told it.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on visitors are led there.
    pub(super) fn leads_to(&self, bot: SocketAddr) {
        self.behind.send_replace(Some(bot));
    }
}
