//! A listener whose connections can be cut from our side: how an answer gets lost on the way, and how everything ends at a stop.

use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::task::{Context, Poll};

use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use futures_util::task::AtomicWaker;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::{TcpListener, TcpStream};

/// Cuts one connection, or makes it go dead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scissors(Arc<Thread>);

#[derive(Debug, Default)]
struct Thread {
    cut: AtomicBool,
    dead: AtomicBool,
    reader: AtomicWaker,
    writer: AtomicWaker,
}

impl Scissors {
    /// Nothing more is read or written; the peer sees the connection end.
    pub(crate) fn cut(&self) {
        self.0.cut();
    }

    /// From now on nothing gets through in either direction, and nobody is told: half open, as after a cable was pulled.
    pub(crate) fn go_dead(&self) {
        self.0.dead.store(true, Ordering::Release);
    }
}

impl Thread {
    fn cut(&self) {
        self.cut.store(true, Ordering::Release);
        self.reader.wake();
        self.writer.wake();
    }

    fn check(&self, waker: &AtomicWaker, context: &Context<'_>) -> io::Result<()> {
        waker.register(context.waker());
        if self.cut.load(Ordering::Acquire) {
            return Err(io::ErrorKind::ConnectionReset.into());
        }
        Ok(())
    }

    fn is_dead(&self) -> bool {
        self.dead.load(Ordering::Acquire)
    }
}

/// All connections that may still be open.
#[derive(Clone, Debug, Default)]
pub(crate) struct Connections(Arc<Mutex<Vec<Weak<Thread>>>>);

impl Connections {
    /// Cuts every connection.
    pub(crate) fn cut_all(&self) {
        for thread in self.lock().drain(..) {
            if let Some(thread) = thread.upgrade() {
                thread.cut();
            }
        }
    }

    fn add(&self, scissors: &Scissors) {
        let mut threads = self.lock();
        threads.retain(|thread| thread.strong_count() > 0);
        threads.push(Arc::downgrade(&scissors.0));
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Weak<Thread>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A TCP listener that keeps the scissors of each connection.
pub(crate) struct CutListener {
    inner: TcpListener,
    connections: Connections,
}

impl CutListener {
    pub(crate) fn new(inner: TcpListener, connections: Connections) -> Self {
        Self { inner, connections }
    }
}

impl Listener for CutListener {
    type Io = CutStream;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        let (stream, address) = Listener::accept(&mut self.inner).await;
        // Answers are small: waiting to fill a packet costs 40 ms with a delayed acknowledgement.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "could not set TCP_NODELAY");
        }
        let scissors = Scissors::default();
        self.connections.add(&scissors);
        (CutStream { stream, scissors }, address)
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        self.inner.local_addr()
    }
}

impl Connected<IncomingStream<'_, CutListener>> for Scissors {
    fn connect_info(incoming: IncomingStream<'_, CutListener>) -> Self {
        incoming.io().scissors.clone()
    }
}

/// A TCP stream that fails once it is cut.
pub(crate) struct CutStream {
    stream: TcpStream,
    scissors: Scissors,
}

impl AsyncRead for CutStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.scissors.0.check(&self.scissors.0.reader, context)?;
        if self.scissors.0.is_dead() {
            return Poll::Pending;
        }
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl AsyncWrite for CutStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        from: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.scissors.0.check(&self.scissors.0.writer, context)?;
        if self.scissors.0.is_dead() {
            return Poll::Ready(Ok(from.len()));
        }
        Pin::new(&mut self.stream).poll_write(context, from)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.scissors.0.check(&self.scissors.0.writer, context)?;
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        from: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.scissors.0.check(&self.scissors.0.writer, context)?;
        if self.scissors.0.is_dead() {
            return Poll::Ready(Ok(from.iter().map(|part| part.len()).sum()));
        }
        Pin::new(&mut self.stream).poll_write_vectored(context, from)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
