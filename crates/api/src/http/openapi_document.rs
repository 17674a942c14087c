//! The OpenAPI document, made from the routes.

use std::collections::{BTreeMap, BTreeSet};

use utoipa::openapi::schema::{AdditionalProperties, AllOf, ArrayItems, Object, Schema, Type};
use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};
use utoipa::openapi::{ContentBuilder, HttpMethod, OpenApi, PathItem, Ref, RefOr, ResponseBuilder};
use utoipa::{Modify, OpenApi as _};

/// The frame of the document; paths and schemas come from the routes.
#[derive(utoipa::OpenApi)]
#[openapi(
    info(
        title = "Anteroom",
        description = "Provision phones as authenticators, after people have proved who they are in another way.\n\n\
            Every refusal is a problem document (RFC 9457) with a stable `code`; each code is explained under `/docs/problems/`.\n\
            Times are RFC 3339 in UTC, durations whole seconds, ids UUIDv7. Lists are read page by page with `limit` and `cursor`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0"),
    ),
    servers((url = "/", description = "The server that gave this document")),
    modifiers(&Frame),
    components(schemas(anteroom_api_types::problem::Problem)),
    tags(
        (name = "set-up", description = "The first owner"),
        (name = "sign-in", description = "Signing in, and the session"),
        (name = "my provisioning", description = "Adding a phone, by the user"),
        (name = "my profiles", description = "The phones of the user"),
        (name = "self-service settings", description = "Who may add phones by themselves, and how"),
        (name = "access rules", description = "Who may do what, and what must be proved first"),
        (name = "resources", description = "What the access rules protect"),
        (name = "provisioning tokens", description = "Tokens of all users"),
        (name = "profiles", description = "Phones of all users"),
        (name = "users", description = "People known to the system"),
        (name = "user groups", description = "Sets of users"),
        (name = "administrators", description = "Who has which role"),
        (name = "notification channels", description = "What messages travel over"),
        (name = "sms gateways", description = "Who carries text messages, in which order"),
        (name = "caught messages", description = "Messages that were kept back for trying out"),
        (name = "call-backs", description = "What other systems call"),
        (name = "messages", description = "The texts of mails and text messages"),
        (name = "deliveries", description = "Messages on their way"),
        (name = "change reports", description = "What the link in a notice can do: it only takes away"),
        (name = "audit", description = "What happened"),
        (name = "system", description = "The running system"),
        (name = "device protocol", description = "The phone's side: claims, confirmation, profiles"),
        (name = "operations", description = "Health of a replica"),
    ),
)]
struct Frame;

impl Modify for Frame {
    fn modify(&self, document: &mut OpenApi) {
        let components = document.components.get_or_insert_default();
        components.add_security_scheme(
            "session",
            SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::with_description(
                "__Host-anteroom_session",
                "The session of a signed-in browser. Unsafe methods also need the header `X-Anteroom-CSRF: 1`.",
            ))),
        );
        components.add_security_scheme(
            "proof",
            SecurityScheme::ApiKey(ApiKey::Header(ApiKeyValue::with_description(
                "DPoP",
                "Proof of possession of the phone's key (RFC 9449), with the claim `bh` over the body.",
            ))),
        );
    }
}

/// The whole document.
pub fn openapi() -> OpenApi {
    use utoipa_actix_web::AppExt as _;
    let (_app, document) = actix_web::App::new()
        .into_utoipa_app()
        .openapi(Frame::openapi())
        .configure(super::health::probe_routes)
        .service(utoipa_actix_web::scope("/api/v1").configure(super::rest_routes))
        .service(utoipa_actix_web::scope(super::CALLBACKS).configure(super::callback_routes))
        .service(utoipa_actix_web::scope("/device/v1").configure(super::device_routes))
        .split_for_parts();
    with_common_problems(with_named_items(with_merged_objects(document)))
}

/// The named schemas of the document.
type Schemas = BTreeMap<String, RefOr<Schema>>;

/// Writes an object that holds another one's fields beside its own as one object, also where it is one of several.
///
/// The generator joins the two by `allOf`, where a part that allows no further fields forbids those of the other.
fn with_merged_objects(mut document: OpenApi) -> OpenApi {
    let Some(components) = document.components.as_mut() else {
        return document;
    };
    let schemas = components.schemas.clone();
    let mut written_out = BTreeSet::new();
    for schema in components.schemas.values_mut() {
        match schema {
            RefOr::T(Schema::OneOf(one_of)) => {
                for variant in &mut one_of.items {
                    written_out.extend(names_in(variant));
                    merge(variant, &schemas);
                    // A variant knows all of its fields: those of another one would be a mistake.
                    if let RefOr::T(Schema::Object(object)) = variant {
                        object.additional_properties =
                            Some(Box::new(AdditionalProperties::FreeForm(false)));
                    }
                }
            }
            other => merge(other, &schemas),
        }
    }
    without_unused(document, &written_out)
}

/// The schemas that the parts of an `allOf` refer to.
fn names_in(schema: &RefOr<Schema>) -> Vec<String> {
    let RefOr::T(Schema::AllOf(all_of)) = schema else {
        return Vec::new();
    };
    let name = |part: &RefOr<Schema>| match part {
        RefOr::Ref(reference) => reference.ref_location.rsplit('/').next().map(str::to_owned),
        RefOr::T(_) => None,
    };
    all_of.items.iter().filter_map(name).collect()
}

/// Leaves out those of the schemas written out where they belong that nothing else refers to.
fn without_unused(mut document: OpenApi, written_out: &BTreeSet<String>) -> OpenApi {
    let text = serde_json::to_string(&document).unwrap_or_default();
    let is_used = |name: &str| text.contains(&format!("\"#/components/schemas/{name}\""));
    if let Some(components) = document.components.as_mut() {
        components
            .schemas
            .retain(|name, _schema| !written_out.contains(name) || is_used(name));
    }
    document
}

