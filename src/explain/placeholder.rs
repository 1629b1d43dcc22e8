//! Recognizes placeholders: texts instead of a secret or a signature.
//!
//! All results are guesses. A real secret may contain `test`, so these functions are used only if nothing was proven.

/// Returns whether a secret looks like the name of an environment variable, or like code that reads one.
///
/// A name must contain an underscore. Without an underscore, it could be a short secret in capitals.
pub(super) fn is_variable_name(text: &str) -> bool {
    let text = text.trim();
    let named = text.contains('_')
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let read = ["process.env.", "import.meta.env.", "os.environ", "ENV[", "$_ENV", "getenv(", "env(", "Deno.env", "secrets."];
    named || read.iter().any(|start| text.starts_with(start))
}

/// Returns whether a secret looks like an unreplaced reference to a variable: `$NAME`, `${NAME}`, `%NAME%`, `{{ name }}`.
pub(super) fn is_unexpanded_variable(text: &str) -> bool {
    let text = text.trim();
    let between = |start: &str, end: &str| text.len() > start.len() && text.starts_with(start) && text.ends_with(end);
    between("${", "}")
        || between("{{", "}}")
        || between("$(", ")")
        || between("<%", "%>")
        || between("%", "%") && is_variable_name(text.trim_matches('%'))
        || text.strip_prefix('$').is_some_and(is_variable_name)
}

/// Returns whether a secret looks like an unchanged example.
pub(super) fn is_secret_placeholder(text: &str) -> bool {
    let text = text.trim().trim_matches(['"', '\'', '<', '>']).to_ascii_lowercase();
    let text = text.strip_prefix("whsec_").unwrap_or(&text);
    // The words come from documentation and from masks: a name with `YOUR`, or the dots and stars that a page displays instead of
    // a secret.
    let words = [
        "your",
        "changeme",
        "change_me",
        "change-me",
        "replace",
        "placeholder",
        "example",
        "xxx",
        "todo",
        "insert",
        "dummy",
        "•",
        "●",
        "my_secret",
        "my-secret",
        "mysecret",
        "secret_here",
        "secret-here",
        "undefined",
        "null",
        "none",
        "...",
        "…",
        "***",
    ];
    // Many real secrets contain these words, so they must be the whole text.
    ["secret", "test", "webhook_secret", "webhook-secret", "signing_secret", "password"].contains(&text)
        || words.iter().any(|word| text.contains(word))
}

/// Returns whether a header's value is a word instead of a signature that was never computed.
pub(super) fn is_signature_placeholder(value: &str) -> bool {
    let value = value.trim();
    // A template may insert the word after a prefix: `sha256=undefined`.
    let bare = value.rsplit(['=', ',']).next().unwrap_or(value).trim();
    let words = ["undefined", "null", "none", "nil", "nan", "true", "false", "[object object]", "[object promise]", "signature"];
    words.contains(&bare.to_ascii_lowercase().as_str()) || value.contains("${") || value.contains("{{") || value.contains('<')
}
