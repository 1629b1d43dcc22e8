//! What a provider's signature looks like, as data.
//!
//! A [`Scheme`] has every property that tells one provider from another, and no code. The same type serves the built-in
//! schemes, which are statics in [`schemes`](crate::schemes), and custom ones, read from JSON with the feature `serde`. Every
//! scheme is [linted](Scheme::lint) when a verifier is built from it.

use alloc::borrow::Cow;

use crate::challenge::Challenge;
use crate::error::{HeaderRole, SENDER_MESSAGE};
use crate::template::{Part, Template};

/// A text that is a constant in a built-in scheme and owned in one that was read.
pub type Text = Cow<'static, str>;

/// What a provider's signature looks like, and where its deliveries say what they are.
///
/// As JSON, without the properties that have a default:
///
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
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(remote = "Self", rename_all = "camelCase", deny_unknown_fields)
)]
pub struct Scheme {
    /// A short lower-case name, by which a program and a configuration file choose the scheme.
    pub id: Text,
    /// The provider, as people call it.
    pub name: Text,
    /// The page where the provider describes its signature.
    pub docs: Text,
    /// The header that carries the signature, and how it is written there.
    pub signature: Signature,
    /// The hash function under the HMAC.
    #[cfg_attr(feature = "serde", serde(default))]
    pub algorithm: Algorithm,
    /// How the provider writes the secret down.
    #[cfg_attr(feature = "serde", serde(default))]
    pub secret_encoding: SecretEncodings,
    /// What is cut off a textual secret that begins with it, before it is decoded.
    #[cfg_attr(feature = "serde", serde(default))]
    pub secret_prefix: Option<Text>,
    /// Where the signed timestamp is, for providers that send one.
    #[cfg_attr(feature = "serde", serde(default))]
    pub timestamp: Option<Timestamp>,
    /// How far the timestamp may be from now, in seconds, either way, unless the verifier says otherwise.
    #[cfg_attr(feature = "serde", serde(default = "default_tolerance"))]
    pub tolerance: u32,
    /// What the signature covers.
    pub signed_content: Template,
    /// Where the signed url has a hash of the body, for a signed content that does not have the body itself.
    #[cfg_attr(feature = "serde", serde(default))]
    pub body_hash: Option<BodyHash>,
    /// Whether the signature does not cover the body. Such a scheme is for an [`Authenticator`](crate::Authenticator), and not for a
    /// [`Verifier`](crate::Verifier).
    #[cfg_attr(feature = "serde", serde(default))]
    pub unsigned_body: bool,
    /// Where a delivery names its event.
    #[cfg_attr(feature = "serde", serde(default))]
    pub event: Option<Source>,
    /// Where a delivery has an identity of its own, the same on every retry.
    #[cfg_attr(feature = "serde", serde(default))]
    pub delivery_id: Option<Source>,
    /// Whether the provider documents its signature over `JSON.stringify` of the parsed body. Such deliveries are
    /// verified over the bytes received first, then over the re-serialized body, which the caller's JSON library makes.
    #[cfg_attr(feature = "serde", serde(default))]
    pub reserialized: bool,
    /// The content types that the provider's deliveries have. A gateway hands on the one that the verified body looks like
    /// ([`content_type`](Self::content_type)), and not the sender's own, which is not signed.
    #[cfg_attr(feature = "serde", serde(default = "json_alone"))]
    pub content_types: Cow<'static, [Text]>,
    /// What the provider's own headers begin with, such as `x-acme-`, if a gateway is to hand them all on.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "crate::header_name::read_optional"))]
    pub header_prefix: Option<Text>,
    /// What the provider sends to see whether an endpoint is its customer's, and the response that it expects.
    #[cfg_attr(feature = "serde", serde(default))]
    pub challenge: Option<Challenge>,
    /// What the provider counts as success.
    #[cfg_attr(feature = "serde", serde(default))]
    pub ack: Ack,
    /// Lints that this scheme is allowed to break, because its provider does.
    #[cfg_attr(feature = "serde", serde(default))]
    pub waivers: Cow<'static, [Waiver]>,
}

