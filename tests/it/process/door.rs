//! A door between Slack and the bot, in either direction: one address that stays, whatever becomes of who is behind it.
//! Where Slack comes by HTTP it stands before the bot, which is killed and started again on another port, as behind any
//! reverse proxy. Before Slack's API it can be shut in every way in which a network fails.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{copy, copy_bidirectional, sink};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A port that was just let go of is free again by then.
const FREE_BY: Duration = Duration::from_secs(5);

/// What whoever knocks finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Behind {
    /// This one.
    There(SocketAddr),
    /// Nobody: the door opens and is shut at once.
    Nobody,
    /// Not even a door: connections are refused.
    Wall,
    /// A hole that swallows everything and never answers, for those who were inside too.
    Silence,
}

/// The address that stays.
pub(super) struct FrontDoor {
    address: SocketAddr,
    behind: watch::Sender<Behind>,
}

impl FrontDoor {
    /// Opens with nobody behind it.
    pub(super) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (behind, now) = watch::channel(Behind::Nobody);
        tokio::spawn(keep(listener, address, now));
        Self { address, behind }
    }

    /// The address, as those outside are told it.
    pub(super) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on visitors are led there.
    pub(super) fn leads_to(&self, whom: SocketAddr) {
        self.becomes(Behind::There(whom));
    }

    /// From now on visitors find this, and so do those who are inside.
    pub(super) fn becomes(&self, behind: Behind) {
        self.behind.send_replace(behind);
    }
}

/// Keeps the door until nobody can change it any more.
async fn keep(mut listener: TcpListener, address: SocketAddr, mut behind: watch::Receiver<Behind>) {
    loop {
        let mut walled_up = behind.clone();
        tokio::select! {
            () = let_in(&listener, &behind) => return,
            changed = walled_up.wait_for(|behind| *behind == Behind::Wall) => if changed.is_err() { return },
        }
        drop(listener);
        if behind.wait_for(|behind| *behind != Behind::Wall).await.is_err() {
            return;
        }
        let opening = async {
            loop {
                if let Ok(listener) = TcpListener::bind(address).await {
                    return listener;
                }
                tokio::task::yield_now().await;
            }
        };
        listener = tokio::time::timeout(FREE_BY, opening).await.expect("the port is still ours");
    }
}

async fn let_in(listener: &TcpListener, behind: &watch::Receiver<Behind>) {
    while let Ok((visitor, _)) = listener.accept().await {
        tokio::spawn(lead(visitor, behind.clone()));
    }
}

/// Leads a visitor for as long as things are as they were. Either side may hang up at any time: that is what is being
/// tested.
async fn lead(mut visitor: TcpStream, mut behind: watch::Receiver<Behind>) {
    let met = *behind.borrow_and_update();
    if let Behind::There(whom) = met {
        let talk = async {
            if let Ok(mut whom) = TcpStream::connect(whom).await {
                let _ = copy_bidirectional(&mut visitor, &mut whom).await;
            }
        };
        tokio::select! {
            () = talk => return,
            // The next bot is for the next visitors.
            _ = behind.wait_for(|now| !matches!(now, Behind::There(_))) => {}
        }
    }
    if *behind.borrow() == Behind::Silence {
        let _ = copy(&mut visitor, &mut sink()).await;
    }
}
