//! One SMS gateway: how it does, its form, and a test of what is stored.

use anteroom_api_types::notifications::sms::{SmsGateway, TestSmsGateway};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use uuid::Uuid;

use super::gateway_fields::{AccountLabels, CONTROLS, GatewayFields, cards};
use super::gateway_state::GatewayDraft;
use super::gateways::kind_badge;
use super::status::Refresher;
use crate::admin::conflict::{Conflict, ConflictNotice, is_conflict};
use crate::admin::delete::{DeleteButton, DeleteTexts};
use crate::admin::difference::{Difference, differences};
use crate::admin::form::FormErrors;
use crate::admin::guard::{self, use_guarded};
use crate::admin::session::may;
use crate::admin::test_steps::TestCard;
use crate::admin::words::delivery_problem;
use crate::api::{self, Versioned};
use crate::kit::{
    Card, CopyButton, Definition, DefinitionList, ErrorSummary, Form, LoadedView, Loader, Notice,
    PageHeader, RelativeTime, SaveBar, TextKind, Tone, toast,
};
use crate::routes;

type Stored = Versioned<SmsGateway>;

#[component]
pub fn GatewayPage(id: Uuid) -> impl IntoView {
    let loader = use_guarded(move || api::sms_gateways::get(id));
    let title = Signal::derive(move || {
        loader
            .value()
            .map_or_else(|| text!("gateway-one"), |gateway| gateway.value.name)
    });
    let can_write = may(Permission::NotificationsWrite);
    let tools = move || {
        loader
            .value()
            .filter(|_| can_write)
            .map(|stored| view! { <DeleteGateway stored/> })
    };
    let content = move |stored: Stored| {
        let test = can_write.then(|| view! { <TestGateway id/> });
        view! {
            <div class="stack stack--loose">
                {facts(&stored.value)}
                <GatewayForm stored loader/>
                {test}
            </div>
        }
        .into_any()
    };
    view! {
        <a class="back-link" href=routes::admin::notification_channels(Some("sms"))>
            {text!("channels-tab-sms")}
        </a>
        <PageHeader title>{tools}</PageHeader>
        <LoadedView loader view=content/>
    }
    .into_any()
}

fn facts(gateway: &SmsGateway) -> AnyView {
    let last_sent = match gateway.last_sent_at {
        Some(at) => view! { <RelativeTime at/> }.into_any(),
        None => text!("never").into_any(),
    };
    let error = gateway.last_error.as_ref().map(|problem| {
        let at = gateway
            .last_error_at
            .map(|at| view! { <span class="cell__second"><RelativeTime at/></span> });
        let problem = delivery_problem(problem);
        view! { <Definition term=text!("channel-last-error")>{problem}{at}</Definition> }
    });
    let receipt_url = gateway.receipt_url.clone().map(|url| {
        view! {
            <Definition term=text!("gateway-receipt-url")>
                <span class="id-code">
                    <code>{url.clone()}</code>
                    <CopyButton value=url label=text!("copy")/>
                </span>
                <span class="cell__second">{text!("gateway-receipt-url-hint")}</span>
            </Definition>
        }
    });
    let kind = kind_badge(&gateway.transport);
    let place = text!("gateway-place", place = gateway.position);
    view! {
        <Card>
            <DefinitionList>
                <Definition term=text!("gateway-kind")>{kind}</Definition>
                <Definition term=text!("gateway-order")>{place}</Definition>
                <Definition term=text!("channel-last-sent")>{last_sent}</Definition>
                {error}
                {receipt_url}
            </DefinitionList>
        </Card>
    }
    .into_any()
}