/// How far a timestamp may be from now where a scheme does not say, in seconds: five minutes, as in Standard Webhooks.
pub const DEFAULT_TOLERANCE: u32 = 300;

#[cfg(feature = "serde")]
const fn default_tolerance() -> u32 {
    DEFAULT_TOLERANCE
}

/// The content types of a scheme that does not say: JSON alone.
#[cfg(any(feature = "schemes", feature = "serde"))]
pub(crate) static JSON: [Text; 1] = [Cow::Borrowed("application/json")];

#[cfg(feature = "serde")]
const fn json_alone() -> Cow<'static, [Text]> {
    Cow::Borrowed(&JSON)
}

/// The header that carries the signature, and how it is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Signature {
    /// The header's name, in lower case.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::header_name::read"))]
    pub header: Text,
    /// Further headers that may carry signatures, in lower case. Any of them may be absent, and any signature may match.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "crate::header_name::read_list"))]
    pub more_headers: Cow<'static, [Text]>,
    /// The text around the signature in the header's value.
    pub syntax: Syntax,
    /// How the bytes of the signature are written.
    pub encoding: Encoding,
}

/// The text around the signature in its header's value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", rename_all_fields = "camelCase", deny_unknown_fields)
)]
pub enum Syntax {
    /// Nothing: `5257a8…`.
    Plain,
    /// A fixed prefix: `sha256=5257a8…`.
    Prefixed(Text),
    /// Named fields: `t=1492774577,v1=5257a8…`. Fields of other names are ignored.
    Fields {
        /// The text between two fields.
        separator: Text,
        /// The name of the field that holds the signature.
        key: Text,
        /// Whether white space after a separator is skipped: `t=1492774577, v1=5257a8…`.
        #[cfg_attr(feature = "serde", serde(default))]
        optional_space: bool,
        /// The text between two groups of fields, where each signature has a timestamp of its own: `t=1,v1=52… t=2,v1=9f…`.
        #[cfg_attr(feature = "serde", serde(default))]
        groups: Option<Text>,
    },
    /// Several signatures: `v1,K5oZ… v1,9f2c…`, or `v0=5257a8…,9f2c11…`.
    List {
        /// The text between two entries.
        separator: Text,
        /// What each entry begins with, such as `v1,`. Entries with other tags are ignored. `None` if every entry is a signature.
        #[cfg_attr(feature = "serde", serde(default))]
        tag: Option<Text>,
        /// What the whole list begins with, such as `v0=`, where that is written once.
        #[cfg_attr(feature = "serde", serde(default))]
        prefix: Option<Text>,
        /// Whether white space after a separator is skipped.
        #[cfg_attr(feature = "serde", serde(default))]
        optional_space: bool,
    },
}

/// How the bytes of a signature are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Encoding {
    /// Base 16, either case (RFC 4648, section 8).
    Hex,
    /// Base 64 with padding, in its one canonical spelling (RFC 4648, section 4).
    Base64,
    /// Base 64 of the alphabet for urls, without padding (RFC 4648, section 5).
    #[cfg_attr(feature = "serde", serde(rename = "base64url"))]
    Base64Url,
    /// Base 64 of the alphabet for urls, with padding.
    #[cfg_attr(feature = "serde", serde(rename = "base64url_padded"))]
    Base64UrlPadded,
}

/// The hash function under the HMAC (RFC 2104).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4).
    #[default]
    Sha256,
    /// SHA-1 (FIPS 180-4). Under an HMAC it is not broken, but it is old.
    Sha1,
    /// SHA-512 (FIPS 180-4).
    Sha512,
}

impl Algorithm {
    /// Returns the name that people know the hash by.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sha1 => "SHA1",
            Self::Sha256 => "SHA256",
            Self::Sha512 => "SHA512",
        }
    }

    /// Returns the length of a MAC, in bytes.
    pub const fn mac_length(self) -> usize {
        match self {
            Self::Sha1 => 20,
            Self::Sha256 => 32,
            Self::Sha512 => 64,
        }
    }
}

