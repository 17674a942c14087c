//! The HTTP server: the app of one worker thread, starting, and stopping in time.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use actix_web::body::MessageBody;
use actix_web::dev::{ServerHandle, ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::from_fn;
use actix_web::{HttpServer, web};
use utoipa::openapi::OpenApi;
use utoipa_actix_web::AppExt as _;

use super::body::BODY_BYTES_MAX;
use super::unmatched::{KnownPaths, unmatched};
use super::{csrf, docs, envelope, health, mail_frame, openapi_document, web_pages};
use crate::app::App;
use crate::device_proof;

/// How long running requests may take to end when the server stops.
const STOP_SECONDS: u64 = 4;

/// Whether this replica takes requests; switched off first when it stops.
#[derive(Clone, Default)]
pub struct Readiness(Arc<AtomicBool>);

impl Readiness {
    /// Whether requests are taken.
    pub fn is_ready(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }

    /// Switches it.
    pub fn set(&self, ready: bool) {
        self.0.store(ready, Ordering::SeqCst);
    }
}

/// The app of one worker thread.
pub fn build_app(
    app: App,
    readiness: Readiness,
    document: Arc<OpenApi>,
) -> actix_web::App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = actix_web::Error,
        InitError = (),
    >,
> {
    let (actix, _document) = actix_web::App::new()
        .into_utoipa_app()
        .app_data(web::Data::new(app))
        .app_data(web::Data::new(readiness))
        .app_data(web::Data::new(KnownPaths::new(&document)))
        .app_data(web::PayloadConfig::new(BODY_BYTES_MAX))
        .configure(health::probe_routes)
        // Before the scope that it lies in, since the first one whose address fits takes the request.
        .service(utoipa_actix_web::scope(super::CALLBACKS).configure(super::callback_routes))
        .service(
            utoipa_actix_web::scope("/api/v1")
                .wrap(from_fn(csrf::csrf))
                .configure(super::rest_routes),
        )
        .service(
            utoipa_actix_web::scope("/device/v1")
                .wrap(from_fn(device_proof::nonce_header))
                .configure(super::device_routes),
        )
        .split_for_parts();
    actix
        .configure(|config| docs::routes(config, OpenApi::clone(&document)))
        .configure(mail_frame::routes)
        .configure(web_pages::routes)
        .default_service(web::to(unmatched))
        .wrap(from_fn(envelope::envelope))
}

/// A started server.
pub struct Server {
    /// The address it listens on; the port is the real one when 0 was asked for.
    pub address: SocketAddr,
    handle: ServerHandle,
    running: actix_web::dev::Server,
    readiness: Readiness,
    app: App,
}

impl Server {
    /// Binds the configured address and makes the server; nothing is answered before [`Server::run`].
    pub fn bind(app: App) -> io::Result<Self> {
        let listener = TcpListener::bind(app.config.http.listen)?;
        Self::listen(app, listener)
    }

    /// Makes the server on a socket that is bound already.
    pub fn listen(app: App, listener: TcpListener) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let document = Arc::new(openapi_document::openapi());
        let readiness = Readiness::default();
        let workers = match app.config.http.workers {
            0 => std::thread::available_parallelism().map_or(1, usize::from),
            count => count,
        };
        let (factory_app, factory_readiness) = (app.clone(), readiness.clone());
        let server = HttpServer::new(move || {
            build_app(
                factory_app.clone(),
                factory_readiness.clone(),
                document.clone(),
            )
        })
        .workers(workers)
        .client_request_timeout(Duration::from_secs(10))
        .keep_alive(Duration::from_secs(75))
        .shutdown_timeout(STOP_SECONDS)
        .disable_signals()
        .listen(listener)?;
        let running = server.run();
        Ok(Self {
            address,
            handle: running.handle(),
            running,
            readiness,
            app,
        })
    }

    /// Answers requests until a signal asks it to stop; open streams are closed at once.
    pub async fn run(self) -> io::Result<()> {
        let Self {
            handle,
            running,
            readiness,
            app,
            ..
        } = self;
        let housekeeping = actix_web::rt::spawn(crate::housekeeping::run(app.clone()));
        let outbox = actix_web::rt::spawn(crate::notifications::run(app.clone()));
        readiness.set(true);
        actix_web::rt::spawn(async move {
            stop_signal().await;
            tracing::info!("Stopping: no new requests are taken.");
            readiness.set(false);
            app.live_tokens.close();
            app.outbox.close();
            handle.stop(true).await;
        });
        let result = running.await;
        housekeeping.abort();
        // What the worker has in hand, it ends or gives back; it has a time limit of its own.
        let _ended = outbox.await;
        result
    }
}

/// Waits for SIGTERM or Ctrl-C.
async fn stop_signal() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return;
    };
    let Ok(mut interrupt) = signal(SignalKind::interrupt()) else {
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
}
