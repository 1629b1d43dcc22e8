//! The acknowledgement: the response that a provider accepts as success.

use alloc::borrow::Cow;

use super::Text;

/// The acknowledgement: the response that a provider accepts as success.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Ack {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The media type of the response.
    pub content_type: Text,
    /// The body of the response.
    pub body: Text,
    /// Whether the provider reads the body and accepts only these exact bytes as success. If the body is empty, a refusal has no
    /// body either.
    pub exact: bool,
}

impl Ack {
    /// The acknowledgement for providers that accept any 2xx status.
    pub const OK: Self =
        Self { status: 200, content_type: Cow::Borrowed("text/plain; charset=utf-8"), body: Cow::Borrowed("ok"), exact: false };
}

impl Default for Ack {
    fn default() -> Self {
        Self::OK
    }
}