/// How a provider writes a secret down, when it is given as text. Bytes are always taken as they are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SecretEncoding {
    /// The UTF-8 bytes of the text, exactly as given, whatever it begins with.
    #[default]
    Utf8,
    /// Base 16.
    Hex,
    /// Base 64 with padding.
    Base64,
    /// Base 64 after an optional `whsec_`, as in Standard Webhooks.
    Whsec,
}

/// How a provider writes secrets down: one encoding, or several that are tried in turn, where it has changed its mind.
///
/// Each encoding that decodes a secret gives a key. In JSON one encoding is a text, and several are a list of texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretEncodings(pub Cow<'static, [SecretEncoding]>);

impl SecretEncodings {
    /// The text exactly as given.
    pub const UTF8: Self = Self(Cow::Borrowed(&[SecretEncoding::Utf8]));
    /// Base 16.
    pub const HEX: Self = Self(Cow::Borrowed(&[SecretEncoding::Hex]));
    /// Base 64.
    pub const BASE64: Self = Self(Cow::Borrowed(&[SecretEncoding::Base64]));
    /// Base 64 after an optional `whsec_`.
    pub const WHSEC: Self = Self(Cow::Borrowed(&[SecretEncoding::Whsec]));

    /// Returns the encoding that the provider writes secrets in today.
    pub fn first(&self) -> SecretEncoding {
        self.0.first().copied().unwrap_or_default()
    }
}

impl Default for SecretEncodings {
    fn default() -> Self {
        Self::UTF8
    }
}

impl From<SecretEncoding> for SecretEncodings {
    fn from(encoding: SecretEncoding) -> Self {
        match encoding {
            SecretEncoding::Utf8 => Self::UTF8,
            SecretEncoding::Hex => Self::HEX,
            SecretEncoding::Base64 => Self::BASE64,
            SecretEncoding::Whsec => Self::WHSEC,
        }
    }
}

#[cfg(feature = "serde")]
impl serde::Serialize for SecretEncodings {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &*self.0 {
            [one] => one.serialize(serializer),
            several => several.serialize(serializer),
        }
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for SecretEncodings {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(OneOrSeveral)
    }
}

/// Reads one encoding, or a list of them.
#[cfg(feature = "serde")]
struct OneOrSeveral;

#[cfg(feature = "serde")]
impl<'de> serde::de::Visitor<'de> for OneOrSeveral {
    type Value = SecretEncodings;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("one of `utf8`, `hex`, `base64`, `whsec`, or a list of them")
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<SecretEncodings, E> {
        use serde::de::IntoDeserializer;
        let deserializer: serde::de::value::StrDeserializer<'_, E> = text.into_deserializer();
        <SecretEncoding as serde::Deserialize>::deserialize(deserializer).map(Into::into)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut list: A) -> Result<SecretEncodings, A::Error> {
        let mut encodings = alloc::vec::Vec::new();
        while let Some(encoding) = list.next_element()? {
            encodings.push(encoding);
        }
        Ok(SecretEncodings(encodings.into()))
    }
}

/// Where the signed url has a hash of the body.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct BodyHash {
    /// The parameter of the url's query that holds the SHA-256 of the body, in hex.
    pub query: Text,
}

/// Where the signed timestamp is, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "TimestampProperty", into = "TimestampProperty")
)]
pub enum Timestamp {
    /// In a header of its own.
    Header {
        /// The header's name, in lower case.
        header: Text,
        /// How it is written.
        unit: TimeUnit,
    },
    /// In a field of the signature header, which then has the syntax [`Syntax::Fields`].
    Field {
        /// The field's name.
        field: Text,
        /// How it is written.
        unit: TimeUnit,
    },
    /// The first entry of a [`Syntax::List`] without tags, before the signatures.
    Position {
        /// Its position among the entries, from 1. Only 1 is possible.
        position: u8,
        /// How it is written.
        unit: TimeUnit,
    },
    /// In a member of the JSON object that the body is, as text or as a number. The window is checked after the signature.
    Body {
        /// The member's name; names with dots between them for a member of a member.
        body: Text,
        /// How it is written.
        unit: TimeUnit,
    },
}

