//! What a provider's signature looks like, as data.
//!
//! A [`Scheme`] has every property that tells one provider from another, and no code. The same type serves the built-in
//! schemes, which are statics in [`schemes`](crate::schemes), and custom ones, read from JSON with the feature `serde`. Every
//! scheme is [linted](Scheme::lint) when a verifier is built from it.

use alloc::borrow::Cow;

use crate::error::HeaderRole;

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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "camelCase", deny_unknown_fields))]
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
    pub secret_encoding: SecretEncoding,
    /// Where the signed timestamp is, for providers that send one.
    #[cfg_attr(feature = "serde", serde(default))]
    pub timestamp: Option<Timestamp>,
    /// How far the timestamp may be from now, in seconds, either way, unless the verifier says otherwise.
    #[cfg_attr(feature = "serde", serde(default = "default_tolerance"))]
    pub tolerance: u32,
    /// What the signature covers.
    pub signed_content: Template,
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
    /// What the provider's own headers begin with, such as `x-github-`, if a gateway is to hand them all on.
    #[cfg_attr(feature = "serde", serde(default, deserialize_with = "crate::header_name::read_optional"))]
    pub header_prefix: Option<Text>,
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
pub(crate) static JSON: [Text; 1] = [Cow::Borrowed("application/json")];

#[cfg(feature = "serde")]
const fn json_alone() -> Cow<'static, [Text]> {
    Cow::Borrowed(&JSON)
}

/// The header that carries the signature, and how it is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(deny_unknown_fields))]
pub struct Signature {
    /// The header's name, in lower case.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::header_name::read"))]
    pub header: Text,
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
    serde(rename_all = "snake_case", deny_unknown_fields)
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
}

/// The hash function under the HMAC (RFC 2104).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
#[non_exhaustive]
pub enum Algorithm {
    /// SHA-256 (FIPS 180-4).
    #[default]
    Sha256,
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
}

impl Timestamp {
    /// How the timestamp is written.
    pub const fn unit(&self) -> TimeUnit {
        match self {
            Self::Header { unit, .. } | Self::Field { unit, .. } => *unit,
        }
    }
}

/// A [`Timestamp`] as it is read: one object, so that the error can say what is wrong with it.
#[cfg(feature = "serde")]
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields, expecting = "an object with `unit` and either `header` or `field`")]
struct TimestampProperty {
    #[serde(default, deserialize_with = "crate::header_name::read_optional", skip_serializing_if = "Option::is_none")]
    header: Option<Text>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    field: Option<Text>,
    unit: TimeUnit,
}

#[cfg(feature = "serde")]
impl TryFrom<TimestampProperty> for Timestamp {
    type Error = &'static str;

    fn try_from(property: TimestampProperty) -> Result<Self, Self::Error> {
        match property {
            TimestampProperty { header: Some(header), field: None, unit } => Ok(Self::Header { header, unit }),
            TimestampProperty { header: None, field: Some(field), unit } => Ok(Self::Field { field, unit }),
            _ => Err("it must be an object with `unit` and either `header` or `field`"),
        }
    }
}

#[cfg(feature = "serde")]
impl From<Timestamp> for TimestampProperty {
    fn from(timestamp: Timestamp) -> Self {
        match timestamp {
            Timestamp::Header { header, unit } => Self { header: Some(header), field: None, unit },
            Timestamp::Field { field, unit } => Self { header: None, field: Some(field), unit },
        }
    }
}

/// How a timestamp is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum TimeUnit {
    /// Decimal seconds since the Unix epoch.
    #[cfg_attr(feature = "serde", serde(rename = "s"))]
    Seconds,
    /// Decimal milliseconds since the Unix epoch.
    #[cfg_attr(feature = "serde", serde(rename = "ms"))]
    Millis,
    /// RFC 3339, such as `2026-05-07T14:32:18.000Z`.
    #[cfg_attr(feature = "serde", serde(rename = "rfc3339"))]
    Rfc3339,
}

/// Where a delivery says something about itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Source {
    /// In a header, named in lower case. Not covered by the signature, unless the signed content names it.
    #[cfg_attr(feature = "serde", serde(deserialize_with = "crate::header_name::read"))]
    Header(Text),
    /// In a member of the JSON object that the body is. Covered by the signature.
    Body(Text),
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
    /// Whether the provider reads the body: then only these exact bytes count as success.
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

/// What a signature covers: literal text with `{body}`, `{timestamp}` and `{header-name}` in it.
///
/// A template is never filled in. Its [`parts`](Self::parts) are fed to the MAC one after another, so that a body
/// which happens to contain `{timestamp}`, `$&` or anything else is only ever bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(transparent))]
pub struct Template(#[cfg_attr(feature = "serde", serde(deserialize_with = "crate::header_name::read_template"))] pub Text);

/// One part of a [`Template`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'t> {
    /// Text that is always the same.
    Literal(&'t str),
    /// The body, byte for byte.
    Body,
    /// The timestamp, as it was sent.
    Timestamp,
    /// The value of a header, as it was sent.
    Header(&'t str),
}

impl Template {
    /// The parts, in order.
    ///
    /// ```
    /// use hookward::{Part, schemes};
    /// let parts: Vec<_> = schemes::INBOUNDFLOW.signed_content.parts().collect();
    /// assert_eq!(parts, [Part::Timestamp, Part::Literal("."), Part::Body]);
    /// ```
    pub fn parts(&self) -> impl Iterator<Item = Part<'_>> + Clone {
        let mut rest: &str = &self.0;
        core::iter::from_fn(move || {
            let (part, after) = match rest.strip_prefix('{').and_then(|inner| inner.split_once('}')) {
                Some(("body", after)) => (Part::Body, after),
                Some(("timestamp", after)) => (Part::Timestamp, after),
                Some((header, after)) => (Part::Header(header), after),
                None => {
                    // A brace that opens nothing is text here; the lint refuses it.
                    let start = usize::from(rest.starts_with('{'));
                    let end = rest.get(start..)?.find('{').map_or(rest.len(), |at| at.saturating_add(start));
                    let (literal, after) = rest.split_at_checked(end)?;
                    if literal.is_empty() {
                        return None;
                    }
                    (Part::Literal(literal), after)
                }
            };
            rest = after;
            Some(part)
        })
    }

    /// The headers that the content names, in order.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &str> {
        self.parts().filter_map(|part| match part {
            Part::Header(name) => Some(name),
            _ => None,
        })
    }
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

    /// Returns every header that verifying needs, each once: what a caller must hand over to
    /// [`Verifier::verify`](crate::Verifier::verify).
    pub fn required_headers(&self) -> impl Iterator<Item = &str> {
        let signature: &str = &self.signature.header;
        let timestamp = match &self.timestamp {
            Some(Timestamp::Header { header, .. }) => Some(header.as_ref()),
            _ => None,
        };
        [Some(signature), timestamp].into_iter().flatten().chain(self.signed_content.headers())
    }

    /// Whether the signature covers the delivery id. Where it does not, anyone who can replay a delivery can give it
    /// a new id, and an id alone must not be what tells a retry from a new event.
    pub fn delivery_id_signed(&self) -> bool {
        match &self.delivery_id {
            Some(Source::Body(_)) => true,
            Some(Source::Header(name)) => self.signed_content.headers().any(|signed| signed == name),
            None => false,
        }
    }
}
