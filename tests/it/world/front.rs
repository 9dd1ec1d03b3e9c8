//! The address at which Slack finds the bot over signed HTTP: it stays the same while the bot
//! comes and goes, as a public address does. What passes through is kept, for whoever wants to know
//! what Slack's requests look like.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// The bytes of each connection, in order of connection.
type Heard = Arc<Mutex<Vec<Vec<u8>>>>;

/// A door that leads to wherever the bot listens now.
pub(super) struct FrontDoor {
    address: SocketAddr,
    behind: watch::Sender<Option<SocketAddr>>,
    heard: Heard,
    serving: JoinHandle<()>,
}

impl FrontDoor {
    /// A door on a free port, with nobody behind it.
    pub(super) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let (behind, target) = watch::channel(None);
        let heard = Heard::default();
        let serving = tokio::spawn(serve(listener, target, Arc::clone(&heard)));
        Self { address, behind, heard, serving }
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

    /// All that came through so far, connection by connection.
    pub(super) fn heard(&self) -> Vec<Vec<u8>> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for FrontDoor {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn serve(listener: TcpListener, target: watch::Receiver<Option<SocketAddr>>, heard: Heard) {
    while let Ok((visitor, _)) = listener.accept().await {
        let bot = *target.borrow();
        if let Some(bot) = bot {
            tokio::spawn(pass_on(visitor, bot, target.clone(), Arc::clone(&heard)));
        }
    }
}

/// Carries bytes both ways until either side ends or somebody else is behind the door.
async fn pass_on(
    mut visitor: TcpStream,
    bot: SocketAddr,
    mut target: watch::Receiver<Option<SocketAddr>>,
    heard: Heard,
) {
    let Ok(mut inside) = TcpStream::connect(bot).await else { return };
    let ((mut from_slack, mut to_slack), (mut from_bot, mut to_bot)) = (visitor.split(), inside.split());
    let there = listen_in(&mut from_slack, &mut to_bot, &heard);
    let back = async {
        let _ = copy(&mut from_bot, &mut to_slack).await;
        let _ = to_slack.shutdown().await;
    };
    tokio::select! {
        // An end in the middle is for the two sides to notice.
        _ = async { tokio::join!(there, back) } => {}
        _ = target.wait_for(|now| *now != Some(bot)) => {}
    }
}

/// Carries bytes one way and keeps them.
async fn listen_in(from: &mut (impl AsyncRead + Unpin), to: &mut (impl AsyncWrite + Unpin), heard: &Heard) {
    let place = {
        let mut heard = heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.push(Vec::new());
        heard.len() - 1
    };
    let mut buffer = vec![0; 16 * 1024];
    while let Ok(read @ 1..) = from.read(&mut buffer).await {
        let bytes = buffer.get(..read).unwrap_or_default();
        if let Some(kept) = heard.lock().unwrap_or_else(PoisonError::into_inner).get_mut(place) {
            kept.extend_from_slice(bytes);
        }
        if to.write_all(bytes).await.is_err() {
            break;
        }
    }
    let _ = to.shutdown().await;
}