#[component]
fn GatewayForm(stored: Stored, loader: Loader<Stored>) -> impl IntoView {
    let id = stored.value.id;
    let fields = GatewayFields::new(GatewayDraft::from_gateway(&stored.value));
    let base = RwSignal::new(stored);
    let conflict = Conflict::none();
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let refresher = Refresher::find();
    let dirty = Signal::derive(move || base.with(|base| fields.draft().differs_from(&base.value)));
    let save = move |()| {
        let draft = untrack(|| fields.draft());
        let problems = draft.problems();
        if !problems.is_empty() {
            return errors.set_found(problems);
        }
        errors.clear();
        let before = base.get_untracked();
        guard::run_or(
            busy,
            async move {
                let change = draft.to_update(&before.value);
                api::sms_gateways::update(id, &change, &before.etag).await
            },
            move |saved: Stored| {
                toast::show(Tone::Success, text!("saved"));
                refresher.run();
                loader.set(saved);
            },
            move |failure| {
                if is_conflict(&failure) {
                    conflict.find(busy, api::sms_gateways::get(id));
                } else {
                    errors.take(&failure, Some("/name"));
                }
            },
        );
    };
    let compared = Signal::derive(move || {
        let newer = conflict.newer()?;
        let theirs = GatewayDraft::from_gateway(&newer.value);
        Some(compare(&fields.draft(), &theirs))
    });
    let keep_mine = conflict.keep_mine(move |newer| {
        base.set(newer);
        save(());
    });
    let take_theirs = conflict.take_theirs(move |newer| loader.set(newer));
    let discard = move |()| {
        errors.clear();
        fields.fill(base.with_untracked(|base| GatewayDraft::from_gateway(&base.value)));
    };
    let content = form_cards(StoredValue::new(fields), errors, base);
    let can_write = may(Permission::NotificationsWrite);
    let end = if can_write {
        view! { <SaveBar dirty busy on_discard=discard/> }.into_any()
    } else {
        view! { <Notice tone=Tone::Info><p>{text!("read-only")}</p></Notice> }.into_any()
    };
    view! {
        <Form on_submit=save label=text!("gateway-one")>
            <ConflictNotice differences=compared on_keep_mine=keep_mine on_take_theirs=take_theirs/>
            <ErrorSummary errors=errors.summary(CONTROLS)/>
            <fieldset class="stack stack--loose" disabled=!can_write>
                {content}
            </fieldset>
            {end}
        </Form>
    }
    .into_any()
}

/// The cards, with the warning that a stored secret cannot go to another server.
fn form_cards(
    fields: StoredValue<GatewayFields>,
    errors: FormErrors,
    base: RwSignal<Stored>,
) -> AnyView {
    let has_secret = Signal::derive(move || base.with(|base| base.value.has_secret));
    let warning = MaybeProp::derive(move || {
        let draft = fields.get_value().draft();
        let lost = base.with(|base| draft.needs_secret_again(&base.value));
        lost.then(|| text!("secret-other-host"))
    });
    cards(fields, errors, AccountLabels::usual(), has_secret, warning)
}

#[component]
fn TestGateway(id: Uuid) -> impl IntoView {
    let run = move |to: Option<String>| {
        let test = TestSmsGateway { to };
        Some(async move { api::sms_gateways::test(id, &test).await })
    };
    view! {
        <TestCard
            description=text!("gateway-test-description")
            to_label=text!("gateway-test-to")
            to_hint=text!("gateway-test-to-hint")
            to_kind=TextKind::Telephone
            run
        />
    }
}

#[component]
fn DeleteGateway(stored: Stored) -> impl IntoView {
    let Versioned { value, etag } = stored;
    let texts = DeleteTexts {
        button: text!("gateway-delete"),
        title: text!("gateway-delete-title", name = value.name.clone()),
        body: text!("gateway-delete-body"),
        verb: text!("gateway-delete-verb"),
        done: text!("gateway-deleted", name = value.name.clone()),
    };
    let remove = move || {
        let etag = etag.clone();
        async move { api::sms_gateways::remove(value.id, &etag).await }
    };
    let leads_to = routes::admin::notification_channels(Some("sms"));
    view! { <DeleteButton name=value.name texts leads_to remove/> }
}

fn compare(mine: &GatewayDraft, theirs: &GatewayDraft) -> Vec<Difference> {
    differences(labelled(mine), labelled(theirs))
}

/// What people know a gateway by; the rest of the request is one text, since it is compared as a whole.
fn labelled(draft: &GatewayDraft) -> Vec<(String, String)> {
    let enabled = if draft.enabled {
        text!("on")
    } else {
        text!("off")
    };
    let request = serde_json::to_string_pretty(&draft.to_create().transport).unwrap_or_default();
    vec![
        (text!("gateway-name"), draft.name.clone()),
        (text!("gateway-enabled"), enabled),
        (text!("gateway-sender"), draft.sender.clone()),
        (text!("gateway-user-name"), draft.user_name.clone()),
        (text!("gateway-request"), request),
    ]
}
