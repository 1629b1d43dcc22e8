//! The code that is generated for an invented provider, and the sources that are refused.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::Path;
use std::{env, fs, process};

use hookward::Template;

use crate::attributes::Case;
use crate::output::Output;
use crate::rust_events::{self, Provider};
use crate::rust_schemes;
use crate::typescript::HEADER;
use crate::{index, run};

/// A source with every known feature. The order of its structs differs from the order in which a reader finds them.
const ACME: &str = r#"
//! Acme.

use super::Extra;

super::events! {
    /// An event of Acme:
    ///
    /// - `order.paid`: an order was paid.
    pub enum AcmeEvent told apart by "type" {
        /// An order was paid.
        OrderPaid(AcmeEnvelope<AcmeOrder>) = "order.paid",
        OrderLost(AcmeEnvelope<Map<String, Value>>) = "order.lost",
    }
}

/// A line of an order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AcmeLine {
    /// The number: the comment does not end at */ here.
    pub count: u64,
    #[serde(rename = "unit-price")]
    pub price: f64,
}

/// An order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct AcmeOrder {
    /// Whether it is a gift.
    pub is_gift: bool,
    pub r#type: String,
    #[serde(rename = "ID", default, skip_serializing_if = "Option::is_none")]
    pub order_id: Option<String>,
    pub order_lines: Vec<AcmeLine>,
    pub anything: Value,
    /// Undocumented members.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The envelope of an event.
pub struct AcmeEnvelope<D> {
    pub data: D,
    #[serde(default)]
    pub meta_data: Option<Map<String, Value>>,
}
"#;

const ACME_IN_TYPESCRIPT: &str = r#"// Generated from src/events/acme.rs; run `npm run generate`.

import type { UnknownEvent } from "./unknown.js";

/**
 * An event of Acme:
 *
 * - `order.paid`: an order was paid.
 */
export type AcmeEvent =
  | { "type": "order.paid" } & AcmeEnvelope<AcmeOrder>
  | { "type": "order.lost" } & AcmeEnvelope<Record<string, unknown>>
  | UnknownEvent<"type">;

/**
 * The envelope of an event.
 */
export type AcmeEnvelope<D> = {
  data: D,
  meta_data?: Record<string, unknown> | null,
};

/**
 * An order.
 */
export type AcmeOrder = {
  /**
   * Whether it is a gift.
   */
  isGift: boolean,
  type: string,
  ID?: string | null,
  orderLines: Array<AcmeLine>,
  anything: unknown,
};

/**
 * A line of an order.
 */
export type AcmeLine = {
  /**
   * The number: the comment does not end at *\/ here.
   */
  count: number,
  "unit-price": number,
};
"#;

fn parse(text: &str) -> Result<Provider, String> {
    rust_events::parse("acme", Path::new("src/events/acme.rs"), text)
}

/// Returns the error for a provider with one event, whose struct has these attributes and fields.
fn refusal(attributes: &str, fields: &str) -> String {
    let events = r#"events! { pub enum AcmeEvent told apart by "type" { Paid(AcmePaid) = "paid" } }"#;
    let text = format!("{events}\n{attributes}\npub struct AcmePaid {{\n{fields}\n}}");
    parse(&text).err().unwrap()
}

#[test]
fn a_provider_comes_out_in_typescript() {
    assert_eq!(parse(ACME).unwrap().to_string(), ACME_IN_TYPESCRIPT);
}

#[test]
fn names_are_renamed_as_serde_does() {
    for (name, camel, pascal) in [("id", "id", "Id"), ("source_url", "sourceUrl", "SourceUrl"), ("a_b2_c", "aB2C", "AB2C")] {
        assert_eq!((Case::Camel.apply(name).as_str(), Case::Pascal.apply(name).as_str()), (camel, pascal));
    }
}

#[test]
fn a_newline_in_the_content_stays_in_the_line_of_the_comment() {
    let mut scheme = rust_schemes::defaults().unwrap();
    scheme.signed_content = Template("{timestamp}\n{body}".into());
    assert!(rust_schemes::description(&scheme).unwrap().ends_with("over `{timestamp}\\n{body}`."));
}

