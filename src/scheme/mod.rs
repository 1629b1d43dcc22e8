//! The scheme: how a provider signs, as data.
//!
//! A [`Scheme`] has every property that distinguishes one provider from another, and no code. The same type serves the built-in
//! schemes, which are statics in [`schemes`](crate::schemes), and custom ones, which are read from JSON with the feature `serde`.
//! Every scheme is [linted](Scheme::lint) when a verifier is built from it.

mod ack;
mod algorithm;
#[cfg(feature = "serde")]
mod reader;
mod secret_encoding;
mod signature;
mod source;
mod timestamp;

use alloc::borrow::Cow;

pub use self::ack::Ack;
pub use self::algorithm::Algorithm;
pub use self::secret_encoding::{SecretEncoding, SecretEncodings};
pub use self::signature::{Encoding, Signature, Syntax};
pub use self::source::Source;
pub use self::timestamp::{TimeUnit, Timestamp};
use crate::challenge::Challenge;
use crate::error::{HeaderRole, SENDER_MESSAGE};
use crate::template::{Part, Template};

/// A text that is a constant in a built-in scheme, and owned in a scheme that was read.
pub type Text = Cow<'static, str>;

/// A description of how a provider signs, and of the places of the event and the id in its deliveries.
///
/// With the feature `serde`, a scheme can be read from JSON. Properties with a default may be omitted.
///
/// # Examples
/// ```
/// # #[cfg(feature = "serde")] {
/// let scheme: hookward::Scheme = serde_json::from_str(r#"{
///     "id": "acme",
///     "name": "Acme",
///     "docs": "https://acme.example/webhooks",
///     "signature": { "header": "x-acme-signature", "syntax": { "prefixed": "sha256=" }, "encoding": "hex" },
///     "timestamp": { "header": "x-acme-timestamp", "unit": "s" },
///     "signedContent": "{timestamp}.{body}",
///     "event": { "header": "x-acme-event" },
///     "deliveryId": { "body": "id" }
/// }"#).unwrap();
/// assert!(hookward::Verifier::new(scheme, ["a secret"]).is_ok());
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Scheme {
    /// A short name in lower case, by which a program or a configuration file selects the scheme.
    pub id: Text,
    /// The name of the provider, for messages.
    pub name: Text,
    /// The page on which the provider describes its signature.
    pub docs: Text,
    /// The header that carries the signature, and its format.
    pub signature: Signature,
    /// The hash function of the HMAC.
    pub algorithm: Algorithm,
    /// The encoding of a secret: how its text is decoded to a key.
    pub secret_encoding: SecretEncodings,
    /// The prefix that is removed from the text of a secret before it is decoded.
    pub secret_prefix: Option<Text>,
    /// The place of the signed timestamp, for providers that send one.
    pub timestamp: Option<Timestamp>,
    /// The tolerance: how far the timestamp may be in the past or in the future, in seconds. A verifier may override it.
    pub tolerance: u32,
    /// The content that the signature covers.
    pub signed_content: Template,
    /// The place of a hash of the body in the signed URL, for a signed content without the body.
    pub body_hash: Option<BodyHash>,
    /// Whether the signature does not cover the body. Such a scheme is for an [`Authenticator`](crate::Authenticator), not for a
    /// [`Verifier`](crate::Verifier).
    pub unsigned_body: bool,
    /// The place of the event's name in a delivery.
    pub event: Option<Source>,
    /// The place of the delivery id, which is the same on every retry.
    pub delivery_id: Option<Source>,
    /// Whether the provider documents its signature over `JSON.stringify` of the parsed body. Such deliveries are verified over
    /// the bytes received first, and then over the re-serialized body, which the caller's JSON library prints.
    pub reserialized: bool,
    /// The content types of the provider's deliveries. A gateway forwards the one that matches the verified body
    /// ([`content_type`](Self::content_type)) instead of the sender's content type, which is not signed.
    pub content_types: Cow<'static, [Text]>,
    /// The prefix of the provider's own headers, such as `x-acme-`, if a gateway forwards all of them.
    pub header_prefix: Option<Text>,
    /// The challenge with which the provider checks that an endpoint belongs to its customer, and the response that it expects.
    pub challenge: Option<Challenge>,
    /// The acknowledgement: the response that the provider accepts as success.
    pub ack: Ack,
    /// The lints that do not apply to this scheme, because the provider signs in this way.
    pub waivers: Cow<'static, [Waiver]>,
}

/// The tolerance of a scheme that sets none, in seconds: five minutes, as in Standard Webhooks.
pub const DEFAULT_TOLERANCE: u32 = 300;

