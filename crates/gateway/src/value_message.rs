//! The message about an invalid value of the configuration.
//!
//! The message states the expected value. It never contains the value that was found, because this value may be a secret that was
//! written into the file.

use hookward_value::{Problem, ValueError};

/// The formats of a syntax, some of which are tables.
const SYNTAX: &str = "\"plain\", { prefixed }, { fields } or { list }";

/// Returns the path of the value and the error. The path is empty for the whole configuration.
pub(crate) fn of(error: ValueError) -> (String, String) {
    let (path, problem) = error.into_parts();
    let key = path.rsplit('.').next().unwrap_or_default();
    let message = match problem {
        Problem::Missing("syntax") => ["the key `syntax` is missing; it must be ", SYNTAX].concat(),
        Problem::Missing(name) => ["the key `", name, "` is missing"].concat(),
        Problem::Unknown { meant: Some(name), .. } => ["unknown key `", key, "`, write `", name, "`"].concat(),
        Problem::Unknown { meant: None, known } => ["unknown key `", key, "`, expected one of ", &list(known)].concat(),
        Problem::OneOf(["plain", ..]) => ["it must be ", SYNTAX].concat(),
        Problem::OneOf(names) => ["it must be one of ", &list(names)].concat(),
        Problem::Expected(expected) => ["it must be ", in_plain_words(&expected)].concat(),
        Problem::Other(message) => message,
    };
    (path, message)
}

/// Replaces serde's name of a type with plain words.
fn in_plain_words(expected: &str) -> &str {
    match expected {
        "u8" => "a whole number from 0 to 255",
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" => "a whole number, 0 or more",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "text",
        "a sequence" => "a list",
        _ if expected.starts_with("struct ") => "a table",
        _ => expected,
    }
}

/// Prints names as a list: `` `s`, `ms` ``.
fn list(names: &[&str]) -> String {
    ["`", &names.join("`, `"), "`"].concat()
}
