//! The content type of a delivery, determined from the verified bytes.
//!
//! The `Content-Type` of the sender is not signed, so it is never read. Otherwise, anyone who replays a delivery could send a
//! different content type, and have the same bytes read differently: JSON as a form, or in a different charset.

use crate::scheme::Scheme;

impl Scheme {
    /// Returns the content type of a verified body.
    ///
    /// It is the first content type of the scheme that the body matches. If the body matches none of them, it is the first
    /// content type of the scheme.
    ///
    /// A body matches JSON if it begins with `{`, `[` or `"`, XML if it begins with `<`, and a form if it has a `=` and only
    /// characters that a form leaves unescaped. No body matches two of these types. Every body matches any other type.
    ///
    /// # Examples
    /// ```
    /// use hookward::schemes;
    /// assert_eq!(schemes::GILBERT.content_type(b"{}"), "application/json");
    /// ```
    pub fn content_type(&self, body: &[u8]) -> &str {
        let fits = |content_type: &&str| looks_like(content_type, body);
        let mut types = self.content_types.iter().map(AsRef::as_ref);
        let first = types.clone().next().unwrap_or_default();
        // Most schemes have only one content type. Then the body is irrelevant.
        if self.content_types.len() == 1 { first } else { types.find(fits).unwrap_or(first) }
    }
}

fn looks_like(content_type: &str, body: &[u8]) -> bool {
    let essence = content_type.split(';').next().unwrap_or_default().trim();
    let begins_with = |bytes: &[u8]| body.trim_ascii_start().first().is_some_and(|first| bytes.contains(first));
    match essence {
        "application/x-www-form-urlencoded" => body.contains(&b'=') && body.iter().all(|byte| is_form(*byte)),
        _ if essence.ends_with("json") => begins_with(b"{[\""),
        _ if essence.ends_with("xml") => begins_with(b"<"),
        _ => true,
    }
}

/// Returns whether a form may contain this byte. Some senders escape too few characters, but all escape spaces and brackets.
fn is_form(byte: u8) -> bool {
    byte.is_ascii_graphic() && !br#""<>[\]^`{|}"#.contains(&byte)
}

/// Returns whether a text is a media type in lower case that is the same for every body. It may have parameters.
pub(crate) fn is_content_type(text: &str) -> bool {
    let mut slashes = 0_u32;
    let known = |byte: u8| {
        slashes = slashes.saturating_add(u32::from(byte == b'/'));
        matches!(byte, b' '..=b'~') && !byte.is_ascii_uppercase()
    };
    let is_plain = text.bytes().all(known);
    is_plain && slashes == 1 && !text.starts_with('/') && !text.ends_with('/') && !text.starts_with("multipart/")
}