/// The content types of a scheme that sets none: only JSON.
#[cfg(any(feature = "schemes", feature = "serde"))]
pub(crate) static JSON: [Text; 1] = [Cow::Borrowed("application/json")];

/// The default properties of a scheme. Properties that every file must have are empty texts.
#[cfg(any(feature = "schemes", feature = "serde"))]
pub(crate) const DEFAULT: Scheme = Scheme {
    id: Cow::Borrowed(""),
    name: Cow::Borrowed(""),
    docs: Cow::Borrowed(""),
    signature: Signature {
        header: Cow::Borrowed(""),
        more_headers: Cow::Borrowed(&[]),
        syntax: Syntax::Plain,
        encoding: Encoding::Hex,
    },
    algorithm: Algorithm::Sha256,
    secret_encoding: SecretEncodings::UTF8,
    secret_prefix: None,
    timestamp: None,
    tolerance: DEFAULT_TOLERANCE,
    signed_content: Template(Cow::Borrowed("")),
    body_hash: None,
    unsigned_body: false,
    event: None,
    delivery_id: None,
    reserialized: false,
    content_types: Cow::Borrowed(&JSON),
    header_prefix: None,
    challenge: None,
    ack: Ack::OK,
    waivers: Cow::Borrowed(&[]),
};

/// The place of a hash of the body in the signed URL.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct BodyHash {
    /// The parameter of the URL's query that contains the SHA-256 of the body, in hex.
    pub query: Text,
}

/// A lint that does not apply to a scheme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Waiver {
    /// The lint of two variable parts of the signed content with nothing between them.
    AdjacentParts,
}

impl From<Scheme> for Cow<'static, Scheme> {
    fn from(scheme: Scheme) -> Self {
        Self::Owned(scheme)
    }
}

impl From<&'static Scheme> for Cow<'static, Scheme> {
    fn from(scheme: &'static Scheme) -> Self {
        Self::Borrowed(scheme)
    }
}

impl Scheme {
    /// Returns the name of the header that an error is about.
    pub fn header_name(&self, role: HeaderRole) -> &str {
        match role {
            HeaderRole::Signature => &self.signature.header,
            HeaderRole::Timestamp => match &self.timestamp {
                Some(Timestamp::Header { header, .. }) => header,
                _ => &self.signature.header,
            },
            HeaderRole::Content(nth) => self.signed_content.headers().nth(nth.into()).unwrap_or_default(),
        }
    }

    /// Returns the name of the timestamp's field, if an error is about this field.
    pub(crate) fn timestamp_field(&self, role: HeaderRole) -> Option<&str> {
        match (&self.timestamp, role) {
            (Some(Timestamp::Field { field, .. }), HeaderRole::Timestamp) => Some(field),
            _ => None,
        }
    }

    /// Returns the headers that may carry signatures. If a provider sends only one header, it is the first.
    pub fn signature_headers(&self) -> impl Iterator<Item = &str> {
        core::iter::once(&self.signature.header).chain(self.signature.more_headers.iter()).map(AsRef::as_ref)
    }

    /// Returns whether the signature covers the URL of the request, or a part of it.
    pub fn signs_url(&self) -> bool {
        self.signed_content.parts().any(|part| part.is_of_url())
    }

    /// Returns whether the signature covers the method of the request.
    pub fn signs_method(&self) -> bool {
        self.signed_content.parts().any(|part| part == Part::Method)
    }

    /// Returns the text for the sender of a refused delivery, for every reason.
    ///
    /// It is [`SENDER_MESSAGE`], or empty if the provider accepts only responses without a body.
    pub fn sender_message(&self) -> &'static str {
        if self.ack.exact && self.ack.body.is_empty() { "" } else { SENDER_MESSAGE }
    }

    /// Returns every header that verifying requires. A caller must pass these headers to
    /// [`Verifier::verify`](crate::Verifier::verify).
    pub fn required_headers(&self) -> impl Iterator<Item = &str> {
        let timestamp = match &self.timestamp {
            Some(Timestamp::Header { header, .. }) => Some(header.as_ref()),
            _ => None,
        };
        self.signature_headers().chain(timestamp).chain(self.signed_content.headers())
    }

    /// Returns whether the signature covers the delivery id, and the id identifies the delivery.
    ///
    /// If not, anyone who can replay a delivery can change its id, or the id identifies an object. Neither kind of id
    /// distinguishes a retry from a new event.
    pub fn delivery_id_signed(&self) -> bool {
        match &self.delivery_id {
            Some(Source::Body(_)) => true,
            Some(Source::Header(name)) => self.signed_content.headers().any(|signed| signed == name),
            Some(Source::Object(_)) | None => false,
        }
    }
}
