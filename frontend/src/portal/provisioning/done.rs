//! The phone works: a tick, its name, rename, and where it goes from here.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::flow::Flow;
use crate::api;
use crate::kit::{
    Button, ButtonKind, ButtonVariant, Card, Form, Icon, IconName, LinkButton, LoadedView,
    TextField, Tone, toast, use_loader,
};
use crate::routes;
use crate::text::failure_sentence;

/// Done.
#[component]
pub fn Done(flow: Flow) -> impl IntoView {
    let profile_id = flow
        .token
        .with_untracked(|token| token.as_ref().and_then(|token| token.profile_id));
    view! {
        <Card>
            <div class="done">
                <span class="done__tick"><Icon name=IconName::Check/></span>
                {profile_id.map(|id| view! { <Name id/> })}
                <p class="muted">{text!("done-body")}</p>
            </div>
        </Card>
        <div class="row">
            <LinkButton href=routes::my_phones() variant=ButtonVariant::Primary>{text!("to-my-phones")}</LinkButton>
            <Button on_press=move |()| flow.begin_anew()>{text!("done-another")}</Button>
        </div>
        <p class="muted">{text!("done-not-you")}</p>
    }
}

/// The name of the phone, and the form that changes it.
#[component]
fn Name(id: Uuid) -> impl IntoView {
    let profile = use_loader(move || api::my_profiles::get(id));
    let editing = RwSignal::new(false);
    view! {
        <LoadedView
            loader=profile
            skeleton_lines=1
            view=move |phone| {
                let name = RwSignal::new(phone.name.clone());
                let busy = RwSignal::new(false);
                let error = RwSignal::new(None::<String>);
                let save = Callback::new(move |()| {
                    let typed = name.get_untracked().trim().to_owned();
                    if typed.is_empty() {
                        return error.set(Some(text!("phones-name-missing")));
                    }
                    busy.set(true);
                    spawn_local(async move {
                        match api::my_profiles::rename(id, &typed).await {
                            Ok(renamed) => {
                                editing.set(false);
                                profile.set(renamed);
                                toast::show(Tone::Success, text!("phones-renamed", name = typed));
                            }
                            Err(failure) => error.set(Some(failure_sentence(&failure))),
                        }
                        let _left_meanwhile = busy.try_set(false);
                    });
                });
                let shown_name = phone.name;
                (move || {
                    if editing.get() {
                        view! {
                            <Form on_submit=save>
                                <TextField
                                    label=text!("phones-name")
                                    value=name
                                    max_length=100
                                    autofocus=true
                                    error=Signal::derive(move || error.get())
                                />
                                <div class="row">
                                    <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy>
                                        {text!("save")}
                                    </Button>
                                    <Button on_press=move |()| editing.set(false)>{text!("cancel")}</Button>
                                </div>
                            </Form>
                        }
                            .into_any()
                    } else {
                        view! {
                            <p class="done__name">{shown_name.clone()}</p>
                            <Button
                                icon=IconName::Edit
                                variant=ButtonVariant::Quiet
                                on_press=move |()| editing.set(true)
                            >
                                {text!("rename")}
                            </Button>
                        }
                            .into_any()
                    }
                })
                    .into_any()
            }
        />
    }
}
