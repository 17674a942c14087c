//! The e-mail channel: its form, and the stepwise test of what is in the form.

use anteroom_api_types::notifications::email::{EmailChannel, TestEmailChannel};
use anteroom_api_types::notifications::health::NotificationChannel;
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use super::email_fields::{self, CONTROLS, EmailFields};
use super::email_state::EmailDraft;
use super::status::{Refresher, status_facts};
use crate::admin::conflict::{Conflict, ConflictNotice, is_conflict};
use crate::admin::difference::{Difference, differences};
use crate::admin::form::FormErrors;
use crate::admin::guard::{self, use_guarded};
use crate::admin::session::may;
use crate::admin::test_steps::TestCard;
use crate::api::{self, Versioned};
use crate::kit::{
    Card, ErrorSummary, Form, LoadedView, Loader, Notice, SaveBar, TextKind, Tone, toast,
};
use crate::text::t;

type Stored = Versioned<EmailChannel>;

#[component]
pub fn EmailPart() -> impl IntoView {
    let loader = use_guarded(api::notification_channels::email);
    let content = move |stored: Stored| {
        let facts = status_facts(NotificationChannel::Email, &stored.value.status);
        view! {
            <div class="stack stack--loose">
                <Card>{facts}</Card>
                <EmailForm stored loader/>
            </div>
        }
        .into_any()
    };
    view! { <LoadedView loader view=content/> }
}

#[component]
fn EmailForm(stored: Stored, loader: Loader<Stored>) -> impl IntoView {
    let fields = EmailFields::new(EmailDraft::from_channel(&stored.value));
    let base = RwSignal::new(stored);
    let conflict = Conflict::none();
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let refresher = Refresher::find();
    let dirty = Signal::derive(move || base.with(|base| fields.draft().differs_from(&base.value)));
    let save = move |()| {
        let settings = match untrack(|| fields.draft()).to_settings() {
            Ok(settings) => settings,
            Err(wrong) => return errors.set_found(wrong),
        };
        errors.clear();
        let etag = base.with_untracked(|base| base.etag.clone());
        guard::run_or(
            busy,
            async move { api::notification_channels::put_email(&settings, &etag).await },
            move |saved: Stored| {
                toast::show(Tone::Success, text!("saved"));
                refresher.run();
                loader.set(saved);
            },
            move |failure| {
                if is_conflict(&failure) {
                    conflict.find(busy, api::notification_channels::email());
                } else {
                    errors.take(&failure, None);
                }
            },
        );
    };
    let compared = Signal::derive(move || {
        let newer = conflict.newer()?;
        Some(compare(
            &fields.draft(),
            &EmailDraft::from_channel(&newer.value),
        ))
    });
    let keep_mine = conflict.keep_mine(move |newer| {
        base.set(newer);
        save(());
    });
    let take_theirs = conflict.take_theirs(move |newer| loader.set(newer));
    let discard = move |()| {
        errors.clear();
        fields.fill(base.with_untracked(|base| EmailDraft::from_channel(&base.value)));
    };
    let can_write = may(Permission::NotificationsWrite);
    let end = if can_write {
        view! { <SaveBar dirty busy on_discard=discard/> }.into_any()
    } else {
        view! { <Notice tone=Tone::Info><p>{text!("read-only")}</p></Notice> }.into_any()
    };
    view! {
        <Form on_submit=save label=text!("notification-channel-email")>
            <ConflictNotice differences=compared on_keep_mine=keep_mine on_take_theirs=take_theirs/>
            <ErrorSummary errors=errors.summary(CONTROLS)/>
            <fieldset class="stack stack--loose" disabled=!can_write>{cards(fields, errors, base)}</fieldset>
            {end}
        </Form>
        {can_write.then(|| view! { <TestEmail fields errors/> })}
    }
    .into_any()
}

fn cards(fields: EmailFields, errors: FormErrors, base: RwSignal<Stored>) -> AnyView {
    let has_password = Signal::derive(move || base.with(|base| base.value.has_password));
    let warning = MaybeProp::derive(move || {
        let lost = base.with(|base| fields.draft().needs_password_again(&base.value));
        lost.then(|| text!("secret-other-host"))
    });
    view! {
        {email_fields::sending(fields, errors)}
        {email_fields::server(fields, errors, has_password, warning)}
        {email_fields::sender(fields, errors)}
    }
    .into_any()
}

/// The test of what is in the form, saved or not.
#[component]
fn TestEmail(fields: EmailFields, errors: FormErrors) -> impl IntoView {
    let run = move |to: Option<String>| match untrack(|| fields.draft()).to_settings() {
        Ok(settings) => {
            let test = TestEmailChannel {
                settings: Some(settings),
                to,
            };
            Some(async move { api::notification_channels::test_email(&test).await })
        }
        Err(wrong) => {
            errors.set_found(wrong);
            None
        }
    };
    view! {
        <TestCard
            description=text!("email-test-description")
            to_label=text!("email-test-to")
            to_hint=text!("email-test-to-hint")
            to_kind=TextKind::Email
            form_errors=errors
            run
        />
    }
}

fn compare(mine: &EmailDraft, theirs: &EmailDraft) -> Vec<Difference> {
    differences(labelled(mine), labelled(theirs))
}

/// Every setting as a pair of texts. The password is never shown.
fn labelled(draft: &EmailDraft) -> Vec<(String, String)> {
    let enabled = if draft.enabled {
        text!("on")
    } else {
        text!("off")
    };
    vec![
        (text!("email-enabled"), enabled),
        (
            text!("email-transport"),
            t(&format!("email-transport-{}", draft.transport)),
        ),
        (text!("email-host"), draft.host.clone()),
        (
            text!("email-security"),
            t(&format!("smtp-security-{}", draft.security)),
        ),
        (text!("email-port"), draft.port.clone()),
        (text!("email-user-name"), draft.user_name.clone()),
        (text!("email-sender-name"), draft.sender_name.clone()),
        (text!("email-sender-address"), draft.sender_address.clone()),
        (text!("email-reply-to"), draft.reply_to.clone()),
        (text!("email-timeout"), draft.timeout_seconds.clone()),
        (text!("email-ehlo"), draft.ehlo_name.clone()),
        (text!("email-ca"), draft.ca_certificates.clone()),
    ]
}
