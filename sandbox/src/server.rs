//! What all handlers share: the world behind one lock, the lines to the app, the faults, and word of every change.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use crate::control::fault::Faults;
use crate::control::follow::Followers;
use crate::control::play::Player;
use crate::control::wire::Wire;
use crate::realtime::{Door, Lines};
use crate::wall::Wall;
use crate::world::{App, World};

/// How the app is told of things.
#[derive(Debug)]
pub(crate) enum Transport {
    Socket,
    Http(Door),
}

/// The sandbox's insides.
pub(crate) struct Server {
    world: Mutex<World>,
    /// The same as in the world, for those who must not wait for it.
    pub(crate) app: App,
    pub(crate) transport: Transport,
    pub(crate) wall: Arc<Wall>,
    pub(crate) lines: Lines,
    pub(crate) faults: Faults,
    pub(crate) followers: Followers,
    pub(crate) wire: Wire,
    pub(crate) player: Player,
    pub(crate) http: reqwest::Client,
    /// Where the state is kept, if anywhere.
    pub(crate) kept_at: Option<PathBuf>,
    /// One turn of the clock at a time.
    pub(crate) turning: tokio::sync::Mutex<()>,
    /// One writer of the kept state at a time.
    pub(crate) keeping: Mutex<()>,
    version: watch::Sender<u64>,
}

impl Server {
    pub(crate) fn new(
        world: World,
        transport: Transport,
        wall: Arc<Wall>,
        http: reqwest::Client,
        kept_at: Option<PathBuf>,
    ) -> Self {
        Self {
            app: world.app.clone(),
            lines: Lines::new(&world.model.ids.place()),
            world: Mutex::new(world),
            transport,
            wall,
            faults: Faults::default(),
            followers: Followers::default(),
            wire: Wire::default(),
            player: Player::default(),
            http,
            kept_at,
            turning: tokio::sync::Mutex::new(()),
            keeping: Mutex::new(()),
            version: watch::Sender::new(0),
        }
    }

    /// Reads the world.
    pub(crate) fn look<T>(&self, read: impl FnOnce(&World) -> T) -> T {
        read(&self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Changes the world; the events that follow leave before anybody else can change it, so their order is that of what happened.
    pub(crate) fn with<T>(self: &Arc<Self>, change: impl FnOnce(&mut World) -> T) -> T {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        let result = change(&mut world);
        for event in std::mem::take(&mut world.outgoing) {
            self.deliver_event(event);
        }
        drop(world);
        self.bump();
        result
    }

    /// Changes what nobody sees: no events follow, and no page need be drawn anew.
    pub(crate) fn change_quietly<T>(&self, change: impl FnOnce(&mut World) -> T) -> T {
        change(&mut self.world.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Something has changed: whoever waits for quiet looks again, and pages are refreshed.
    pub(crate) fn bump(&self) {
        self.version.send_modify(|version| *version += 1);
    }

    pub(crate) fn changes(&self) -> watch::Receiver<u64> {
        self.version.subscribe()
    }
}
