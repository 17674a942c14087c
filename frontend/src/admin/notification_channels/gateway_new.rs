//! A new SMS gateway: first what it looks like, then its form.

use anteroom_api_types::notifications::sms::{
    FileSms, MailSms, SmsGatewayPreset, SmsGatewayPresets, SmsTransport,
};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use super::gateway_fields::{AccountLabels, CONTROLS, GatewayFields, cards};
use super::gateway_state::GatewayDraft;
use super::status::Refresher;
use crate::admin::form::FormErrors;
use crate::admin::guard::{self, use_guarded};
use crate::admin::session::may;
use crate::api;
use crate::kit::{
    Button, ButtonKind, ButtonVariant, ErrorSummary, Form, Icon, IconName, LoadedView, Notice,
    PageHeader, Tone, toast,
};
use crate::{router, routes};

const PRESET: &str = "preset";

#[component]
pub fn NewGatewayPage() -> impl IntoView {
    let content = if may(Permission::NotificationsWrite) {
        view! { <Choice/> }.into_any()
    } else {
        view! {
            <Notice tone=Tone::Warning title=text!("forbidden-title")><p>{text!("problem-forbidden")}</p></Notice>
        }
        .into_any()
    };
    view! {
        <a class="back-link" href=routes::admin::notification_channels(Some("sms"))>
            {text!("channels-tab-sms")}
        </a>
        <PageHeader title=text!("gateway-new-title") description=text!("gateway-new-description")/>
        {content}
    }
    .into_any()
}

#[component]
fn Choice() -> impl IntoView {
    let loader = use_guarded(api::sms_gateways::presets);
    let chosen = router::query_value(PRESET);
    let content = move |presets: SmsGatewayPresets| {
        let presets = StoredValue::new(with_own(presets.items));
        (move || {
            let found = chosen.get().and_then(|id| {
                presets.with_value(|presets| presets.iter().find(|preset| preset.id == id).cloned())
            });
            match found {
                Some(preset) => view! { <NewGatewayForm preset/> }.into_any(),
                None => presets.with_value(|presets| list(presets)),
            }
        })
        .into_any()
    };
    view! { <LoadedView loader view=content/> }
}

/// The presets of the server, and the two ways that need no provider's request.
fn with_own(mut presets: Vec<SmsGatewayPreset>) -> Vec<SmsGatewayPreset> {
    let own = |id: &str, name: String, transport: SmsTransport| SmsGatewayPreset {
        id: id.to_owned(),
        name,
        user_name_label: None,
        secret_label: None,
        documentation_url: None,
        transport,
    };
    let mail = SmsTransport::Smtp(MailSms {
        address: String::new(),
        subject: String::new(),
    });
    presets.push(own("mail", text!("gateway-kind-smtp"), mail));
    let file = SmsTransport::File(FileSms {});
    presets.push(own("file", text!("gateway-kind-file"), file));
    presets
}

fn list(presets: &[SmsGatewayPreset]) -> AnyView {
    let cards = presets
        .iter()
        .map(|preset| {
            let icon = match preset.transport {
                SmsTransport::Http(_) => IconName::Globe,
                SmsTransport::Smtp(_) => IconName::Mail,
                SmsTransport::File(_) => IconName::Inbox,
            };
            view! {
                <li>
                    <a class="preset" href=routes::admin::new_sms_gateway(Some(&preset.id))>
                        <span class="preset__icon"><Icon name=icon/></span>
                        <span class="preset__text">
                            <strong>{preset.name.clone()}</strong>
                            <span class="cell__second">{about(preset)}</span>
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! { <ul class="presets">{cards}</ul> }.into_any()
}

/// In a few words, what one needs for it.
fn about(preset: &SmsGatewayPreset) -> String {
    match &preset.transport {
        SmsTransport::Http(http) => {
            let host = http.url.split('/').nth(2).unwrap_or_default();
            if preset.documentation_url.is_some() {
                host.to_owned()
            } else {
                text!("gateway-generic")
            }
        }
        SmsTransport::Smtp(_) => text!("gateway-mail-description"),
        SmsTransport::File(_) => text!("gateway-file-description"),
    }
}

#[component]
fn NewGatewayForm(preset: SmsGatewayPreset) -> impl IntoView {
    let start = GatewayDraft::new(&preset.name, &preset.transport);
    let fields = GatewayFields::new(start.clone());
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let refresher = Refresher::find();
    let added = RwSignal::new(false);
    router::guard_leaving(Signal::derive(move || {
        !added.get() && !busy.get() && fields.draft() != start
    }));
    let save = move |()| {
        let draft = untrack(|| fields.draft());
        let problems = draft.problems();
        let complete = problems.is_empty();
        errors.set_found(problems);
        if !complete {
            return;
        }
        guard::run_or(
            busy,
            async move { api::sms_gateways::create(&draft.to_create()).await },
            move |gateway| {
                let name = gateway.name.clone();
                toast::show(Tone::Success, text!("gateway-added", name = name));
                refresher.run();
                added.set(true);
                router::replace(&routes::admin::sms_gateway(gateway.id));
            },
            move |failure| errors.take(&failure, Some("/name")),
        );
    };
    let usual = AccountLabels::usual();
    let labels = AccountLabels {
        user_name: preset.user_name_label.unwrap_or(usual.user_name),
        secret: preset.secret_label.unwrap_or(usual.secret),
    };
    let documentation = preset.documentation_url.map(|url| {
        view! {
            <p>
                <a href=url target="_blank" rel="noopener noreferrer">{text!("gateway-documentation")}</a>
            </p>
        }
    });
    let stored = Signal::stored(false);
    view! {
        <Form on_submit=save label=text!("gateway-new-title")>
            <ErrorSummary errors=errors.summary(CONTROLS)/>
            {documentation}
            <div class="stack stack--loose">
                {cards(StoredValue::new(fields), errors, labels, stored, MaybeProp::default())}
            </div>
            <div>
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy>
                    {text!("gateway-add")}
                </Button>
            </div>
        </Form>
    }
    .into_any()
}
