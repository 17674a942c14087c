//! Turns the Fluent files under `locales/` into compact tables, so that no Fluent parser travels to a phone.
//!
//! One table per file name (`shared`, `portal`, `phone`, `admin`) holds the keys once and, per language, the
//! patterns in the order of the keys. `src/text/pattern.rs` describes the form and reads it. A language that
//! lacks a key, or a pattern that uses what the tables cannot hold, stops the build with a sentence that names it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, VariantKey,
};
use fluent_syntax::parser;

/// The languages in the order of `text::Language`.
const LANGUAGES: [&str; 3] = ["en", "sv", "de"];
const CATALOGUES: [&str; 4] = ["shared", "portal", "phone", "admin"];

// The marks of `src/text/pattern.rs`: control characters, since no text for people holds them.
const ARGUMENT_START: char = '\u{1}';
const ARGUMENT_END: char = '\u{2}';
const SELECT_START: char = '\u{3}';
const SELECTOR_END: char = '\u{4}';
const VARIANT_KEY_END: char = '\u{5}';
const VARIANT_END: char = '\u{6}';
const SELECT_END: char = '\u{7}';
const MESSAGE_END: char = '\u{8}';

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=locales");
    println!("cargo::rerun-if-changed=build.rs");
    let locales = PathBuf::from(variable("CARGO_MANIFEST_DIR")?).join("locales");
    let output = PathBuf::from(variable("OUT_DIR")?);
    let mut generated = String::new();
    for catalogue in CATALOGUES {
        write_catalogue(&mut generated, catalogue, &locales)?;
    }
    fs::write(output.join("catalogues.rs"), generated)
}

#[expect(
    clippy::disallowed_methods,
    reason = "cargo tells a build script its folders by variables"
)]
fn variable(name: &str) -> io::Result<String> {
    env::var(name).map_err(|error| io::Error::other(format!("{name}: {error}")))
}

fn write_catalogue(generated: &mut String, catalogue: &str, locales: &Path) -> io::Result<()> {
    let mut by_language = Vec::new();
    for language in LANGUAGES {
        let path = locales.join(language).join(format!("{catalogue}.ftl"));
        by_language.push((path.clone(), read_messages(&path)?));
    }
    let Some((reference_path, reference)) = by_language.first() else {
        return Err(io::Error::other("there is no language"));
    };
    for (path, messages) in &by_language {
        same_keys(reference_path, reference, path, messages)?;
    }
    let keys: Vec<&str> = reference.keys().map(String::as_str).collect();
    let name = catalogue.to_uppercase();
    writeln!(generated, "/// The texts of `locales/*/{catalogue}.ftl`.")
        .map_err(io::Error::other)?;
    writeln!(
        generated,
        "pub static {name}: Catalogue = Catalogue {{ keys: {:?}, patterns: [",
        keys.join("\n")
    )
    .map_err(io::Error::other)?;
    for (_, messages) in &by_language {
        let patterns: Vec<&str> = messages.values().map(String::as_str).collect();
        writeln!(
            generated,
            "    {:?},",
            patterns.join(&MESSAGE_END.to_string())
        )
        .map_err(io::Error::other)?;
    }
    writeln!(generated, "] }};").map_err(io::Error::other)
}

fn same_keys(
    reference_path: &Path,
    reference: &BTreeMap<String, String>,
    path: &Path,
    messages: &BTreeMap<String, String>,
) -> io::Result<()> {
    let missing = reference.keys().find(|key| !messages.contains_key(*key));
    if let Some(key) = missing {
        return Err(io::Error::other(format!(
            "{} lacks the text {key}",
            path.display()
        )));
    }
    let surplus = messages.keys().find(|key| !reference.contains_key(*key));
    match surplus {
        Some(key) => Err(io::Error::other(format!(
            "{} lacks the text {key}",
            reference_path.display()
        ))),
        None => Ok(()),
    }
}

fn read_messages(path: &Path) -> io::Result<BTreeMap<String, String>> {
    let source = fs::read_to_string(path)
        .map_err(|error| io::Error::other(format!("{}: {error}", path.display())))?;
    let resource = parser::parse(source.as_str())
        .map_err(|(_, errors)| io::Error::other(format!("{}: {errors:?}", path.display())))?;
    let mut messages = BTreeMap::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else {
            continue;
        };
        let Some(value) = &message.value else {
            return Err(refused(path, message.id.name, "has no value"));
        };
        if !message.attributes.is_empty() {
            return Err(refused(
                path,
                message.id.name,
                "has attributes, which the tables cannot hold",
            ));
        }
        let mut encoded = String::new();
        encode_pattern(&mut encoded, value, &resource)
            .map_err(|reason| refused(path, message.id.name, &reason))?;
        if messages
            .insert(message.id.name.to_owned(), encoded)
            .is_some()
        {
            return Err(refused(path, message.id.name, "stands twice"));
        }
    }
    Ok(messages)
}

fn refused(path: &Path, key: &str, reason: &str) -> io::Error {
    io::Error::other(format!("{}: the text {key} {reason}", path.display()))
}

fn encode_pattern(
    encoded: &mut String,
    pattern: &Pattern<&str>,
    resource: &Resource<&str>,
) -> Result<(), String> {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => encoded.push_str(value),
            PatternElement::Placeable { expression } => {
                encode_expression(encoded, expression, resource)?;
            }
        }
    }
    Ok(())
}

fn encode_expression(
    encoded: &mut String,
    expression: &Expression<&str>,
    resource: &Resource<&str>,
) -> Result<(), String> {
    match expression {
        Expression::Inline(inline) => encode_inline(encoded, inline, resource),
        Expression::Select { selector, variants } => {
            let InlineExpression::VariableReference { id } = selector else {
                return Err("selects by something else than a variable".to_owned());
            };
            encoded.push(SELECT_START);
            encoded.push_str(id.name);
            encoded.push(SELECTOR_END);
            // The default comes last, so that the reader takes it when nothing before it fits.
            for default in [false, true] {
                for variant in variants.iter().filter(|variant| variant.default == default) {
                    match &variant.key {
                        VariantKey::Identifier { name } => encoded.push_str(name),
                        VariantKey::NumberLiteral { value } => encoded.push_str(value),
                    }
                    encoded.push(VARIANT_KEY_END);
                    encode_pattern(encoded, &variant.value, resource)?;
                    encoded.push(VARIANT_END);
                }
            }
            encoded.push(SELECT_END);
            Ok(())
        }
    }
}

fn encode_inline(
    encoded: &mut String,
    inline: &InlineExpression<&str>,
    resource: &Resource<&str>,
) -> Result<(), String> {
    match inline {
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            encoded.push_str(value);
            Ok(())
        }
        InlineExpression::VariableReference { id } => {
            encoded.push(ARGUMENT_START);
            encoded.push_str(id.name);
            encoded.push(ARGUMENT_END);
            Ok(())
        }
        InlineExpression::TermReference {
            id,
            attribute: None,
            arguments: None,
        } => {
            let term = resource.body.iter().find_map(|entry| match entry {
                Entry::Term(term) if term.id.name == id.name => Some(term),
                _ => None,
            });
            let term = term.ok_or_else(|| format!("names the unknown term -{}", id.name))?;
            encode_pattern(encoded, &term.value, resource)
        }
        InlineExpression::Placeable { expression } => {
            encode_expression(encoded, expression, resource)
        }
        _ => Err(
            "uses a function, an attribute or a message reference, which the tables cannot hold"
                .to_owned(),
        ),
    }
}
