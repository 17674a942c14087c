//! The form: dirty marker, Save, both versions after a conflict, and the refusal of the main switch beside it.

use anteroom_api_types::self_service::SelfServiceSettingsAnswer;
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;

use super::cards;
use super::fields::SettingsFields;
use super::settings_state::{SettingsDraft, TypedDuration};
use crate::admin::conflict::{Conflict, ConflictNotice, is_conflict};
use crate::admin::difference::differences;
use crate::admin::form::FormErrors;
use crate::admin::guard;
use crate::admin::session::may;
use crate::api::{self, Versioned};
use crate::kit::{ErrorSummary, Form, Loader, Notice, SaveBar, Tone, toast};
use crate::text::t;

type Stored = Versioned<SelfServiceSettingsAnswer>;

#[component]
pub fn SettingsForm(stored: Stored, loader: Loader<Stored>) -> impl IntoView {
    let draft_of = |stored: &Stored| SettingsDraft::from_settings(&stored.value.settings);
    let readiness = stored.value.readiness.clone();
    let fields = SettingsFields::new(draft_of(&stored));
    let base = RwSignal::new(stored);
    let conflict = Conflict::none();
    let errors = FormErrors::new();
    let busy = RwSignal::new(false);
    let dirty = Signal::derive(move || base.with(|base| fields.draft() != draft_of(base)));
    let save = move |()| {
        let settings = match untrack(|| fields.draft()).with_preset().to_settings() {
            Ok(settings) => settings,
            Err(wrong) => return errors.set_found(wrong),
        };
        errors.clear();
        let etag = base.with_untracked(|base| base.etag.clone());
        guard::run_or(
            busy,
            async move { api::self_service::put(&settings, &etag).await },
            move |saved: Stored| {
                toast::show(Tone::Success, text!("saved"));
                loader.set(saved);
            },
            move |failure| {
                if is_conflict(&failure) {
                    conflict.find(busy, api::self_service::get());
                } else {
                    errors.take(&failure, None);
                }
            },
        );
    };
    let compared = Signal::derive(move || {
        conflict
            .newer()
            .map(|newer| differences(labelled(&fields.draft()), labelled(&draft_of(&newer))))
    });
    let keep_mine = conflict.keep_mine(move |newer| {
        base.set(newer);
        save(());
    });
    let take_theirs = conflict.take_theirs(move |newer| loader.set(newer));
    let discard = move |()| {
        errors.clear();
        fields.fill(base.with_untracked(draft_of));
    };
    let readonly = !may(Permission::SettingsWrite);
    let end = if readonly {
        view! { <Notice tone=Tone::Info><p>{text!("read-only")}</p></Notice> }.into_any()
    } else {
        view! { <SaveBar dirty busy on_discard=discard/> }.into_any()
    };
    view! {
        <Form on_submit=save>
            <ConflictNotice differences=compared on_keep_mine=keep_mine on_take_theirs=take_theirs/>
            <ErrorSummary errors=errors.summary(cards::CONTROLS)/>
            <fieldset class="stack stack--loose" disabled=readonly>
                <cards::MainSwitch fields errors readiness=readiness.clone()/>
                <cards::Channels fields errors readiness/>
                <cards::Kinds fields errors/>
                <cards::Limits fields errors/>
                <cards::Safety fields/>
                <cards::Surroundings fields/>
            </fieldset>
            {end}
        </Form>
    }
    .into_any()
}

/// Every setting as a pair of texts, for comparing two versions.
fn labelled(draft: &SettingsDraft) -> Vec<(String, String)> {
    let switch = |on: bool| if on { text!("on") } else { text!("off") };
    let time =
        |typed: &TypedDuration| format!("{} {}", typed.amount, t(&format!("unit-{}", typed.unit)));
    vec![
        (text!("settings-enabled"), switch(draft.enabled)),
        (text!("channel-browser"), switch(draft.channels.browser)),
        (text!("channel-email"), switch(draft.channels.email)),
        (text!("channel-sms"), switch(draft.channels.sms)),
        (
            text!("settings-kinds"),
            draft
                .profile_kinds
                .iter()
                .map(|kind| t(&format!("kind-{kind}")))
                .collect::<Vec<_>>()
                .join(", "),
        ),
        (
            text!("settings-lifetime-browser"),
            time(&draft.lifetime_browser),
        ),
        (
            text!("settings-lifetime-email"),
            time(&draft.lifetime_email),
        ),
        (text!("settings-lifetime-sms"), time(&draft.lifetime_sms)),
        (
            text!("settings-open-tokens"),
            draft.open_tokens_per_user_max.clone(),
        ),
        (
            text!("settings-profiles"),
            draft.profiles_per_user_max.clone(),
        ),
        (text!("settings-confirmation"), switch(draft.confirmation)),
        (
            text!("settings-message-mode"),
            t(&format!("message-mode-{}", draft.message_mode)),
        ),
        (
            text!("settings-preset"),
            t(&format!("preset-{}", draft.preset)),
        ),
        (text!("settings-portal"), switch(draft.portal_visible)),
        (
            text!("settings-notify"),
            switch(draft.notify_user_of_changes),
        ),
    ]
}