fn merge(place: &mut RefOr<Schema>, schemas: &Schemas) {
    if let RefOr::T(Schema::AllOf(all_of)) = place
        && let Some(merged) = merged(all_of, schemas)
    {
        *place = RefOr::T(Schema::Object(merged));
    }
}

/// The fields of all parts as one object; none when a part is no object.
fn merged(all_of: &AllOf, schemas: &Schemas) -> Option<Object> {
    let object = |part: &RefOr<Schema>| match part {
        RefOr::T(Schema::Object(object)) => Some(object.clone()),
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next()?;
            match schemas.get(name)? {
                RefOr::T(Schema::Object(object)) => Some(object.clone()),
                _ => None,
            }
        }
        RefOr::T(_) => None,
    };
    let parts = all_of
        .items
        .iter()
        .map(object)
        .collect::<Option<Vec<_>>>()?;
    let mut merged = Object::default();
    merged.schema_type = Type::Object.into();
    merged.description.clone_from(&all_of.description);
    for part in parts {
        merged.properties.extend(part.properties);
        merged.required.extend(part.required);
    }
    Some(merged)
}

/// Lets each page of a list name the type of its items, where the generator writes it out again.
fn with_named_items(mut document: OpenApi) -> OpenApi {
    let Some(components) = document.components.as_mut() else {
        return document;
    };
    for (name, schema) in &mut components.schemas {
        if let Some(item) = name.strip_prefix("Page_")
            && let RefOr::T(Schema::Object(page)) = schema
            && let Some(RefOr::T(Schema::Array(items))) = page.properties.get_mut("items")
        {
            items.items =
                ArrayItems::RefOrSchema(Box::new(RefOr::Ref(Ref::from_schema_name(item))));
        }
    }
    document
}

/// Adds the refusals that operations share, so that each says only what is its own.
fn with_common_problems(mut document: OpenApi) -> OpenApi {
    for (path, item) in &mut document.paths.paths {
        let probe = !path.starts_with("/api/") && !path.starts_with("/device/");
        for (method, operation) in operations(item) {
            // An operation that anybody may call says so, instead of leaving it open.
            operation.security.get_or_insert_default();
            if probe {
                continue;
            }
            let mut statuses = vec![
                (400, "The request cannot be read"),
                (500, "The server failed"),
                (503, "A part is away for the moment"),
            ];
            let secured = operation
                .security
                .as_ref()
                .is_some_and(|security| !security.is_empty());
            if secured {
                statuses.push((401, "Nobody has proved who asks"));
                // A phone has one right, over its own profile, and a key that is not that one's is unknown.
                if path.starts_with("/api/") {
                    statuses.push((403, "The caller may not do this"));
                }
            } else if method != HttpMethod::Get
                && path.starts_with("/api/")
                && !path.starts_with(super::CALLBACKS)
            {
                statuses.push((403, "The request does not come from our own pages"));
            }
            if path.contains('{') {
                statuses.push((
                    404,
                    "There is no such thing, or the caller may not know of it",
                ));
            }
            if operation.request_body.is_some() {
                statuses.push((413, "The body is larger than 1 MiB"));
                statuses.push((415, "The media type of the body is wrong"));
                statuses.push((422, "The content is refused; `errors` says where"));
            }
            let conditional = operation.parameters.iter().flatten().any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == "If-Match"));
            if conditional {
                statuses.push((412, "Somebody else changed it"));
                statuses.push((428, "The header `If-Match` is missing"));
            }
            for (status, description) in statuses {
                operation
                    .responses
                    .responses
                    .entry(status.to_string())
                    .or_insert_with(|| problem(description));
            }
        }
    }
    document
}

fn operations(item: &mut PathItem) -> Vec<(HttpMethod, &mut utoipa::openapi::path::Operation)> {
    [
        (HttpMethod::Get, item.get.as_mut()),
        (HttpMethod::Post, item.post.as_mut()),
        (HttpMethod::Put, item.put.as_mut()),
        (HttpMethod::Patch, item.patch.as_mut()),
        (HttpMethod::Delete, item.delete.as_mut()),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.map(|operation| (method, operation)))
    .collect()
}

fn problem(description: &str) -> RefOr<utoipa::openapi::Response> {
    RefOr::T(
        ResponseBuilder::new()
            .description(description)
            .content(
                "application/problem+json",
                ContentBuilder::new()
                    .schema(Some(RefOr::Ref(Ref::from_schema_name("Problem"))))
                    .build(),
            )
            .build(),
    )
}

#[cfg(test)]
mod tests {
    use anteroom_api_types::problem::ProblemCode;
    use serde_json::{Value, json};

    fn schema(name: &str) -> Value {
        let document = serde_json::to_value(super::openapi()).unwrap_or_default();
        document
            .pointer(&format!("/components/schemas/{name}"))
            .cloned()
            .unwrap_or_default()
    }

    #[test]
    fn problem_codes_stand_in_the_document_by_their_wire_names() {
        let names: Vec<&str> = ProblemCode::ALL.iter().map(|code| code.name()).collect();
        assert_eq!(schema("ProblemCode").get("enum"), Some(&json!(names)));
    }

    #[test]
    fn object_with_the_fields_of_another_allows_both() {
        let answer = schema("SelfServiceSettingsAnswer");
        assert!(
            answer.pointer("/properties/readiness").is_some(),
            "{answer}"
        );
        assert!(answer.pointer("/properties/enabled").is_some(), "{answer}");
        assert_eq!(answer.get("additionalProperties"), None, "{answer}");
    }
}
