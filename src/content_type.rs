//! The content type of a delivery, by the bytes that were verified.
//!
//! A sender's `Content-Type` is not signed. Anyone who replays a delivery can send another, and have the same bytes read as
//! something else: JSON as a form, or in another charset. So it is never read.

use crate::scheme::Scheme;

impl Scheme {
    /// Returns the content type of a verified body.
    ///
    /// It is the first of the scheme's that the body looks like, or the scheme's first if it looks like none.
    ///
    /// A body looks like JSON if it begins with `{`, `[` or `"`, like XML if it begins with `<`, and like a form if it has a `=`
    /// and only characters that a form leaves unescaped. No body looks like two of these. Any body looks like any other type.
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
        // Most schemes have one, and then the body need not be looked at.
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

/// Whether a form may have this byte. Some senders leave more unescaped than they should, but no space and no bracket.
fn is_form(byte: u8) -> bool {
    byte.is_ascii_graphic() && !br#""<>[\]^`{|}"#.contains(&byte)
}

/// Whether a text is a media type in lower case, with or without parameters, that is the same for every body.
pub(crate) fn is_content_type(text: &str) -> bool {
    let mut slashes = 0_u32;
    let known = |byte: u8| {
        slashes = slashes.saturating_add(u32::from(byte == b'/'));
        matches!(byte, b' '..=b'~') && !byte.is_ascii_uppercase()
    };
    let is_plain = text.bytes().all(known);
    is_plain && slashes == 1 && !text.starts_with('/') && !text.ends_with('/') && !text.starts_with("multipart/")
}
