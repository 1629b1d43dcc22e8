//! Placeholders: texts that stand where a secret or a signature should be.
//!
//! All of them are guesses. A real secret may have `test` in it, so these are asked where nothing was proven.

/// Whether a secret looks like the name of an environment variable, or like code that would read one.
///
/// A name has an underscore here: without, it could be a short secret in capitals.
pub(super) fn is_variable_name(text: &str) -> bool {
    let text = text.trim();
    let named = text.contains('_')
        && text.starts_with(|c: char| c.is_ascii_uppercase())
        && text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_');
    let read = ["process.env.", "import.meta.env.", "os.environ", "ENV[", "$_ENV", "getenv(", "env(", "Deno.env", "secrets."];
    named || read.iter().any(|start| text.starts_with(start))
}

/// Whether a secret looks like a reference to a variable that was to be replaced: `$NAME`, `${NAME}`, `%NAME%`, `{{ name }}`.
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

/// Whether a secret looks like one from an example, left as it was.
pub(super) fn is_secret_placeholder(text: &str) -> bool {
    let text = text.trim().trim_matches(['"', '\'', '<', '>']).to_ascii_lowercase();
    let text = text.strip_prefix("whsec_").unwrap_or(&text);
    // Words of documentation and of masks: a name with `YOUR` in it, the dots and stars that a page shows in a secret's place.
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
    // These are part of many a real secret, so they count only as the whole.
    ["secret", "test", "webhook_secret", "webhook-secret", "signing_secret", "password"].contains(&text)
        || words.iter().any(|word| text.contains(word))
}

/// Whether a header's value is a word that stands where a signature was never computed.
pub(super) fn is_signature_placeholder(value: &str) -> bool {
    let value = value.trim();
    // A template fills its place after a prefix: `sha256=undefined`.
    let bare = value.rsplit(['=', ',']).next().unwrap_or(value).trim();
    let words = ["undefined", "null", "none", "nil", "nan", "true", "false", "[object object]", "[object promise]", "signature"];
    words.contains(&bare.to_ascii_lowercase().as_str()) || value.contains("${") || value.contains("{{") || value.contains('<')
}
