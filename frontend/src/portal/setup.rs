//! The first owner, by the one-time link that the server prints at its first start.

use std::cell::RefCell;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::session::PlainFrame;
use super::setup_state::{SetupErrors, SetupForm};
use crate::api::{self, ApiFailure};
use crate::kit::{
    Button, ButtonKind, ButtonVariant, Card, Form, LinkButton, LoadedView, Notice, PageHeader,
    PasswordField, TextField, TextKind, Tone, browser, use_loader,
};
use crate::routes;
use crate::text::failure_sentence;

thread_local! {
    /// Kept beside the page, so that a change of language, which rebuilds the page, does not lose it.
    static TOKEN: RefCell<String> = const { RefCell::new(String::new()) };
}

fn take_token() {
    let token = browser::location_fragment();
    if !token.is_empty() {
        browser::drop_fragment();
        TOKEN.replace(token);
    }
}

/// The set-up page. The token stands in the fragment, and leaves the address bar at once.
#[component]
pub fn SetupPage() -> impl IntoView {
    take_token();
    let state = use_loader(api::setup::state);
    view! {
        <PlainFrame>
            <PageHeader title=text!("setup-title") description=text!("setup-description")/>
            <LoadedView
                loader=state
                view=move |state| {
                    if !state.needed {
                        done_view()
                    } else if TOKEN.with_borrow(String::is_empty) {
                        view! {
                            <Notice tone=Tone::Warning title=text!("setup-no-token-title")>
                                <p>{text!("setup-no-token-body")}</p>
                            </Notice>
                        }
                            .into_any()
                    } else {
                        view! { <SetupFormView token=TOKEN.with_borrow(Clone::clone)/> }.into_any()
                    }
                }
            />
        </PlainFrame>
    }
}

fn done_view() -> AnyView {
    view! {
        <Notice tone=Tone::Success title=text!("setup-done-title")>
            <p>{text!("setup-done-body")}</p>
            <div class="notice__actions">
                <LinkButton href=routes::sign_in("/admin") variant=ButtonVariant::Primary>
                    {text!("sign-in")}
                </LinkButton>
            </div>
        </Notice>
    }
    .into_any()
}

/// What the form holds.
#[derive(Clone, Copy)]
struct Fields {
    user_name: RwSignal<String>,
    display_name: RwSignal<String>,
    email: RwSignal<String>,
    password: RwSignal<String>,
    errors: RwSignal<SetupErrors>,
    failure: RwSignal<Option<String>>,
    busy: RwSignal<bool>,
    done: RwSignal<bool>,
}

impl Fields {
    fn new() -> Self {
        Self {
            user_name: RwSignal::new(String::new()),
            display_name: RwSignal::new(String::new()),
            email: RwSignal::new(String::new()),
            password: RwSignal::new(String::new()),
            errors: RwSignal::new(SetupErrors::default()),
            failure: RwSignal::new(None),
            busy: RwSignal::new(false),
            done: RwSignal::new(false),
        }
    }

    fn submit(self, token: &str) {
        let form = SetupForm {
            user_name: self.user_name.get_untracked(),
            display_name: self.display_name.get_untracked(),
            email: self.email.get_untracked(),
            password: self.password.get_untracked(),
        };
        let found = form.check();
        let sound = found.is_empty();
        self.errors.set(found);
        self.failure.set(None);
        if !sound {
            browser::focus_first_invalid();
            return;
        }
        self.busy.set(true);
        let request = form.request(token);
        spawn_local(async move {
            match api::setup::create_first_owner(&request).await {
                Ok(()) => self.done.set(true),
                Err(refusal) => self.refuse(&refusal),
            }
            self.busy.set(false);
        });
    }

    fn refuse(self, refusal: &ApiFailure) {
        self.errors.set(SetupErrors::of_failure(refusal));
        // The one credential of this page is the link.
        let sentence = if refusal.status == 401 {
            text!("setup-link-unusable")
        } else {
            failure_sentence(refusal)
        };
        self.failure.set(Some(sentence));
        browser::focus_first_invalid();
    }
}

#[component]
fn SetupFormView(token: String) -> impl IntoView {
    let fields = Fields::new();
    let submit = Callback::new(move |()| fields.submit(&token));
    move || {
        if fields.done.get() {
            done_view()
        } else {
            form_view(fields, submit)
        }
    }
}

fn form_view(fields: Fields, submit: Callback<()>) -> AnyView {
    let error_of = move |of: fn(SetupErrors) -> Option<String>| {
        Signal::derive(move || of(fields.errors.get()))
    };
    view! {
        <Card>
            <Form on_submit=submit>
                {move || {
                    fields
                        .failure
                        .get()
                        .map(|sentence| view! { <Notice tone=Tone::Danger announced=true><p>{sentence}</p></Notice> })
                }}
                <TextField
                    label=text!("setup-user-name")
                    hint=text!("setup-user-name-hint")
                    value=fields.user_name
                    autocomplete="username"
                    name="username"
                    max_length=100
                    required=true
                    autofocus=true
                    error=error_of(|errors| errors.user_name)
                />
                <TextField
                    label=text!("setup-display-name")
                    value=fields.display_name
                    autocomplete="name"
                    max_length=200
                    required=true
                    error=error_of(|errors| errors.display_name)
                />
                <TextField
                    label=text!("setup-email")
                    hint=text!("setup-email-hint")
                    kind=TextKind::Email
                    value=fields.email
                    autocomplete="email"
                    max_length=254
                    error=error_of(|errors| errors.email)
                />
                <PasswordField
                    label=text!("setup-password")
                    hint=text!("setup-password-hint")
                    autocomplete="new-password"
                    value=fields.password
                    error=error_of(|errors| errors.password)
                />
                <Button kind=ButtonKind::Submit variant=ButtonVariant::Primary busy=fields.busy wide=true>
                    {text!("setup-submit")}
                </Button>
            </Form>
        </Card>
    }
    .into_any()
}
