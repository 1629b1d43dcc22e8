//! Why a value of the configuration cannot be read.
//!
//! The message says what is expected, and never which value was found: that may be a secret that was written into the file.

use std::fmt::{self, Display};

use serde::de::{Error, Expected, Unexpected};

/// The ways in which a syntax is written, some of them tables.
const SYNTAX: &str = "\"plain\", { prefixed }, { fields } or { list }";

/// Why a value of the configuration cannot be read: its path, and what is expected there.
#[derive(Debug)]
pub(crate) struct ConfigValueError {
    /// The path of the value, as in `signature.syntax`; `None` until it is known.
    path: Option<String>,
    pub(crate) message: String,
}

impl ConfigValueError {
    /// Returns the error with this path, unless it has one already: the first is the most precise.
    pub(crate) fn at(mut self, path: &str) -> Self {
        self.path.get_or_insert_with(|| path.to_owned());
        self
    }

    /// Returns the path of the value; empty where reading began.
    pub(crate) fn path(&self) -> &str {
        self.path.as_deref().unwrap_or_default()
    }
}

/// Replaces those constructors of serde whose message would show the value, and adds a hint for old spellings.
impl Error for ConfigValueError {
    fn custom<T: Display>(message: T) -> Self {
        Self { path: None, message: message.to_string() }
    }

    fn invalid_type(_found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::custom(format_args!("it must be {}", in_plain_words(&expected.to_string())))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn missing_field(key: &'static str) -> Self {
        let (so, choices) = if key == "syntax" { ("; it must be ", SYNTAX) } else { ("", "") };
        Self::custom(format_args!("the key `{key}` is missing{so}{choices}"))
    }

    fn unknown_variant(_found: &str, expected: &'static [&'static str]) -> Self {
        match expected {
            ["plain", ..] => Self::custom(format_args!("it must be {SYNTAX}")),
            ["header", ..] => Self::custom(format_args!("it must be a table with either `header` or `body`")),
            _ => Self::custom(format_args!("it must be one of {}", list(expected))),
        }
    }

    /// Keys are in camel case. They were in snake case once: such a key is refused with its new spelling.
    fn unknown_field(key: &str, expected: &'static [&'static str]) -> Self {
        let camel = camel_case(key);
        if expected.contains(&camel.as_str()) {
            return Self::custom(format_args!("unknown key `{key}`, write `{camel}`"));
        }
        Self::custom(format_args!("unknown key `{key}`, expected one of {}", list(expected)))
    }
}

impl std::error::Error for ConfigValueError {}

impl Display for ConfigValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

/// Replaces serde's words for a type.
fn in_plain_words(expected: &str) -> &str {
    match expected {
        "u16" => "a whole number from 0 to 65535",
        "u32" => "a whole number from 0 to 4294967295",
        "u64" => "a whole number, 0 or more",
        "f64" => "a number",
        "a boolean" => "true or false",
        "a string" => "text",
        "a sequence" => "a list",
        "a map" => "a table",
        _ if expected.starts_with("struct ") => "a table",
        _ => expected,
    }
}

/// Prints names as a list: `` `s`, `ms` ``.
fn list(names: &[&str]) -> String {
    ["`", &names.join("`, `"), "`"].concat()
}

/// Converts a key from snake case to camel case: `max_body_bytes` to `maxBodyBytes`.
fn camel_case(key: &str) -> String {
    let mut words = key.split('_');
    let mut camel = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        camel.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
        camel.push_str(letters.as_str());
    }
    camel
}
