//! A running server of its own for one test.

use std::net::TcpListener;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use anteroom_api::{App, Config, Random, Server, open_app_with};
use anteroom_api_types::users::User;
use anteroom_domain::clock::{Clock as _, MovableClock};
use jiff::Timestamp;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::browser::Browser;
use super::database::TestDatabase;

/// The password of the owner, and of every user that [`TestApp::add_user`] adds.
pub const OWNER_PASSWORD: &str = "correct horse battery staple";

/// Each server has randomness of its own.
static SEED: AtomicU64 = AtomicU64::new(7);

/// The server under test.
pub struct TestApp {
    /// The running system; for looking inside where the API does not.
    pub app: App,
    /// The clock that it goes by.
    pub clock: Arc<MovableClock>,
    /// The base address.
    pub base_url: String,
    data: TempDir,
}

impl TestApp {
    /// Starts a server with one owner, `owner`.
    pub async fn start(database: TestDatabase) -> Self {
        let test = Self::start_empty(database).await;
        test.create_owner().await;
        test
    }

    /// Starts a server without any user.
    pub async fn start_empty(database: TestDatabase) -> Self {
        Self::start_with(database, |_config| {}).await
    }

    /// Starts a server without any user, with changes to its configuration.
    pub async fn start_with(database: TestDatabase, change: impl FnOnce(&mut Config)) -> Self {
        let data = tempfile::tempdir().expect("a temporary folder can be made");
        let mut config = Config {
            data_dir: data.path().to_path_buf(),
            ..Config::default()
        };
        config.database.url = database.url;
        config.database.connections_max = 8;
        config.http.workers = 1;
        // The counterparts of the tests stand here; everything else that is not public stays out of reach.
        config.outgoing.allowed_networks = vec!["127.0.0.0/8".parse().unwrap()];
        change(&mut config);
        let clock = Arc::new(MovableClock::new(
            "2026-03-02T09:00:00Z".parse::<Timestamp>().unwrap(),
        ));
        let (app, base_url) = Self::run(config, clock.clone()).await;
        Self {
            app,
            clock,
            base_url,
            data,
        }
    }

    /// Starts another replica on the same database, key file and clock; answers its base address.
    pub async fn replica_url(&self) -> String {
        let mut config = Config::clone(&self.app.config);
        config.data_dir = self.data.path().to_path_buf();
        Self::run(config, self.clock.clone()).await.1
    }

    /// The same, and a browser at it.
    pub async fn replica(&self) -> Browser {
        Browser::new(&self.replica_url().await)
    }

    async fn run(mut config: Config, clock: Arc<MovableClock>) -> (App, String) {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let base_url = format!("http://localhost:{}", listener.local_addr().unwrap().port());
        config.http.base_url.clone_from(&base_url);
        // Replicas must differ, since they make ids in the same standing moment.
        let seed = SEED.fetch_add(1, Ordering::SeqCst);
        let app = open_app_with(config, clock, Random::seeded(seed))
            .await
            .expect("the app opens");
        let server = Server::listen(app.clone(), listener).expect("the server listens");
        actix_web::rt::spawn(server.run());
        (app, base_url)
    }

    /// The present moment of the test.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A browser that nobody has signed in with.
    pub fn browser(&self) -> Browser {
        Browser::new(&self.base_url)
    }

    async fn create_owner(&self) {
        let link = anteroom_api::make_setup_link(&self.app)
            .await
            .unwrap()
            .expect("there is no owner yet");
        let token = link.split('#').nth(1).unwrap();
        let answer = self
            .browser()
            .post("/api/v1/setup", &json!({ "token": token, "user_name": "owner", "display_name": "Olga Owner", "email": "owner@example.org", "password": OWNER_PASSWORD }))
            .await;
        assert_eq!(answer.status, 201, "{answer:?}");
    }

    /// A browser that the owner has signed in with.
    pub async fn owner(&self) -> Browser {
        self.signed_in("owner").await
    }

    /// A browser that this user has signed in with, by password.
    pub async fn signed_in(&self, user_name: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_in(user_name, OWNER_PASSWORD).await;
        browser
    }

    /// Adds a user with the usual password.
    pub async fn add_user(&self, user_name: &str) -> User {
        self.add_user_with(user_name, json!({})).await
    }

    /// Adds a user with further members.
    pub async fn add_user_with(&self, user_name: &str, more: Value) -> User {
        let mut body = json!({ "user_name": user_name, "display_name": format!("The {user_name}"), "password": OWNER_PASSWORD });
        body.as_object_mut()
            .unwrap()
            .extend(more.as_object().unwrap().clone());
        let answer = self.owner().await.post("/api/v1/users", &body).await;
        assert_eq!(answer.status, 201, "{answer:?}");
        answer.read()
    }

    /// Adds a user with a role.
    pub async fn add_administrator(&self, user_name: &str, role: &str) -> User {
        let user = self.add_user(user_name).await;
        let answer = self
            .owner()
            .await
            .put(
                &format!("/api/v1/administrators/{}", user.id),
                &json!({ "role": role }),
            )
            .await;
        assert_eq!(answer.status, 200, "{answer:?}");
        user
    }

    /// Switches self-service on, with changes to the default settings.
    pub async fn enable_self_service(&self, changes: Value) {
        let owner = self.owner().await;
        let answer = owner.get("/api/v1/self-service-settings").await;
        let etag = answer.etag();
        let mut settings = answer.json();
        settings.as_object_mut().unwrap().remove("readiness");
        settings["enabled"] = json!(true);
        settings
            .as_object_mut()
            .unwrap()
            .extend(changes.as_object().unwrap().clone());
        let answer = owner
            .put_if_match("/api/v1/self-service-settings", &etag, &settings)
            .await;
        assert_eq!(answer.status, 200, "{answer:?}");
    }
}
