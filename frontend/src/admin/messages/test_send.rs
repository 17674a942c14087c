//! Sends what is in the editor to an address, and shows what becomes of it.

use anteroom_api_types::notifications::messages::{MessageContent, MessagePart, TestMessage};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use uuid::Uuid;

use crate::admin::deliveries::DeliveryProgress;
use crate::admin::form::{FormErrors, field_id};
use crate::admin::guard;
use crate::admin::session::may;
use crate::api;
use crate::kit::{Button, ButtonKind, Card, Form, IconName, TextField};

/// The card. `content` gives the texts as they are now.
#[component]
pub fn TestSend(
    address: String,
    parts: Vec<MessagePart>,
    content: impl Fn() -> MessageContent + Send + Sync + 'static,
) -> impl IntoView {
    let to = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let errors = FormErrors::new();
    let delivery = RwSignal::new(None::<Uuid>);
    let start = move |()| {
        errors.clear();
        delivery.set(None);
        let recipient = to.get_untracked().trim().to_owned();
        if recipient.is_empty() {
            return errors.set_found(vec![("/to", "empty")]);
        }
        let test = TestMessage {
            to: recipient,
            content: Some(content()),
        };
        let address = address.clone();
        guard::run_or(
            busy,
            async move { api::messages::test(&address, &test).await },
            move |sent| delivery.set(Some(sent.id)),
            move |failure| errors.take(&failure, None),
        );
    };
    let by_mail = parts.contains(&MessagePart::Subject);
    let by_sms = parts.contains(&MessagePart::Sms);
    let label = match (by_mail, by_sms) {
        (true, true) => text!("test-send-either"),
        (true, false) => text!("test-send-email"),
        (false, _) => text!("test-send-number"),
    };
    let hint = if by_sms {
        text!("test-send-hint")
    } else {
        text!("test-send-email-hint")
    };
    let may_follow = may(Permission::DeliveriesRead);
    let progress = move || {
        delivery
            .get()
            .filter(|_| may_follow)
            .map(|id| view! { <DeliveryProgress id/> })
    };
    view! {
        <Card title=text!("test-send-title") description=text!("test-send-description")>
            <Form on_submit=start label=text!("test-send-title")>
                <div class="test-form">
                    <TextField
                        label
                        value=to
                        id=field_id("/to")
                        error=errors.of("/to")
                        hint
                        autocomplete="off"
                        max_length=254
                    />
                    <Button kind=ButtonKind::Submit icon=IconName::Send busy>{text!("test-send")}</Button>
                </div>
                {elsewhere(errors)}
            </Form>
            {progress}
        </Card>
    }
    .into_any()
}

/// An error that is not about the address, such as one of the texts.
fn elsewhere(errors: FormErrors) -> impl IntoView {
    move || {
        let found = errors
            .all()
            .into_iter()
            .find(|error| error.pointer != "/to");
        found.map(|error| view! { <p class="field__error" role="alert">{error.sentence}</p> })
    }
}
