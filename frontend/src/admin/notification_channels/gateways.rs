//! The SMS gateways in the order in which they are tried: by buttons or by dragging.

use anteroom_api_types::notifications::health::NotificationChannel;
use anteroom_api_types::notifications::sms::{SmsGateway, SmsTransport, UpdateSmsGateway};
use anteroom_api_types::sessions::Permission;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::order_state::{Direction, moved, neighbour};
use super::status::{ChannelStatuses, Refresher, status_facts};
use crate::admin::guard::{self, checked, use_guarded};
use crate::admin::session::may;
use crate::admin::words::{delivery_problem, word_badge};
use crate::api::{self, ApiFailure, Versioned};
use crate::kit::{
    Badge, Button, ButtonVariant, Card, EmptyState, Icon, IconButton, IconName, LinkButton,
    LoadedView, Loader, RelativeTime, Tone, announcer, toast,
};
use crate::routes;
use crate::text::{failure_sentence, t};

#[component]
pub fn GatewaysPart() -> impl IntoView {
    let loader = use_guarded(|| async { api::sms_gateways::list().await.map(|list| list.items) });
    let facts = ChannelStatuses::find().map(|ChannelStatuses(statuses)| {
        move || {
            let channels = statuses.value()?;
            let facts = status_facts(NotificationChannel::Sms, &channels.sms);
            Some(view! { <Card>{facts}</Card> })
        }
    });
    view! {
        <div class="stack stack--loose">
            {facts}
            <LoadedView loader view=move |gateways| list(gateways, loader)/>
        </div>
    }
    .into_any()
}

fn list(gateways: Vec<SmsGateway>, loader: Loader<Vec<SmsGateway>>) -> AnyView {
    let can_write = may(Permission::NotificationsWrite);
    let add = move || {
        can_write.then(|| {
            view! {
                <LinkButton
                    href=routes::admin::new_sms_gateway(None)
                    variant=ButtonVariant::Primary
                    icon=IconName::Add
                >
                    {text!("gateway-add")}
                </LinkButton>
            }
        })
    };
    if gateways.is_empty() {
        return view! {
            <EmptyState
                icon=IconName::Message
                title=text!("gateways-empty-title")
                body=text!("gateways-empty-body")
            >
                {add()}
            </EmptyState>
        }
        .into_any();
    }
    let order = Order {
        ids: StoredValue::new(gateways.iter().map(|gateway| gateway.id).collect()),
        dragged: RwSignal::new(None),
        over: RwSignal::new(None),
        loader,
        refresher: Refresher::find(),
        can_write,
    };
    let count = gateways.len();
    let rows = gateways
        .into_iter()
        .enumerate()
        .map(|(place, gateway)| row(place, count, gateway, order))
        .collect_view();
    view! {
        <Card
            title=text!("channels-tab-sms")
            description=text!("gateways-description")
            actions=add
        >
            <ol class="gateways">{rows}</ol>
        </Card>
    }
    .into_any()
}

/// The order on the page, and what is dragged where.
#[derive(Clone, Copy)]
struct Order {
    ids: StoredValue<Vec<Uuid>>,
    dragged: RwSignal<Option<usize>>,
    over: RwSignal<Option<usize>>,
    loader: Loader<Vec<SmsGateway>>,
    refresher: Refresher,
    can_write: bool,
}

impl Order {
    /// Moves at once, and offers to move back.
    fn relocate(self, from: usize, to: usize) {
        let before = self.ids.get_value();
        if let Some(after) = moved(&before, from, to) {
            let place = to + 1;
            let said = text!("gateway-moved", place = place);
            self.save(after, move |order| {
                announcer::announce(&said);
                toast::show_undo(said, move || order.save(before.clone(), |_| ()));
            });
        }
    }

    fn save(self, ids: Vec<Uuid>, done: impl FnOnce(Self) + 'static) {
        spawn_local(async move {
            match checked(api::sms_gateways::reorder(ids).await) {
                Ok(list) => {
                    self.loader.set(list.items);
                    done(self);
                }
                Err(failure) => {
                    toast::show(Tone::Danger, failure_sentence(&failure));
                    self.loader.reload();
                }
            }
        });
    }

    /// Switches a gateway and offers to switch it back.
    fn set_enabled(self, id: Uuid, enabled: bool, busy: RwSignal<bool>) {
        guard::run(busy, switch(id, enabled), move |saved| {
            let name = saved.value.name;
            let said = if enabled {
                text!("gateway-switched-on", name = name)
            } else {
                text!("gateway-switched-off", name = name)
            };
            self.after_switch();
            toast::show_undo(said, move || {
                spawn_local(async move {
                    match checked(switch(id, !enabled).await) {
                        Ok(_) => self.after_switch(),
                        Err(failure) => toast::show(Tone::Danger, failure_sentence(&failure)),
                    }
                });
            });
        });
    }

    fn after_switch(self) {
        self.loader.reload();
        self.refresher.run();
    }

