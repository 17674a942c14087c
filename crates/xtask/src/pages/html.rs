//! The one HTML file of each bundle: it names the program and the style sheet, and holds neither script nor style.

use super::bundle::Programs;

/// The page that starts a bundle.
///
/// The program and its parts are announced in the head, so that the browser fetches them side by side
/// instead of finding one inside the other. Icons and web manifests are linked where `frontend/static` holds them:
/// `favicon.svg`, `apple-touch-icon.png`, and `<bundle>.webmanifest`.
pub fn page(
    bundle: &str,
    programs: &Programs,
    style_sheet: &str,
    static_files: &[String],
) -> String {
    let Programs {
        start, glue, wasm, ..
    } = programs;
    let mut links = String::new();
    let linked = [
        (
            "/favicon.svg".to_owned(),
            r#"rel="icon" type="image/svg+xml""#,
        ),
        (
            "/apple-touch-icon.png".to_owned(),
            r#"rel="apple-touch-icon""#,
        ),
        (format!("/{bundle}.webmanifest"), r#"rel="manifest""#),
    ];
    for (address, attributes) in linked {
        if static_files.contains(&address) {
            links.push_str("<link ");
            links.push_str(attributes);
            links.push_str(" href=\"");
            links.push_str(&address);
            links.push_str("\">\n");
        }
    }
    format!(
        r#"<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>Anteroom</title>
<link rel="stylesheet" href="{style_sheet}">
<link rel="modulepreload" href="{glue}">
<link rel="preload" href="{wasm}" as="fetch" type="application/wasm" crossorigin>
{links}<script type="module" src="{start}"></script>
</head>
<body>
<noscript>Anteroom needs JavaScript and WebAssembly. Please switch them on for this address and load the page again.</noscript>
</body>
</html>
"#
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn portal(static_files: &[String]) -> String {
        let programs = Programs {
            start: "/assets/portal-1/start.js".to_owned(),
            glue: "/assets/portal-1/portal.js".to_owned(),
            wasm: "/assets/portal-1/portal_bg.wasm".to_owned(),
            all: Vec::new(),
        };
        page("portal", &programs, "/assets/styles-2.css", static_files)
    }

    #[test]
    fn page_holds_neither_script_nor_style() {
        let page = portal(&[]);
        assert!(page.contains("src=\"/assets/portal-1/start.js\"></script>"));
        assert!(!page.contains("<style"));
        assert!(!page.contains("style=\""));
        assert_eq!(page.matches("<script").count(), 1);
    }

    #[test]
    fn icon_is_linked_where_it_is_there() {
        assert!(!portal(&[]).contains("favicon"));
        assert!(portal(&["/favicon.svg".to_owned()]).contains("href=\"/favicon.svg\""));
        assert!(!portal(&["/phone.webmanifest".to_owned()]).contains("manifest"));
    }
}