impl Timestamp {
    /// How the timestamp is written.
    pub const fn unit(&self) -> TimeUnit {
        match self {
            Self::Header { unit, .. } | Self::Field { unit, .. } | Self::Position { unit, .. } | Self::Body { unit, .. } => *unit,
        }
    }

    /// Whether the body has it, and not a header.
    pub const fn in_body(&self) -> bool {
        matches!(self, Self::Body { .. })
    }
}

/// A [`Timestamp`] as it is read: one object, so that the error can say what is wrong with it.
#[cfg(feature = "serde")]
#[derive(Default, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with `unit` and one of `header`, `field`, `position` or `body`")]
struct TimestampProperty {
    #[serde(default, deserialize_with = "crate::header_name::read_optional", skip_serializing_if = "Option::is_none")]
    header: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    position: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Text>,
    unit: TimeUnit,
}

#[cfg(feature = "serde")]
impl TryFrom<TimestampProperty> for Timestamp {
    type Error = &'static str;

    fn try_from(property: TimestampProperty) -> Result<Self, Self::Error> {
        let TimestampProperty { header, field, position, body, unit } = property;
        match (header, field, position, body) {
            (Some(header), None, None, None) => Ok(Self::Header { header, unit }),
            (None, Some(field), None, None) => Ok(Self::Field { field, unit }),
            (None, None, Some(position), None) => Ok(Self::Position { position, unit }),
            (None, None, None, Some(body)) => Ok(Self::Body { body, unit }),
            _ => Err("it must be an object with `unit` and one of `header`, `field`, `position` or `body`"),
        }
    }
}

#[cfg(feature = "serde")]
impl From<Timestamp> for TimestampProperty {
    fn from(timestamp: Timestamp) -> Self {
        let property = Self { unit: timestamp.unit(), ..Self::default() };
        match timestamp {
            Timestamp::Header { header, .. } => Self { header: Some(header), ..property },
            Timestamp::Field { field, .. } => Self { field: Some(field), ..property },
            Timestamp::Position { position, .. } => Self { position: Some(position), ..property },
            Timestamp::Body { body, .. } => Self { body: Some(body), ..property },
        }
    }
}

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum TimeUnit {
    /// Decimal seconds since the Unix epoch.
    #[default]
    #[cfg_attr(feature = "serde", serde(rename = "s"))]
    Seconds,
    /// Decimal milliseconds since the Unix epoch.
    #[cfg_attr(feature = "serde", serde(rename = "ms"))]
    Millis,
    /// Decimal seconds or milliseconds since the Unix epoch: milliseconds from 10^11, which as seconds are in the year 5138.
    #[cfg_attr(feature = "serde", serde(rename = "s_or_ms"))]
    SecondsOrMillis,
    /// RFC 3339, such as `2026-05-07T14:32:18.000Z`.
    #[cfg_attr(feature = "serde", serde(rename = "rfc3339"))]
    Rfc3339,
    /// As RFC 3339, but the zone may be left out: UTC then.
    #[cfg_attr(feature = "serde", serde(rename = "iso8601"))]
    Iso8601,
    /// A date of HTTP (RFC 9110, section 5.6.7), such as `Mon, 21 Sep 2026 14:13:20 GMT`.
    #[cfg_attr(feature = "serde", serde(rename = "http_date"))]
    HttpDate,
}

/// Where a delivery says something about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "SourceProperty", into = "SourceProperty")
)]
pub enum Source {
    /// In a header, named in lower case. Not covered by the signature, unless the signed content names it.
    Header(Text),
    /// In a member of the JSON object that the body is; names with dots between them for a member of a member. Covered by the
    /// signature.
    Body(Text),
    /// In a member of the body, as [`Source::Body`], but it is the id of an object: several deliveries may be about that.
    Object(Text),
}

