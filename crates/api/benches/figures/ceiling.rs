//! The bare ceiling: the same framework answering a small JSON after one single-row INSERT.
//!
//! It uses the same library for the same kind of database, with the same durability and as many
//! connections, and does nothing else. What the server does beyond that is the price of the product.

use std::net::SocketAddr;
use std::process::{Command, Stdio};
use std::time::Duration;

use actix_web::{App, HttpResponse, HttpServer, web};
use anyhow::{Context as _, Result};
use hyper::{Method, StatusCode};
use sea_orm::{ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};
use serde::Serialize;

use crate::client::{Call, Client};
use crate::database::{Place, connect_options};
use crate::options::Ceiling;
use crate::process::{Process, free_address};
use crate::server::wait_until_ready;

/// As many as the server has by default; SQLite has one writer.
const POSTGRES_CONNECTIONS_MAX: u32 = 16;

/// As long as the server keeps connections; the clients rest while the other server has its turn.
const KEEP_ALIVE: Duration = Duration::from_secs(75);

/// The path of the one operation, which also tells that the server is ready.
const PATH: &str = "/rows";

/// A running bare server.
pub struct CeilingServer {
    /// Its process.
    pub process: Process,
    address: SocketAddr,
    place: Place,
}

impl CeilingServer {
    /// Starts it on a fresh database.
    pub async fn start(place: Place) -> Result<Self> {
        std::fs::create_dir_all(&place.folder).context("cannot make the data folder")?;
        let address = free_address()?;
        let program = std::env::current_exe().context("cannot find this program")?;
        let mut command = Command::new(program);
        command.arg("ceiling");
        command.args(["--listen", &address.to_string()]);
        command.args(["--database-url", &place.url]);
        command.stdin(Stdio::null());
        let mut process = Process::start(&mut command)?;
        wait_until_ready(&mut process, address, "localhost", PATH).await?;
        Ok(Self {
            process,
            address,
            place,
        })
    }

    /// A new connection.
    pub async fn connect(&self) -> Result<Client> {
        Client::connect(self.address, "localhost").await
    }

    /// Stops it and removes its data.
    pub async fn close(self) -> Result<()> {
        drop(self.process);
        self.place.remove().await
    }
}

/// Sends one request.
pub async fn insert(client: &mut Client) -> Result<()> {
    let call = Call {
        method: Method::POST,
        path: PATH,
        headers: &[],
        body: None,
    };
    let answer = client.send(call).await?;
    let _row: serde_json::Value = answer.expect(StatusCode::CREATED, "inserting a row")?;
    Ok(())
}

/// Is the bare server, until it is asked to stop.
pub fn serve(options: &Ceiling) -> Result<()> {
    let served = actix_web::rt::System::new().block_on(async {
        let connections_max = if options.database_url.starts_with("sqlite") {
            1
        } else {
            POSTGRES_CONNECTIONS_MAX
        };
        let database =
            Database::connect(connect_options(&options.database_url, connections_max)).await?;
        database
            .execute_unprepared(
                "CREATE TABLE rows (id BIGINT NOT NULL PRIMARY KEY, text TEXT NOT NULL)",
            )
            .await?;
        let database = web::Data::new(Rows::new(database));
        let server = HttpServer::new(move || {
            App::new()
                .app_data(database.clone())
                .route(PATH, web::get().to(HttpResponse::Ok))
                .route(PATH, web::post().to(insert_row))
        });
        let workers = std::thread::available_parallelism().map_or(1, usize::from);
        server
            .workers(workers)
            .keep_alive(KEEP_ALIVE)
            .bind(options.listen)?
            .run()
            .await?;
        Ok::<(), anyhow::Error>(())
    });
    served.context("the bare server")
}

/// The database of the bare server, and the number of the next row.
struct Rows {
    database: DatabaseConnection,
    backend: DbBackend,
    next: std::sync::atomic::AtomicI64,
}

/// The small JSON.
#[derive(Serialize)]
struct Row {
    id: i64,
    text: &'static str,
}

impl Rows {
    fn new(database: DatabaseConnection) -> Self {
        let backend = database.get_database_backend();
        Self {
            database,
            backend,
            next: std::sync::atomic::AtomicI64::new(1),
        }
    }
}

async fn insert_row(rows: web::Data<Rows>) -> HttpResponse {
    let row = Row {
        id: rows.next.fetch_add(1, std::sync::atomic::Ordering::Relaxed),
        text: "a row of about the size of what an operation writes at least",
    };
    let statement = Statement::from_sql_and_values(
        rows.backend,
        "INSERT INTO rows (id, text) VALUES ($1, $2)",
        [row.id.into(), row.text.into()],
    );
    match rows.database.execute_raw(statement).await {
        Ok(_inserted) => HttpResponse::Created().json(row),
        Err(error) => HttpResponse::InternalServerError().body(error.to_string()),
    }
}
