//! The place and the format of a timestamp.

use super::Text;

/// The place and the format of the signed timestamp.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(try_from = "TimestampProperty", into = "TimestampProperty")
)]
pub enum Timestamp {
    /// A separate header.
    Header {
        /// The name of the header, in lower case.
        header: Text,
        /// The unit of the timestamp.
        unit: TimeUnit,
    },
    /// A field of the signature header, which then has the syntax [`Syntax::Fields`](super::Syntax::Fields).
    Field {
        /// The name of the field.
        field: Text,
        /// The unit of the timestamp.
        unit: TimeUnit,
    },
    /// The first entry of a [`Syntax::List`](super::Syntax::List) without tags, before the signatures.
    Position {
        /// The position of the timestamp among the entries, from 1. Only 1 is possible.
        position: u8,
        /// The unit of the timestamp.
        unit: TimeUnit,
    },
    /// A member of the JSON body, as text or as a number. The window is checked after the signature.
    Body {
        /// The path of the member. Dots separate the names in the path.
        body: Text,
        /// The unit of the timestamp.
        unit: TimeUnit,
    },
}

impl Timestamp {
    /// Returns the unit of the timestamp.
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

/// A [`Timestamp`] as it is serialized. It is one object, so that the error can state what is wrong with it.
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

/// The unit of a timestamp.
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
    /// Decimal seconds or milliseconds since the Unix epoch. Numbers from 10^11 are milliseconds: as seconds, they are in the
    /// year 5138 or later.
    #[cfg_attr(feature = "serde", serde(rename = "s_or_ms"))]
    SecondsOrMillis,
    /// RFC 3339, such as `2026-05-07T14:32:18.000Z`.
    #[cfg_attr(feature = "serde", serde(rename = "rfc3339"))]
    Rfc3339,
    /// RFC 3339 with an optional time zone. Without a zone, the time is in UTC.
    #[cfg_attr(feature = "serde", serde(rename = "iso8601"))]
    Iso8601,
    /// An HTTP date (RFC 9110, section 5.6.7), such as `Mon, 21 Sep 2026 14:13:20 GMT`.
    #[cfg_attr(feature = "serde", serde(rename = "http_date"))]
    HttpDate,
}