/// A [`Source`] as it is read.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with either `header` or `body`")]
struct SourceProperty {
    #[serde(default, deserialize_with = "crate::header_name::read_optional", skip_serializing_if = "Option::is_none")]
    header: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    body: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    names: Option<Named>,
}

/// What an id in a body names, where it is not the delivery.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Named {
    Object,
}

#[cfg(feature = "serde")]
impl TryFrom<SourceProperty> for Source {
    type Error = &'static str;

    fn try_from(property: SourceProperty) -> Result<Self, Self::Error> {
        match property {
            SourceProperty { header: Some(name), body: None, names: None } => Ok(Self::Header(name)),
            SourceProperty { header: None, body: Some(member), names: None } => Ok(Self::Body(member)),
            SourceProperty { header: None, body: Some(member), names: Some(Named::Object) } => Ok(Self::Object(member)),
            _ => Err("it must be an object with either `header` or `body`"),
        }
    }
}

#[cfg(feature = "serde")]
impl From<Source> for SourceProperty {
    fn from(source: Source) -> Self {
        let (header, body, names) = match source {
            Source::Header(name) => (Some(name), None, None),
            Source::Body(member) => (None, Some(member), None),
            Source::Object(member) => (None, Some(member), Some(Named::Object)),
        };
        Self { header, body, names }
    }
}

/// What a provider counts as success.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
pub struct Ack {
    /// The HTTP status, 200 to 299.
    pub status: u16,
    /// The media type of the response.
    pub content_type: Text,
    /// The response's body.
    pub body: Text,
    /// Whether the provider reads the body: then only these exact bytes count as success. Where they are none, a refusal has none either.
    #[cfg_attr(feature = "serde", serde(default))]
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

/// A lint that a scheme is allowed to break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Waiver {
    /// Two variable parts of the signed content follow one another with nothing between them.
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

    /// Returns the name of the timestamp's field, if that is what an error is about.
    pub(crate) fn timestamp_field(&self, role: HeaderRole) -> Option<&str> {
        match (&self.timestamp, role) {
            (Some(Timestamp::Field { field, .. }), HeaderRole::Timestamp) => Some(field),
            _ => None,
        }
    }

    /// Returns the headers that may carry signatures. The first is the one that providers send alone.
    pub fn signature_headers(&self) -> impl Iterator<Item = &str> {
        core::iter::once(&self.signature.header).chain(self.signature.more_headers.iter()).map(AsRef::as_ref)
    }

    /// Whether the signature covers the url of the request, or a part of it.
    pub fn signs_url(&self) -> bool {
        self.signed_content.parts().any(|part| part.is_of_url())
    }

    /// Whether the signature covers the method of the request.
    pub fn signs_method(&self) -> bool {
        self.signed_content.parts().any(|part| part == Part::Method)
    }

    /// Returns what the sender of a refused delivery is told, whatever the reason: [`SENDER_MESSAGE`], or nothing where the provider accepts
    /// only responses without a body.
    pub fn sender_message(&self) -> &'static str {
        if self.ack.exact && self.ack.body.is_empty() { "" } else { SENDER_MESSAGE }
    }

    /// Returns every header that verifying needs, each once: what a caller must hand over to
    /// [`Verifier::verify`](crate::Verifier::verify).
    pub fn required_headers(&self) -> impl Iterator<Item = &str> {
        let timestamp = match &self.timestamp {
            Some(Timestamp::Header { header, .. }) => Some(header.as_ref()),
            _ => None,
        };
        self.signature_headers().chain(timestamp).chain(self.signed_content.headers())
    }

    /// Whether the delivery id is the delivery's own and the signature covers it. Where it does not, anyone who can replay a delivery
    /// can give it a new id. Neither that nor the id of an object may be what tells a retry from a new event.
    pub fn delivery_id_signed(&self) -> bool {
        match &self.delivery_id {
            Some(Source::Body(_)) => true,
            Some(Source::Header(name)) => self.signed_content.headers().any(|signed| signed == name),
            Some(Source::Object(_)) | None => false,
        }
    }
}
