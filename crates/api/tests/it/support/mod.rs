//! The test app, its callers, and the macro that runs a test on both databases.

mod app;
mod browser;
mod database;
mod mail_server;
mod phone;
mod program;

pub use app::{OWNER_PASSWORD, TestApp};
pub use browser::{Answer, Browser};
pub use database::TestDatabase;
pub use mail_server::MailServer;
pub use phone::{Phone, claim_body};
pub use program::Program;

/// Declares tests that run on SQLite and on PostgreSQL: each gets a fresh [`TestApp`].
macro_rules! both_databases {
    ($( $(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block )+) => {$(
        $(#[$meta])*
        async fn $name($app: $crate::support::TestApp) $body

        // Functions and modules have names of their own, so the test and its story may share one.
        mod $name {
            use $crate::support::{TestApp, TestDatabase};

            #[actix_web::test]
            async fn sqlite() {
                super::$name(TestApp::start(TestDatabase::sqlite()).await).await;
            }

            #[actix_web::test]
            async fn postgresql() {
                super::$name(TestApp::start(TestDatabase::postgresql().await).await).await;
            }
        }
    )+};
}
pub(crate) use both_databases;
