//! Delivery reports on the wire.

use anteroom_api_types::problem::ProblemCode;

use crate::http::ApiError;
use crate::notifications::service::receipts::ReceiptRefused;

impl From<ReceiptRefused> for ApiError {
    fn from(refused: ReceiptRefused) -> Self {
        match refused {
            ReceiptRefused::NotFound => Self::not_found(),
            ReceiptRefused::Unreadable => Self::new(
                ProblemCode::MalformedRequest,
                "The report does not hold the id and the state of a message where the gateway has them.",
            ),
        }
    }
}
