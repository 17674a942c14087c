//! The documentation that the server serves itself: the OpenAPI document, a reader, every problem.

use std::fmt::Write as _;

use actix_web::http::header;
use actix_web::{HttpResponse, web};
use anteroom_api_types::problem::ProblemCode;
use utoipa::openapi::OpenApi;
use utoipa_swagger_ui::SwaggerUi;

use super::error::ApiError;

const STYLE: &str = include_str!("docs.css");

/// The addresses of the documentation.
pub fn routes(config: &mut web::ServiceConfig, document: OpenApi) {
    config
        .route("/docs", web::get().to(to_reader))
        .route("/docs/style.css", web::get().to(style))
        .route("/docs/problems", web::get().to(problem_list))
        .route("/docs/problems/{code}", web::get().to(problem_page))
        .service(SwaggerUi::new("/docs/{_:.*}").url("/openapi.json", document));
}

async fn to_reader() -> HttpResponse {
    HttpResponse::SeeOther()
        .insert_header((header::LOCATION, "/docs/"))
        .finish()
}

async fn style() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .body(STYLE)
}

async fn problem_list() -> HttpResponse {
    let mut rows = String::new();
    for code in ProblemCode::ALL {
        let (status, name, title) = (code.status(), code.name(), code.title());
        // Writing to a string cannot fail.
        let _ = writeln!(
            rows,
            "<tr><td>{status}</td><td><a href=\"/docs/problems/{name}\"><code>{name}</code></a></td><td>{title}</td></tr>"
        );
    }
    page(
        "Problems",
        &format!(
            "<p>Every refusal carries one of these codes (RFC 9457).</p><table><thead><tr><th>Status</th><th>Code</th><th>Title</th></tr></thead><tbody>{rows}</tbody></table>"
        ),
    )
}

async fn problem_page(code: web::Path<String>) -> HttpResponse {
    let Some(code) = ProblemCode::ALL
        .iter()
        .find(|known| known.name() == code.as_str())
    else {
        return ApiError::not_found().into_response();
    };
    page(
        code.title(),
        &format!(
            "<p><code>{}</code>, answered with status {}.</p><p>{}</p><p><a href=\"/docs/problems\">All problems</a></p>",
            code.name(),
            code.status(),
            code.explanation().trim(),
        ),
    )
}

/// All texts are our own, so nothing needs escaping.
fn page(title: &str, body: &str) -> HttpResponse {
    HttpResponse::Ok().content_type("text/html; charset=utf-8").body(format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{title} - Anteroom</title><link rel=\"stylesheet\" href=\"/docs/style.css\"></head><body><main><h1>{title}</h1>{body}</main></body></html>\n"
    ))
}
