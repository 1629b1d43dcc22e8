//! The message about an invalid property of a scheme, for hosts that write schemes in JavaScript or JSON.

use crate::value_error::{Problem, ValueError};

/// Returns the path of the property that cannot be read, and the problem with it.
pub fn property_message(error: ValueError) -> (String, String) {
    let (path, problem) = error.into_parts();
    let field = match (&problem, path.as_str()) {
        (Problem::Missing(name), "") => (*name).to_owned(),
        // The path of a missing property does not contain the name of the property itself.
        (Problem::Missing(name), above) => [above, ".", name].concat(),
        (_, "") => ".".to_owned(),
        _ => path,
    };
    let message = match (problem, choices(&field)) {
        (Problem::Unknown { meant: Some(name), .. }, _) => ["write `", name, "`"].concat(),
        (Problem::Unknown { .. }, _) if field == "secret" => {
            "the secret is an option, not a property; the encoding of secrets is `secretEncoding`".to_owned()
        }
        (Problem::Unknown { .. }, _) => "there is no such property".to_owned(),
        (Problem::Missing(_), Some(choices)) => ["it is missing; it must be ", choices].concat(),
        (Problem::Missing(_), None) => "it is missing".to_owned(),
        (_, Some(choices)) => ["it must be ", choices].concat(),
        (Problem::Expected(expected), None) => ["it must be ", in_plain_words(&expected)].concat(),
        (Problem::OneOf(names), None) => ["it must be one of `", &names.join("`, `"), "`"].concat(),
        (Problem::Other(text), None) => text,
    };
    (field, message)
}

/// Returns a phrase for the allowed values of a property, if serde's own phrase is not specific.
fn choices(field: &str) -> Option<&'static str> {
    Some(match field.rsplit('.').next()? {
        "syntax" => "\"plain\", { prefixed }, { fields } or { list }",
        "encoding" => "one of `hex`, `base64`, `base64url`, `base64url_padded`",
        "secretEncoding" => "one of `utf8`, `hex`, `base64`, `whsec`, or a list of these",
        "unit" => "one of `s`, `ms`, `rfc3339`, `iso8601`, `http_date`, `s_or_ms`",
        "challenge" | "token" | "when" => "an object",
        "method" => "one of `POST`, `GET`, `HEAD`",
        "event" | "deliveryId" => "an object with either `header` or `body`",
        "contentTypes" | "waivers" => "a list of texts",
        _ => return None,
    })
}

/// Replaces serde's name of a type with plain words.
fn in_plain_words(expected: &str) -> &str {
    match expected {
        "u16" | "u32" => "a whole number",
        "a sequence" => "a list",
        _ if expected.starts_with("struct ") => "an object",
        _ => expected,
    }
}
