//! Serves a listener so that nobody can hold it up: slow headers, idle connections and too many of them are limited,
//! whoever has come to nothing for longest gives up the place that somebody else needs, and shutdown lets answers in
//! flight finish.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use hyper::Request;
use hyper::body::{Frame, Incoming, SizeHint};
use hyper::server::conn::http1::Builder;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use super::places::{Places, Standing, Taken};

/// How long a request's head may take, and how long a connection may stay idle.
pub const HEAD_TIMEOUT: Duration = Duration::from_secs(10);
/// How many connections are served at once.
pub const CONNECTIONS: usize = 512;
/// How many more may wait to be let in.
const QUEUE: u32 = 1_024;
/// How long shutdown waits for answers in flight.
pub const DRAIN_TIMEOUT: Duration = Duration::from_secs(5);
/// After a failed accept, as when file descriptors run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);

/// Listens. Whoever comes while others are being let in waits in the system's queue: with one that is too short Linux
/// forgets them, and they knock again after three seconds, which is all the time that Slack has.
///
/// # Errors
/// When the address is taken, or not this machine's.
pub fn listen(address: SocketAddr) -> std::io::Result<TcpListener> {
    let socket = if address.is_ipv4() { TcpSocket::new_v4() } else { TcpSocket::new_v6() }?;
    // As tokio does by itself: an address can be taken again right after a stop.
    #[cfg(unix)]
    socket.set_reuseaddr(true)?;
    socket.bind(address)?;
    socket.listen(QUEUE)
}

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
    let mut builder = Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head_timeout);
    let app = TowerToHyperService::new(app);
    let mut places = Places::new(CONNECTIONS);
    let mut connections = JoinSet::new();
    loop {
        let accepted = tokio::select! {
            () = stopped(shutdown.clone()) => break,
            accepted = accept(&listener) => accepted,
        };
        let Some(stream) = accepted else { continue };
        let place = tokio::select! {
            () = stopped(shutdown.clone()) => break,
            place = places.free() => place,
        };
        let standing = Standing::default();
        let (builder, stop) = (builder.clone(), stopped(shutdown.clone()));
        let (app, own) = (app.clone(), standing.clone());
        let task = connections.spawn(async move {
            connection(&builder, stream, app, own, stop).await;
            drop(place);
        });
        places.taken.push(Taken { standing, task });
        while connections.try_join_next().is_some() {}
    }
    drop(listener);
    let drained = async { while connections.join_next().await.is_some() {} };
    if timeout(DRAIN_TIMEOUT, drained).await.is_err() {
        tracing::warn!("closing before every answer was out");
    }
}

/// Serves one connection to its end, or at shutdown to the end of the answer in flight, and keeps its standing.
async fn connection(
    builder: &Builder,
    stream: TcpStream,
    app: TowerToHyperService<Router>,
    standing: Standing,
    stop: impl Future<Output = ()>,
) {
    let service = service_fn(|request: Request<Incoming>| {
        let answer = app.call(request.map(|body| Body::new(Watched { body, standing: standing.clone() })));
        let standing = &standing;
        async move {
            let answer = answer.await?;
            standing.answered(answer.status().is_success());
            Ok::<_, Infallible>(answer)
        }
    });
    let mut connection = pin!(builder.serve_connection(TokioIo::new(stream), service));
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = stop => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    // The other side's faults are its own, and it has been answered where that was possible.
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Returns when shutdown is asked for; an error means that nobody is left who could ask, which is as good.
async fn stopped(mut shutdown: watch::Receiver<bool>) {
    let _ = shutdown.wait_for(|stop| *stop).await;
}

/// What comes in, until it is whole.
struct Watched {
    body: Incoming,
    standing: Standing,
}

impl hyper::body::Body for Watched {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<hyper::Result<Frame<Bytes>>>> {
        let frame = ready!(Pin::new(&mut self.body).poll_frame(cx));
        if frame.is_none() {
            self.standing.serve();
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// The next connection. `None` when accepting failed, after a pause.
async fn accept(listener: &TcpListener) -> Option<TcpStream> {
    match listener.accept().await {
        Ok((stream, _)) => Some(stream),
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

    use axum::body::Bytes;
    use axum::http::StatusCode;
    use axum::routing::{get, post};
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::sync::mpsc;
    use tokio::task::JoinHandle;

    use super::super::places::DAWDLING;
    use super::*;

    const REQUEST: &[u8] = b"GET / HTTP/1.1\r\nhost: x\r\n\r\n";

    async fn start(app: Router, head_timeout: Duration) -> (SocketAddr, watch::Sender<bool>, JoinHandle<()>) {
        let listener = listen(SocketAddr::from(([127, 0, 0, 1], 0))).unwrap();
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
    async fn those_who_hold_every_place_and_send_nothing_keep_nobody_out() {
        let (address, _stop, _serving) = start(greeter(), HEAD_TIMEOUT).await;
        let mut dawdlers = Vec::new();
        for _ in 0..CONNECTIONS + 20 {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nx-slow: ").await.unwrap();
            dawdlers.push(stream);
        }
        for _ in 0..5 {
            is_served(address).await;
        }
    }

    /// Somebody who comes now is answered before Slack would give up.
    async fn is_served(address: SocketAddr) {
        let asking = async {
            let mut stream = TcpStream::connect(address).await.unwrap();
            stream.write_all(b"GET / HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n").await.unwrap();
            let mut answer = String::new();
            stream.read_to_string(&mut answer).await.unwrap();
            answer
        };
        let answer = timeout(3 * DAWDLING, asking).await.unwrap();
        assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    }

    #[tokio::test]
    async fn those_who_hold_every_place_and_are_only_refused_keep_nobody_out() {
        let app = greeter().route("/no", get(|| async { StatusCode::UNAUTHORIZED }));
        let (address, _stop, _serving) = start(app, HEAD_TIMEOUT).await;
        let mut strangers = Vec::new();
        for _ in 0..CONNECTIONS + 20 {
            strangers.push(TcpStream::connect(address).await.unwrap());
        }
        let asking = tokio::spawn(async move {
            let mut often = tokio::time::interval(DAWDLING / 4);
            loop {
                often.tick().await;
                for stranger in &mut strangers {
                    let _ = stranger.write_all(b"GET /no HTTP/1.1\r\nhost: x\r\n\r\n").await;
                }
            }
        });
        for _ in 0..5 {
            is_served(address).await;
        }
        asking.abort();
    }

    #[tokio::test]
    async fn who_waits_for_an_answer_to_a_whole_request_keeps_the_place() {
        let (asked, mut requests) = mpsc::channel(1);
        let (release, released) = watch::channel(false);
        let slow = post(move |_: Bytes| async move {
            asked.send(()).await.unwrap();
            released.clone().wait_for(|go| *go).await.unwrap();
            "late"
        });
        let (address, _stop, _serving) = start(greeter().route("/slow", slow), HEAD_TIMEOUT).await;
        let mut first = TcpStream::connect(address).await.unwrap();
        let request = b"POST /slow HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\n{}";
        first.write_all(request).await.unwrap();
        requests.recv().await.unwrap();
        let mut dawdlers = Vec::new();
        for _ in 1..CONNECTIONS {
            dawdlers.push(TcpStream::connect(address).await.unwrap());
        }
        for _ in 0..5 {
            is_served(address).await;
        }
        release.send(true).unwrap();
        let mut answer = String::new();
        first.read_to_string(&mut answer).await.unwrap();
        assert!(answer.ends_with("late"), "{answer}");
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
