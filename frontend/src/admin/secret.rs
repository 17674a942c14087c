//! A secret that is stored and never shown: it stays, is replaced, or is removed.

use leptos::prelude::*;

use super::form::field_id;
use crate::kit::{Button, ButtonVariant, PasswordField};

/// What a form does with a stored secret.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SecretEdit {
    /// What is stored stays; nothing stays nothing.
    #[default]
    Keep,
    /// Another one takes its place.
    Replace(String),
    /// It is removed.
    Remove,
}

impl SecretEdit {
    /// The member of a change: left out, a new value, or `null`.
    pub fn to_change(&self) -> Option<Option<String>> {
        match self {
            Self::Keep => None,
            Self::Replace(secret) if secret.is_empty() => None,
            Self::Replace(secret) => Some(Some(secret.clone())),
            Self::Remove => Some(None),
        }
    }

    /// Whether saving would change anything.
    pub fn is_change(&self) -> bool {
        self.to_change().is_some()
    }
}

/// The field. While something is stored it offers to replace or to remove it; else it is a plain password field.
#[component]
pub fn SecretField(
    #[prop(into)] label: Signal<String>,
    edit: RwSignal<SecretEdit>,
    /// Whether one is stored.
    #[prop(into)]
    stored: Signal<bool>,
    pointer: &'static str,
    #[prop(into)] error: MaybeProp<String>,
    /// Why the stored one cannot be used with what is in the form, if so.
    #[prop(optional, into)]
    warning: MaybeProp<String>,
) -> impl IntoView {
    let typing = Memo::new(move |_| {
        !stored.get() || edit.with(|edit| matches!(edit, SecretEdit::Replace(_)))
    });
    let removing = Memo::new(move |_| edit.with(|edit| *edit == SecretEdit::Remove));
    let keep = move |()| edit.set(SecretEdit::Keep);
    let content = move || {
        if typing.get() {
            let back = stored.get().then(|| {
                view! {
                    <Button variant=ButtonVariant::Quiet on_press=keep>{text!("secret-keep")}</Button>
                }
            });
            view! {
                <div class="secret">
                    {typed(label, edit, pointer, error)}
                    {back}
                </div>
            }
            .into_any()
        } else {
            resting(label, edit, removing.get(), pointer, error)
        }
    };
    view! {
        {content}
        {move || warning.get().map(|sentence| view! { <p class="field__error" role="status">{sentence}</p> })}
    }
    .into_any()
}

fn typed(
    label: Signal<String>,
    edit: RwSignal<SecretEdit>,
    pointer: &'static str,
    error: MaybeProp<String>,
) -> AnyView {
    let value = RwSignal::new(match edit.get_untracked() {
        SecretEdit::Replace(secret) => secret,
        SecretEdit::Keep | SecretEdit::Remove => String::new(),
    });
    // The field tells the form of what is typed, and follows it when the form is put back.
    Effect::new(move |before: Option<String>| {
        let now = value.get();
        if before.is_some_and(|before| before != now) {
            edit.set(SecretEdit::Replace(now.clone()));
        }
        now
    });
    Effect::new(move |_| {
        if edit.with(|edit| *edit == SecretEdit::Keep) && !value.with_untracked(String::is_empty) {
            value.set(String::new());
        }
    });
    view! {
        <PasswordField
            label=label.get()
            value
            autocomplete="new-password"
            max_length=1000
            id=field_id(pointer)
            error
        />
    }
    .into_any()
}

/// What is stored, with the two things that can be done to it.
fn resting(
    label: Signal<String>,
    edit: RwSignal<SecretEdit>,
    removing: bool,
    pointer: &'static str,
    error: MaybeProp<String>,
) -> AnyView {
    let replace = move |()| edit.set(SecretEdit::Replace(String::new()));
    let actions = if removing {
        view! {
            <Button on_press=move |()| edit.set(SecretEdit::Keep)>{text!("secret-keep")}</Button>
        }
        .into_any()
    } else {
        view! {
            <Button on_press=replace>{text!("secret-replace")}</Button>
            <Button variant=ButtonVariant::Quiet on_press=move |()| edit.set(SecretEdit::Remove)>
                {text!("secret-remove")}
            </Button>
        }
        .into_any()
    };
    let state = if removing {
        text!("secret-removed")
    } else {
        text!("secret-stored")
    };
    view! {
        <div class="field" role="group" aria-label=label.get() id=field_id(pointer) tabindex="-1">
            <span class="field__label" aria-hidden="true">{label.get()}</span>
            <div class="row">
                <span class="secret__state">{state}</span>
                {actions}
            </div>
            {move || error.get().map(|sentence| view! { <p class="field__error">{sentence}</p> })}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_typed_or_a_removed_secret_is_sent() {
        let check = |edit: SecretEdit, expected: Option<Option<&str>>| {
            let change = edit.to_change();
            assert_eq!(change.as_ref().map(Option::as_deref), expected);
            assert_eq!(edit.is_change(), expected.is_some());
        };
        check(SecretEdit::Keep, None);
        check(SecretEdit::Replace(String::new()), None);
        check(
            SecretEdit::Replace("s3cret".to_owned()),
            Some(Some("s3cret")),
        );
        check(SecretEdit::Remove, Some(None));
    }
}
