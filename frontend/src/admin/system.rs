//! System: what runs, on what, since when, and what an operator should mend.

use anteroom_api_types::system::SystemInfo;
use leptos::prelude::*;

use super::guard::use_guarded;
use super::navigation::Place;
use super::words::word;
use crate::api;
use crate::kit::{
    Button, Card, CopyButton, Definition, DefinitionList, IconName, LoadedView, Notice, PageHeader,
    RelativeTime, Tone,
};

pub fn show(place: Place) -> Option<AnyView> {
    (place == Place::Root).then(|| view! { <SystemPage/> }.into_any())
}

#[component]
fn SystemPage() -> impl IntoView {
    let loader = use_guarded(api::system::get);
    view! {
        <PageHeader title=text!("nav-system") description=text!("system-description")>
            <Button icon=IconName::Refresh on_press=move |()| loader.reload()>{text!("refresh")}</Button>
        </PageHeader>
        <LoadedView loader view=content/>
    }
    .into_any()
}

fn content(system: SystemInfo) -> AnyView {
    let warnings = if system.warnings.is_empty() {
        view! { <Notice tone=Tone::Success><p>{text!("system-no-warnings")}</p></Notice> }
            .into_any()
    } else {
        system
            .warnings
            .into_iter()
            .map(|warning| view! { <Notice tone=Tone::Warning><p>{warning}</p></Notice> })
            .collect_view()
            .into_any()
    };
    view! {
        <div class="stack">
            {warnings}
            <Card>
                <DefinitionList>
                    <Definition term=text!("system-version")>{system.version}</Definition>
                    <Definition term=text!("system-database")>{word("database", &system.database)}</Definition>
                    <Definition term=text!("system-schema")><code>{system.schema_version}</code></Definition>
                    <Definition term=text!("system-started")><RelativeTime at=system.started_at/></Definition>
                    <Definition term=text!("system-address")>
                        <span class="id-code">
                            <code>{system.base_url.clone()}</code>
                            <CopyButton value=system.base_url label=text!("copy")/>
                        </span>
                    </Definition>
                    <Definition term=text!("system-api")>
                        <a href="/docs" target="_blank" rel="noreferrer">{text!("system-api-link")}</a>
                    </Definition>
                </DefinitionList>
            </Card>
        </div>
    }
    .into_any()
}
