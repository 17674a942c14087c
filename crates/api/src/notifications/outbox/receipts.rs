//! What a provider reports of a message that it had taken.

use anteroom_domain::ids::SmsGatewayId;
use anteroom_domain::notifications::{DeliveryProblemCode, DeliveryReceipt, DeliveryStatus};

use super::finish::{event, tell};
use crate::app::App;
use crate::audit::{self, Origin};
use crate::db::{Moment as _, Transaction};
use crate::failure::Unexpected;
use crate::notifications::entity::delivery::Model;
use crate::notifications::outgoing::Problem;
use crate::notifications::store::deliveries;

/// Records a delivery report. One of an unknown message, or one that was recorded already, changes nothing.
pub async fn record_receipt(
    app: &App,
    gateway: SmsGatewayId,
    provider_message_id: &str,
    receipt: DeliveryReceipt,
) -> Result<(), Unexpected> {
    let (tx_app, message) = (app.clone(), provider_message_id.to_owned());
    let row = app
        .db
        .write(async move |transaction| -> Result<_, Unexpected> {
            let found = deliveries::find_handed_over(transaction, gateway, &message).await?;
            match found.filter(|row| row.receipt.as_deref() != Some(receipt.as_str())) {
                Some(row) => record(transaction, &tx_app, row, receipt).await.map(Some),
                None => Ok(None),
            }
        })
        .await?;
    if let Some(row) = row {
        tell(app, &row);
    }
    Ok(())
}

async fn record(
    transaction: &Transaction,
    app: &App,
    mut row: Model,
    receipt: DeliveryReceipt,
) -> Result<Model, Unexpected> {
    row.receipt = Some(receipt.as_str().to_owned());
    if receipt == DeliveryReceipt::Undelivered {
        let problem = Problem::new(
            DeliveryProblemCode::Undelivered,
            "The provider reports that the message was not delivered.",
        );
        DeliveryStatus::Failed.as_str().clone_into(&mut row.status);
        row.last_error = Some(problem.to_text()?);
        row.ended_at = Some(app.now().stored());
    }
    deliveries::update(transaction, row.clone()).await?;
    let event = event("delivery.receipt", &row).with("receipt", receipt.as_str());
    audit::record(transaction, app, &Origin::system(), event).await?;
    Ok(row)
}
