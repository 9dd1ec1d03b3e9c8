//! Serves a listener so that nobody can hold it up: slow headers, idle connections and too many of them are limited,
//! and shutdown lets answers in flight finish.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

/// How long a request's head may take, and how long a connection may stay idle.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How many connections are served at once; more wait to be accepted.
pub const CONNECTIONS: usize = 512;
/// How long shutdown waits for answers in flight.
pub const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);
/// After a failed accept, as when file descriptors run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Serves HTTP/1 on the listener until `shutdown` turns true or its sender is gone.
pub async fn serve(listener: TcpListener, app: Router, shutdown: watch::Receiver<bool>) {
    serve_with(listener, app, shutdown, HEAD_TIMEOUT).await;
}

async fn serve_with(
    listener: TcpListener,
    app: Router,
    shutdown: watch::Receiver<bool>,
    head_timeout: Duration,
) {
    let mut builder = Builder::new(TokioExecutor::new()).http1_only();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(head_timeout);
    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stopped(shutdown.clone()) => break,
            accepted = accept(&listener, &places) => accepted,
        };
        if let Some((stream, place)) = accepted {
            let (builder, app, stop) = (builder.clone(), app.clone(), stopped(shutdown.clone()));
            connections.spawn(async move {
                connection(&builder, stream, app, stop).await;
                drop(place);
            });
        }
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    let drained = async { while connections.join_next().await.is_some() {} };
    if timeout(DRAIN_TIMEOUT, drained).await.is_err() {
        tracing::warn!("closing before every answer was out");
    }
}

/// Serves one connection to its end, or at shutdown to the end of the answer in flight.
async fn connection(
    builder: &Builder<TokioExecutor>,
    stream: TcpStream,
    app: Router,
    stop: impl Future<Output = ()>,
) {
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(app)));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    // The other side's faults are its own, and it has been answered where that was possible.
    if let Err(error) = ended {
        tracing::debug!(error, "a connection ended early");
    }
}

/// Returns when shutdown is asked for; an error means that nobody is left who could ask, which is as good.
async fn stopped(mut shutdown: watch::Receiver<bool>) {
    let _ = shutdown.wait_for(|stop| *stop).await;
}

/// The next connection, once there is a place for it. `None` when accepting failed, after a pause.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> Option<(TcpStream, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.ok()?;
    match listener.accept().await {
        Ok((stream, _)) => Some((stream, place)),
        Err(error) => {
            tracing::warn!(%error, "a connection could not be accepted");
            sleep(ACCEPT_PAUSE).await;
            None
        }
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a test may stop at the first surprise")]

    use std::net::SocketAddr;

    use axum::routing::get;
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::mpsc;
    use tokio::task::JoinHandle;

    use super::*;

    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";

    async fn start(app: Router, head_timeout: Duration) -> (SocketAddr, watch::Sender<bool>, JoinHandle<()>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = watch::channel(false);
        let serving = tokio::spawn(serve_with(listener, app, stopped, head_timeout));
        (address, stop, serving)
    }

    fn greeter() -> Router {
        Router::new().route("/", get(|| async { "hei" }))
    }

    #[tokio::test]
    async fn a_head_that_never_ends_is_cut() {
        let (address, _stop, _serving) = start(greeter(), Duration::from_millis(50)).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(b"GET / HTTP/1.1\r\nx-slow: ").await.unwrap();
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).await.unwrap();
    }

    #[tokio::test]
    async fn an_idle_connection_is_closed() {
        let (address, _stop, _serving) = start(greeter(), Duration::from_millis(50)).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(REQUEST).await.unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("hei"), "{answer}");
    }

    #[tokio::test]
    async fn shutdown_lets_an_answer_in_flight_finish() {
        let (asked, mut requests) = mpsc::channel(1);
        let (release, released) = watch::channel(false);
        let app = Router::new().route(
            "/",
            get(move || async move {
                asked.send(()).await.unwrap();
                released.clone().wait_for(|go| *go).await.unwrap();
                "late"
            }),
        );
        let (address, stop, serving) = start(app, HEAD_TIMEOUT).await;
        let mut stream = TcpStream::connect(address).await.unwrap();
        stream.write_all(REQUEST).await.unwrap();
        requests.recv().await.unwrap();
        stop.send(true).unwrap();
        release.send(true).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("late"), "{answer}");
        serving.await.unwrap();
        assert!(TcpStream::connect(address).await.is_err());
    }
}