#[test]
fn an_unknown_type_is_an_error_that_names_the_place() {
    let place = "src/events/acme.rs:4";
    for (kind, column, named) in [
        ("Duration", 11, "Duration"),
        ("Option<Duration>", 18, "Duration"),
        ("Vec<std::string::String>", 15, "std::string::String"),
        ("Map<String, String>", 11, "Map<String, String>"),
        ("u128", 11, "u128"),
        ("&'static str", 11, "&'static str"),
        ("(f64, f64)", 11, "(f64, f64)"),
        ("Extra", 11, "Extra"),
    ] {
        let error = refusal("", &format!("pub when: {kind},"));
        assert_eq!(error, format!("{place}:{column}: AcmePaid: unknown type `{named}`"));
    }
    let error = refusal("", "#[serde(flatten)] pub when: Envelope,");
    assert_eq!(error, format!("{place}:29: AcmePaid: unknown flattened type `Envelope`"));
}

#[test]
fn an_unknown_attribute_is_an_error_that_names_the_place() {
    for (attributes, fields, error) in [
        ("", "#[serde(skip)] pub id: String,", "4:9: AcmePaid: unknown serde attribute `skip`"),
        ("", "#[serde(with = \"hex\")] pub id: String,", "4:9: AcmePaid: unknown serde attribute `with`"),
        ("", "#[serde(rename_all = \"camelCase\")] pub id: String,", "4:9: AcmePaid: unknown serde attribute `rename_all`"),
        ("", "#[serde(skip_serializing_if = \"f\")] pub id: Option<u8>,", "4:31: AcmePaid: unknown condition `\"f\"`"),
        ("", "#[serde(default)] pub id: String,", "4:27: AcmePaid: a field that may be absent is an `Option`"),
        ("", "#[serde(default = \"f\")] pub id: Option<u8>,", "4:17: AcmePaid: expected `,`"),
        ("", "#[cfg(unix)] pub id: String,", "4:3: AcmePaid: unknown attribute `cfg`"),
        ("#[serde(transparent)]", "", "2:9: AcmePaid: unknown serde attribute `transparent`"),
        ("#[serde(rename_all = \"kebab-case\")]", "", "2:22: AcmePaid: unknown case `\"kebab-case\"`"),
    ] {
        assert_eq!(refusal(attributes, fields), format!("src/events/acme.rs:{error}"));
    }
}

#[test]
fn what_would_be_left_out_is_an_error() {
    let union = r#"events! { pub enum E told apart by "t" { A(S) = "a" } } pub struct S {}"#;
    for (text, error) in [
        ("pub struct S {}", "`events!` stands here 0 times, not once".to_owned()),
        (&format!("{union} {union}"), "`events!` stands here 2 times, not once".to_owned()),
        (&format!("{union} pub struct Lost {{}}"), "Lost: no event is made of it".to_owned()),
        (&format!("{union} pub enum Kind {{}}"), "unknown item `pub enum Kind {}`".to_owned()),
        (&union.replace("S {}", "S(u8);"), "S: its fields have no names".to_owned()),
        (&union.replace("S {}", "S<'a> {}"), "S: unknown kind of parameter `'a`".to_owned()),
        (&union.replace("A(S)", "A(Other)"), "E: unknown type `Other`".to_owned()),
        (&union.replace("A(S)", "#[serde(skip)] A(S)"), "E: unknown serde attribute `skip`".to_owned()),
        (&union.replace("told apart", "known"), "expected `told`".to_owned()),
    ] {
        let found = parse(text).err().unwrap();
        assert!(found.starts_with("src/events/acme.rs:1:") && found.ends_with(&error), "{found}");
    }
}

#[test]
fn a_provider_without_a_scheme_is_an_error() {
    let error = index::text(&[parse(ACME).unwrap()], &[]).err().unwrap();
    assert_eq!(error.to_string(), "src/events/acme.rs: no scheme has this id");
}

#[test]
fn what_is_not_generated_any_more_is_removed() {
    let folder = env::temp_dir().join(format!("hookward-generate-{}", process::id()));
    let output = || Output::folder("here", &folder, HEADER, [("a.ts".to_owned(), "new".to_owned())]).unwrap();
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("gone.ts"), format!("{HEADER}gone.rs")).unwrap();
    fs::write(folder.join("unknown.ts"), "// By hand.").unwrap();
    assert_eq!(output().stale(), [folder.join("a.ts"), folder.join("gone.ts")]);
    output().write().unwrap();
    assert!(output().stale().is_empty());
    assert!(folder.join("unknown.ts").exists() && !folder.join("gone.ts").exists());
    fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn other_arguments_print_the_usage() {
    for arguments in [&[][..], &["events"], &["events", "--check"], &["events", "--force", "js"], &["types", "js"]] {
        assert!(run(arguments).err().unwrap().to_string().starts_with("usage: "), "{arguments:?}");
    }
}
