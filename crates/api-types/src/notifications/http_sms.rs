//! An SMS gateway that takes an HTTP request: the request, the answer, the delivery reports.

use garde::Validate;
use serde::{Deserialize, Serialize};

use crate::variants::dive_into_variants;

/// A gateway that takes an HTTP request.
///
/// The address, the values of headers and fields, and the JSON text may hold the placeholders `{{ to }}`
/// (the number as `+46...`), `{{ to_digits }}` (without the `+`), `{{ text }}`, `{{ sender }}`,
/// `{{ user_name }}`, `{{ secret }}` and `{{ message_id }}` (the same at every try). Values are escaped for
/// where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HttpSms {
    /// The method of the request.
    #[garde(skip)]
    pub method: HttpMethod,
    /// The address, `https` unless the configuration allows the network of the host.
    #[garde(length(chars, min = 8, max = 2000))]
    #[cfg_attr(
        feature = "openapi",
        schema(
            min_length = 8,
            max_length = 2000,
            example = "https://api.example.com/sms"
        )
    )]
    pub url: String,
    /// How `user_name` and `secret` are sent.
    #[garde(skip)]
    pub authorization: HttpAuthorization,
    /// Further headers, at most 20.
    #[garde(length(max = 20), dive)]
    #[cfg_attr(feature = "openapi", schema(max_items = 20))]
    pub headers: Vec<NamedValue>,
    /// What is sent.
    #[garde(dive)]
    pub body: HttpBody,
    /// Which answers count as success.
    #[garde(dive)]
    pub success: HttpSuccess,
    /// JSON pointer (RFC 6901) to the provider's id of the message in the answer.
    #[garde(length(chars, max = 200))]
    #[cfg_attr(feature = "openapi", schema(max_length = 200, example = "/sid"))]
    #[serde(default)]
    pub message_id_pointer: Option<String>,
    /// How the provider's delivery reports are read; `null` when it sends none.
    #[garde(dive)]
    #[serde(default)]
    pub receipts: Option<ReceiptFormat>,
}

/// The method of a request to a gateway.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HttpMethod {
    /// GET; the text then stands in the address.
    Get,
    /// POST.
    Post,
    /// PUT.
    Put,
}

/// How user name and secret are sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum HttpAuthorization {
    /// By placeholders alone.
    None,
    /// HTTP Basic (RFC 7617): user name and secret.
    Basic,
    /// Bearer (RFC 6750): the secret.
    Bearer,
}

/// A name with a value that may hold placeholders.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NamedValue {
    /// The name.
    #[garde(length(chars, min = 1, max = 100))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 100, example = "To")
    )]
    pub name: String,
    /// The value.
    #[garde(length(chars, max = 1000))]
    #[cfg_attr(feature = "openapi", schema(max_length = 1000, example = "{{ to }}"))]
    pub value: String,
}

/// The body of a request to a gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(tag = "format", rename_all = "snake_case")]
pub enum HttpBody {
    /// `application/x-www-form-urlencoded`.
    Form(FormBody),
    /// `application/json`.
    Json(JsonBody),
    /// None.
    None(NoBody),
}

dive_into_variants!(HttpBody { Form, Json, None });

/// The fields of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct FormBody {
    /// At most 30.
    #[garde(length(max = 30), dive)]
    #[cfg_attr(feature = "openapi", schema(max_items = 30))]
    pub fields: Vec<NamedValue>,
}

/// A JSON text with placeholders inside its strings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct JsonBody {
    /// The text, at most 10,000 characters.
    #[garde(length(chars, min = 2, max = 10_000))]
    #[cfg_attr(feature = "openapi", schema(min_length = 2, max_length = 10_000))]
    pub template: String,
}

/// No body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NoBody {}

/// Which answers count as success: the status, and, where a pointer is given, one value in the JSON answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct HttpSuccess {
    /// The least status, 200 to 299.
    #[garde(range(min = 200, max = 299))]
    #[cfg_attr(
        feature = "openapi",
        schema(minimum = 200, maximum = 299, example = 200)
    )]
    pub status_min: u16,
    /// The greatest status, 200 to 299.
    #[garde(range(min = 200, max = 299))]
    #[cfg_attr(
        feature = "openapi",
        schema(minimum = 200, maximum = 299, example = 299)
    )]
    pub status_max: u16,
    /// JSON pointer (RFC 6901) to a value of the answer.
    #[garde(length(chars, max = 200))]
    #[cfg_attr(
        feature = "openapi",
        schema(max_length = 200, example = "/messages/0/status")
    )]
    #[serde(default)]
    pub pointer: Option<String>,
    /// What that value must be; compared as text. Left out, it only has to be there and not `null`.
    #[garde(length(chars, max = 200))]
    #[cfg_attr(feature = "openapi", schema(max_length = 200, example = "0"))]
    #[serde(default)]
    pub equals: Option<String>,
}

/// Where a delivery report says what; it may be a form or JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceiptFormat {
    /// JSON pointer to the provider's id of the message; in a form `/name`.
    #[garde(length(chars, min = 1, max = 200))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, example = "/MessageSid")
    )]
    pub message_id_pointer: String,
    /// JSON pointer to the state; in a form `/name`.
    #[garde(length(chars, min = 1, max = 200))]
    #[cfg_attr(
        feature = "openapi",
        schema(min_length = 1, max_length = 200, example = "/MessageStatus")
    )]
    pub status_pointer: String,
    /// States that mean delivered, at most 10.
    #[garde(length(max = 10), inner(length(chars, max = 50)))]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub delivered: Vec<String>,
    /// States that mean not delivered, at most 10.
    #[garde(length(max = 10), inner(length(chars, max = 50)))]
    #[cfg_attr(feature = "openapi", schema(max_items = 10))]
    pub undelivered: Vec<String>,
}
