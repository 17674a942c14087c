//! Paths and methods that nothing answers to: 404, or 405 with the methods there are.

use actix_web::http::Method;
use actix_web::http::header::{self, HeaderValue};
use actix_web::{HttpRequest, HttpResponse, web};
use anteroom_api_types::problem::ProblemCode;

use super::error::ApiError;

/// The methods of every documented path; the OpenAPI document is the table.
pub struct KnownPaths(Vec<(Vec<String>, Vec<&'static str>)>);

impl KnownPaths {
    /// Reads the paths of the document.
    pub fn new(document: &utoipa::openapi::OpenApi) -> Self {
        Self(
            document
                .paths
                .paths
                .iter()
                .map(|(path, item)| {
                    let methods = [
                        ("GET", item.get.is_some()),
                        ("POST", item.post.is_some()),
                        ("PUT", item.put.is_some()),
                        ("PATCH", item.patch.is_some()),
                        ("DELETE", item.delete.is_some()),
                    ];
                    let there = methods
                        .iter()
                        .filter(|(_, is_there)| *is_there)
                        .map(|(name, _)| *name)
                        .collect();
                    (path.split('/').map(str::to_owned).collect(), there)
                })
                .collect(),
        )
    }

    /// The methods of a path. A path that is documented itself goes before one with a parameter.
    fn methods(&self, path: &str) -> Vec<&'static str> {
        let segments: Vec<&str> = path.split('/').collect();
        if let Some((_, methods)) = self.0.iter().find(|(template, _)| *template == segments) {
            return methods.clone();
        }
        self.0
            .iter()
            .filter(|(template, _)| {
                template.len() == segments.len()
                    && template
                        .iter()
                        .zip(&segments)
                        .all(|(part, segment)| part.starts_with('{') || part == segment)
            })
            .flat_map(|(_, methods)| methods.iter().copied())
            .collect()
    }
}

/// The answer to everything that no route takes.
pub async fn unmatched(request: HttpRequest, known: web::Data<KnownPaths>) -> HttpResponse {
    method_not_allowed(&known, request.path(), request.method())
        .unwrap_or_else(|| {
            ApiError::new(ProblemCode::NotFound, "There is nothing at this address.")
        })
        .into_response()
}

/// 405 with the methods there are, where the path is documented and the method is not.
pub fn method_not_allowed(known: &KnownPaths, path: &str, method: &Method) -> Option<ApiError> {
    let methods = known.methods(path);
    if methods.is_empty() || methods.contains(&method.as_str()) {
        return None;
    }
    let allowed = methods.join(", ");
    let error = ApiError::new(
        ProblemCode::MethodNotAllowed,
        format!("This address knows: {allowed}."),
    );
    Some(match HeaderValue::from_str(&allowed) {
        Ok(value) => error.with_header(header::ALLOW, value),
        Err(_impossible) => error,
    })
}
