//! Why a value is no property of a scheme. What was found is not kept: it may be a secret that was written into the scheme.

use std::fmt::{self, Display};

use serde::de::{Error, Expected, Unexpected};

/// Why a value is no property of a scheme, and where it is.
#[derive(Debug)]
pub(crate) struct ValueError(Box<(String, Problem)>);

#[derive(Debug)]
enum Problem {
    Missing(&'static str),
    Expected(String),
    Other(String),
}

impl ValueError {
    fn new(problem: Problem) -> Self {
        Self(Box::new((String::new(), problem)))
    }

    /// Creates the error about a value of a kind that has nothing in it to be read.
    pub(crate) fn wrong_type() -> Self {
        Self::new(Problem::Other("it is of the wrong type".to_owned()))
    }

    /// Returns the error with the name of the member that it is in.
    pub(crate) fn at_member(self, name: &str) -> Self {
        self.below(name)
    }

    /// Returns the error with the position of the element that it is in.
    pub(crate) fn at_index(self, index: u32) -> Self {
        self.below(&["[", &index.to_string(), "]"].concat())
    }

    fn below(mut self, above: &str) -> Self {
        let (path, _) = &mut *self.0;
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        *path = [above, dot, path].concat();
        self
    }

    /// Returns the path of the property, and what is wrong with it.
    pub(crate) fn into_parts(self) -> (String, String) {
        let (path, problem) = *self.0;
        let field = match (&problem, path.as_str()) {
            (Problem::Missing(name), "") => (*name).to_owned(),
            // The path of a missing property ends above it.
            (Problem::Missing(name), above) => [above, ".", name].concat(),
            (_, "") => ".".to_owned(),
            _ => path,
        };
        let choices = choices(&field);
        let shape = match (problem, choices) {
            (Problem::Missing(_), Some(choices)) => ["it is missing; it must be ", choices].concat(),
            (Problem::Missing(_), None) => "it is missing".to_owned(),
            (_, Some(choices)) => ["it must be ", choices].concat(),
            (Problem::Expected(expected), None) => ["it must be ", in_plain_words(&expected)].concat(),
            (Problem::Other(text), None) => text,
        };
        (field, shape)
    }
}

/// Returns what a property must be, where serde's own words do not say it.
fn choices(field: &str) -> Option<&'static str> {
    Some(match field.rsplit('.').next()? {
        "syntax" => "\"plain\", { prefixed }, { fields } or { list }",
        "encoding" => "one of `hex`, `base64`, `base64url`, `base64url_padded`",
        "secretEncoding" => "one of `utf8`, `hex`, `base64`, `whsec`, or a list of these",
        "unit" => "one of `s`, `ms`, `rfc3339`, `iso8601`, `http_date`",
        "challenge" | "token" | "when" => "an object",
        "method" => "one of `POST`, `GET`, `HEAD`",
        "event" | "deliveryId" => "an object with either `header` or `body`",
        "contentTypes" | "waivers" => "a list of texts",
        _ => return None,
    })
}

/// Replaces serde's words for a type.
fn in_plain_words(expected: &str) -> &str {
    match expected {
        "u16" | "u32" => "a whole number",
        _ if expected.starts_with("struct ") => "an object",
        _ if expected.starts_with("enum ") => "a text, or an object with one property",
        _ => expected,
    }
}

impl Error for ValueError {
    fn custom<T: Display>(message: T) -> Self {
        Self::new(Problem::Other(message.to_string()))
    }

    fn invalid_type(_found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::new(Problem::Expected(expected.to_string()))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(_length: usize, expected: &dyn Expected) -> Self {
        Self::invalid_type(Unexpected::Seq, expected)
    }

    fn unknown_variant(_found: &str, expected: &'static [&'static str]) -> Self {
        let names = ["`", &expected.join("`, `"), "`"].concat();
        Self::new(Problem::Expected(match expected {
            [_] => names,
            [one, other] => ["`", one, "` or `", other, "`"].concat(),
            _ => ["one of ", &names].concat(),
        }))
    }

    fn unknown_field(_found: &str, _expected: &'static [&'static str]) -> Self {
        Self::wrong_type()
    }

    fn missing_field(name: &'static str) -> Self {
        Self::new(Problem::Missing(name))
    }

    fn duplicate_field(_name: &'static str) -> Self {
        Self::wrong_type()
    }
}

impl std::error::Error for ValueError {}

/// For serde alone, which asks for it.
impl Display for ValueError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.0)
    }
}
