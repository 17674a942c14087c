//! Delivery reports of providers: who may send them, and what they say.

use anteroom_api_types::notifications::sms::{ReceiptFormat, SmsTransport};
use anteroom_domain::ids::SmsGatewayId;
use anteroom_domain::notifications::DeliveryReceipt;
use serde_json::Value;
use subtle::ConstantTimeEq as _;
use url::form_urlencoded;

use super::sms_gateways;
use crate::app::App;
use crate::failure::{Failure, Unexpected};
use crate::notifications::channels::http_sms::text_at;
use crate::notifications::outbox::record_receipt;

/// Why a report is not taken.
#[derive(Debug)]
pub enum ReceiptRefused {
    /// No gateway has this address for reports.
    NotFound,
    /// It is neither a form nor JSON, or says nothing of a message.
    Unreadable,
}

/// Takes a report. One of an unknown message is taken as well, since the provider can do nothing about it.
pub async fn take(
    app: &App,
    id: SmsGatewayId,
    key: &str,
    body: &[u8],
) -> Result<(), Failure<ReceiptRefused>> {
    // The key is proved before anything is asked of the database.
    let right = sms_gateways::receipt_key(app, id);
    if !bool::from(right.as_bytes().ct_eq(key.as_bytes())) {
        return Err(Failure::Refused(ReceiptRefused::NotFound));
    }
    let format = format(app, id)
        .await?
        .ok_or(Failure::Refused(ReceiptRefused::NotFound))?;
    let report = parsed(body).ok_or(Failure::Refused(ReceiptRefused::Unreadable))?;
    let (message_id, receipt) =
        read(&format, &report).ok_or(Failure::Refused(ReceiptRefused::Unreadable))?;
    if let Some(receipt) = receipt {
        record_receipt(app, id, &message_id, receipt).await?;
    }
    Ok(())
}

async fn format(app: &App, id: SmsGatewayId) -> Result<Option<ReceiptFormat>, Unexpected> {
    let found = sms_gateways::find(app, id).await?;
    Ok(found.and_then(|(_place, gateway)| match gateway.transport {
        SmsTransport::Http(http) => http.receipts,
        SmsTransport::Smtp(_) | SmsTransport::File(_) => None,
    }))
}

/// A report as JSON; the fields of a form become the members of an object. What a provider calls its report is
/// often wrong, so that the body itself decides.
fn parsed(body: &[u8]) -> Option<Value> {
    if let Ok(json) = serde_json::from_slice::<Value>(body) {
        return json.is_object().then_some(json);
    }
    let text = std::str::from_utf8(body).ok()?;
    let fields = form_urlencoded::parse(text.as_bytes());
    Some(Value::Object(
        fields
            .map(|(name, value)| (name.into_owned(), Value::from(value.into_owned())))
            .collect(),
    ))
}

/// The id of the message, and what the report says of it, if it is one of the states that matter.
fn read(format: &ReceiptFormat, report: &Value) -> Option<(String, Option<DeliveryReceipt>)> {
    let message_id = text_at(report, &format.message_id_pointer)?;
    let status = text_at(report, &format.status_pointer)?;
    let receipt = if format.delivered.contains(&status) {
        Some(DeliveryReceipt::Delivered)
    } else if format.undelivered.contains(&status) {
        Some(DeliveryReceipt::Undelivered)
    } else {
        None
    };
    Some((message_id, receipt))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: &str, expected: Option<(&str, Option<DeliveryReceipt>)>) {
        let format = ReceiptFormat {
            message_id_pointer: "/id".to_owned(),
            status_pointer: "/status".to_owned(),
            delivered: vec!["delivered".to_owned()],
            undelivered: vec!["failed".to_owned(), "30".to_owned()],
        };
        let found = parsed(body.as_bytes()).and_then(|report| read(&format, &report));
        let expected = expected.map(|(id, receipt)| (id.to_owned(), receipt));
        assert_eq!(found, expected, "{body}");
    }

    #[test]
    fn reports_are_read_from_forms_and_json() {
        use DeliveryReceipt::{Delivered, Undelivered};
        check("id=m1&status=delivered", Some(("m1", Some(Delivered))));
        check("status=failed&id=m%2B1", Some(("m+1", Some(Undelivered))));
        check(
            r#"{"id":"m1","status":"delivered"}"#,
            Some(("m1", Some(Delivered))),
        );
        check(r#"{"id":7,"status":30}"#, Some(("7", Some(Undelivered))));
        check("id=m1&status=sent", Some(("m1", None)));
        check("id=m1", None);
        check("", None);
        check("[]", None);
        check(r#"{"id":{},"status":"delivered"}"#, None);
    }
}
