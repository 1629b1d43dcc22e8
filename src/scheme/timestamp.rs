//! Where a timestamp is, and how it is written.

use super::Text;

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
    /// In a field of the signature header, which then has the syntax [`Syntax::Fields`](super::Syntax::Fields).
    Field {
        /// The field's name.
        field: Text,
        /// How it is written.
        unit: TimeUnit,
    },
    /// The first entry of a [`Syntax::List`](super::Syntax::List) without tags, before the signatures.
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
    /// Returns how the timestamp is written.
    pub const fn unit(&self) -> TimeUnit {
        match self {
            Self::Header { unit, .. } | Self::Field { unit, .. } | Self::Position { unit, .. } | Self::Body { unit, .. } => *unit,
        }
    }

    /// Returns whether the timestamp is in the body.
    pub const fn in_body(&self) -> bool {
        matches!(self, Self::Body { .. })
    }
}

/// A [`Timestamp`] as it is read: one object, so that the error can say what is wrong with it.
#[cfg(feature = "serde")]
#[derive(Default, serde::Serialize)]
pub(super) struct TimestampProperty {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) header: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) field: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) position: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<Text>,
    pub(super) unit: TimeUnit,
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
