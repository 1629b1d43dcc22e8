//! What a provider counts as success.

use alloc::borrow::Cow;

use super::Text;

/// What a provider counts as success.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Ack {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The media type of the response.
    pub content_type: Text,
    /// The response's body.
    pub body: Text,
    /// Whether the provider reads the body: then only these exact bytes count as success. Where they are none, a refusal has none either.
    pub exact: bool,
}

impl Ack {
    /// For providers that ask for any 2xx.
    pub const OK: Self =
        Self { status: 200, content_type: Cow::Borrowed("text/plain; charset=utf-8"), body: Cow::Borrowed("ok"), exact: false };
}

impl Default for Ack {
    fn default() -> Self {
        Self::OK
    }
}
