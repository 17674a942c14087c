//! The command `anteroom`.

use std::process::ExitCode;

#[actix_web::main]
async fn main() -> ExitCode {
    anteroom_api::commands::run().await
}
