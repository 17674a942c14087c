//! Dialogs on the native `<dialog>`: focus stays inside, Escape closes, and the focus goes back afterwards.

use leptos::html;
use leptos::prelude::*;

use super::button::{Button, ButtonKind, ButtonVariant, IconButton};
use super::field::TextField;
use super::form::Form;
use super::icon::IconName;
use super::id;

/// The `open` of a dialog that shows while something is chosen: `is_chosen` reads it reactively, `forget` clears it when
/// the person closes the dialog, so that the same thing can be chosen again.
pub fn open_while_chosen(
    is_chosen: impl Fn() -> bool + 'static,
    forget: impl Fn() + 'static,
) -> RwSignal<bool> {
    let open = RwSignal::new(false);
    // Each side tells the other only of changes, or they would tell one another for ever.
    Effect::new(move |_| {
        let chosen = is_chosen();
        if open.get_untracked() != chosen {
            open.set(chosen);
        }
    });
    Effect::new(move |was_open: Option<bool>| {
        let now_open = open.get();
        if was_open == Some(true) && !now_open {
            forget();
        }
        now_open
    });
    open
}

/// A modal dialog. It opens and closes with `open`, which it also writes when the person closes it.
#[component]
pub fn Dialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// A wide dialog, for forms of two columns.
    #[prop(optional)]
    wide: bool,
    children: ChildrenFn,
) -> impl IntoView {
    let element = NodeRef::<html::Dialog>::new();
    let title_id = id::unique("dialog-title");
    let labelled_by = title_id.clone();
    Effect::new(move |_| {
        let Some(dialog) = element.get() else { return };
        if open.get() && !dialog.open() {
            // Showing a dialog that is not in the document fails; then there is nothing to show.
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    view! {
        <dialog
            node_ref=element
            class="dialog"
            class:dialog--wide=wide
            aria-labelledby=labelled_by
            on:close=move |_| open.set(false)
        >
            // The content exists only while the dialog is open, so that a form in it starts fresh.
            {move || {
                open.get()
                    .then(|| {
                        view! {
                            <header class="dialog__header">
                                <h2 class="dialog__title" id=title_id.clone()>{move || title.get()}</h2>
                                <IconButton
                                    icon=IconName::Close
                                    label=text!("close")
                                    on_press=move |()| open.set(false)
                                />
                            </header>
                            <div class="dialog__body">{children()}</div>
                        }
                            .into_any()
                    })
            }}
        </dialog>
    }
    .into_any()
}

/// Asks before something disruptive. The button says what happens ("Remove phone"), never "OK". With `typed_name`
/// the person must type that name first, for what cannot be undone.
#[component]
pub fn ConfirmDialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] body: Signal<String>,
    #[prop(into)] verb: Signal<String>,
    #[prop(optional)] danger: bool,
    #[prop(optional, into)] typed_name: Option<String>,
    #[prop(optional, into)] busy: Signal<bool>,
    /// What went wrong at the last try, if anything.
    #[prop(optional, into)]
    failure: MaybeProp<String>,
    #[prop(into)] on_confirm: Callback<()>,
) -> impl IntoView {
    let variant = if danger {
        ButtonVariant::Danger
    } else {
        ButtonVariant::Primary
    };
    let typed_name = StoredValue::new(typed_name);
    view! {
        <Dialog open title>
            {move || {
                let typed = RwSignal::new(String::new());
                let missing = Signal::derive(move || {
                    typed_name.with_value(|name| name.as_ref().is_some_and(|name| typed.get().trim() != name))
                });
                let confirm = move |()| {
                    if !missing.get_untracked() && !busy.get_untracked() {
                        on_confirm.run(());
                    }
                };
                view! {
                    <Form on_submit=confirm>
                        <p>{move || body.get()}</p>
                        {typed_name
                            .get_value()
                            .map(|name| {
                                view! { <TextField label=text!("confirm-type-name", name = name) value=typed/> }
                            })}
                        {move || {
                            failure
                                .get()
                                .map(|sentence| view! { <p class="field__error" role="alert">{sentence}</p> })
                        }}
                        <div class="dialog__actions">
                            <Button variant=ButtonVariant::Secondary on_press=move |()| open.set(false)>
                                {text!("cancel")}
                            </Button>
                            <Button kind=ButtonKind::Submit variant busy disabled=missing>
                                {move || verb.get()}
                            </Button>
                        </div>
                    </Form>
                }
            }}
        </Dialog>
    }
    .into_any()
}
