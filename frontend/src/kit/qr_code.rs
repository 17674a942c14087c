//! A QR code, drawn in the browser: black on white in every theme, since scanners expect it.

use leptos::prelude::*;

use super::qr_path;

/// The QR code of `content`, at least 240 CSS pixels wide. `label` is what screen readers say.
#[component]
pub fn QrCode(#[prop(into)] content: String, #[prop(into)] label: String) -> impl IntoView {
    match qr_path::draw(&content) {
        Some(drawing) => {
            let side = drawing.size_modules.to_string();
            view! {
                <svg
                    class="qr-code"
                    role="img"
                    aria-label=label
                    viewBox=format!("0 0 {side} {side}")
                    shape-rendering="crispEdges"
                >
                    <rect width=side.clone() height=side.clone() fill="#fff"/>
                    <path d=drawing.path fill="#000"/>
                </svg>
            }
            .into_any()
        }
        None => view! { <p>{text!("qr-too-long")}</p> }.into_any(),
    }
}
