//! SMS gateways on the wire.

use anteroom_api_types::notifications::sms as wire;
use anteroom_api_types::problem::ProblemCode;
use anteroom_domain::limits::SMS_GATEWAYS_MAX;
use zeroize::Zeroizing;

use super::{deliveries, field_problems};
use crate::http::ApiError;
use crate::http::etag::VersionStale;
use crate::notifications::service::sms_gateways::{GatewayChange, GatewayRefused, NewGateway};
use crate::notifications::store::sms_gateways::StoredGateway;

/// Reads a new gateway.
pub fn new_gateway(body: wire::CreateSmsGateway) -> NewGateway {
    NewGateway {
        name: body.name,
        enabled: body.enabled,
        sender: body.sender,
        user_name: body.user_name,
        secret: body.secret.map(Zeroizing::new),
        transport: body.transport,
    }
}

/// Reads a change of a gateway.
pub fn change(body: wire::UpdateSmsGateway) -> GatewayChange {
    GatewayChange {
        name: body.name,
        enabled: body.enabled,
        sender: body.sender,
        user_name: body.user_name,
        secret: body.secret.map(|secret| secret.map(Zeroizing::new)),
        transport: body.transport,
    }
}

/// Shows a gateway; `index` is its place in the order, from 0.
pub fn answer(
    index: usize,
    gateway: StoredGateway,
    receipt_url: Option<String>,
) -> wire::SmsGateway {
    let reads_receipts =
        matches!(&gateway.transport, wire::SmsTransport::Http(http) if http.receipts.is_some());
    wire::SmsGateway {
        id: gateway.id.as_uuid(),
        name: gateway.name,
        enabled: gateway.enabled,
        position: u32::try_from(index + 1).unwrap_or(u32::MAX),
        sender: gateway.sender,
        user_name: gateway.user_name,
        has_secret: gateway.secret.is_some(),
        receipt_url: receipt_url.filter(|_| reads_receipts),
        transport: gateway.transport,
        last_sent_at: gateway.last_sent_at.map(Into::into),
        last_error: gateway.last_error.map(deliveries::problem),
        last_error_at: gateway.last_error_at.map(Into::into),
        created_at: gateway.created_at.into(),
        updated_at: gateway.updated_at.into(),
    }
}

impl From<GatewayRefused> for ApiError {
    fn from(refused: GatewayRefused) -> Self {
        match refused {
            GatewayRefused::NotFound => Self::not_found(),
            GatewayRefused::VersionStale => VersionStale.into(),
            GatewayRefused::NameTaken => Self::new(
                ProblemCode::AlreadyExists,
                "Another SMS gateway has this name.",
            ),
            GatewayRefused::TooMany => Self::new(
                ProblemCode::StateConflict,
                format!("There are {SMS_GATEWAYS_MAX} SMS gateways already, which is as many as there may be."),
            )
            .with_limit(u32::try_from(SMS_GATEWAYS_MAX).unwrap_or(u32::MAX)),
            GatewayRefused::OtherGateways => Self::new(
                ProblemCode::StateConflict,
                "The list must name every SMS gateway once. Read the list again and repeat your change.",
            ),
            GatewayRefused::Content(problems) => field_problems::refused(problems),
        }
    }
}