    fn drop_at(self, place: usize) {
        if let Some(from) = self.dragged.get_untracked() {
            self.end_drag();
            self.relocate(from, place);
        }
    }

    fn end_drag(self) {
        self.dragged.set(None);
        self.over.set(None);
    }
}

fn row(place: usize, count: usize, gateway: SmsGateway, order: Order) -> AnyView {
    let start_drag = move |event: leptos::ev::DragEvent| {
        // Some browsers drag only what carries data.
        if let Some(data) = event.data_transfer() {
            let _ = data.set_data("text/plain", &place.to_string());
        }
        order.dragged.set(Some(place));
    };
    let drag_over = move |event: leptos::ev::DragEvent| {
        if order.dragged.get_untracked().is_some() {
            event.prevent_default();
            order.over.set(Some(place));
        }
    };
    let drop = move |event: leptos::ev::DragEvent| {
        event.prevent_default();
        order.drop_at(place);
    };
    let is_target = move || order.over.get() == Some(place) && order.dragged.get() != Some(place);
    let tools = order
        .can_write
        .then(|| tools(place, count, &gateway, order));
    let grip = order
        .can_write
        .then(|| view! { <span class="gateway__grip" title=text!("gateway-drag")><Icon name=IconName::Grip/></span> });
    view! {
        <li
            class="gateway"
            class:gateway--target=is_target
            class:gateway--dragged=move || order.dragged.get() == Some(place)
            draggable=if order.can_write { "true" } else { "false" }
            on:dragstart=start_drag
            on:dragover=drag_over
            on:drop=drop
            on:dragend=move |_| order.end_drag()
        >
            {grip}
            <span class="gateway__place" aria-hidden="true">{place + 1}</span>
            {about(&gateway)}
            {tools}
        </li>
    }
    .into_any()
}

fn about(gateway: &SmsGateway) -> AnyView {
    let state = if gateway.enabled {
        view! { <Badge tone=Tone::Success>{text!("on")}</Badge> }
    } else {
        view! { <Badge>{text!("off")}</Badge> }
    };
    let last = match (&gateway.last_error, gateway.last_error_at) {
        (Some(problem), Some(at)) => view! {
            <span class="gateway__error">{delivery_problem(problem)} " " <RelativeTime at/></span>
        }
        .into_any(),
        _ => match gateway.last_sent_at {
            Some(at) => view! { <span class="muted">{text!("gateway-last-sent")} " " <RelativeTime at/></span> }
                .into_any(),
            None => view! { <span class="muted">{text!("gateway-never-used")}</span> }.into_any(),
        },
    };
    view! {
        <div class="gateway__about">
            <p class="row">
                <a class="gateway__name" href=routes::admin::sms_gateway(gateway.id)>{gateway.name.clone()}</a>
                {state}
                {kind_badge(&gateway.transport)}
            </p>
            <p class="gateway__last">{last}</p>
        </div>
    }
    .into_any()
}

/// How a gateway is reached, in a word.
pub fn kind_badge(transport: &SmsTransport) -> AnyView {
    word_badge(Tone::Neutral, "gateway-kind", &kind_name(transport))
}

/// The name of the kind on the wire.
pub fn kind_name(transport: &SmsTransport) -> &'static str {
    match transport {
        SmsTransport::Http(_) => "http",
        SmsTransport::Smtp(_) => "smtp",
        SmsTransport::File(_) => "file",
    }
}

fn tools(place: usize, count: usize, gateway: &SmsGateway, order: Order) -> AnyView {
    let name = gateway.name.clone();
    let step = move |direction: Direction, key: &str, icon: IconName| {
        let target = neighbour(place, direction, count);
        let label = crate::text::t_with(key, &[("name", name.clone())]);
        let press = move |()| {
            if let Some(to) = target {
                order.relocate(place, to);
            }
        };
        view! { <IconButton icon label disabled=target.is_none() on_press=press/> }
    };
    let (id, enabled, busy) = (gateway.id, gateway.enabled, RwSignal::new(false));
    let toggle = move |()| order.set_enabled(id, !enabled, busy);
    let verb = if enabled {
        t("gateway-switch-off")
    } else {
        t("gateway-switch-on")
    };
    view! {
        <div class="gateway__tools">
            <Button variant=ButtonVariant::Quiet busy on_press=toggle>{verb}</Button>
            {step(Direction::Up, "gateway-move-up", IconName::Up)}
            {step(Direction::Down, "gateway-move-down", IconName::Down)}
        </div>
    }
    .into_any()
}

async fn switch(id: Uuid, enabled: bool) -> Result<Versioned<SmsGateway>, ApiFailure> {
    let stored = api::sms_gateways::get(id).await?;
    let change = UpdateSmsGateway {
        enabled: Some(enabled),
        ..UpdateSmsGateway::default()
    };
    api::sms_gateways::update(id, &change, &stored.etag).await
}
