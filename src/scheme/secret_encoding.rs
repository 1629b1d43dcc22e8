//! The encodings of secrets.

use alloc::borrow::Cow;

/// The encoding of a secret that is given as text. Bytes are never decoded.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum SecretEncoding {
    /// The UTF-8 bytes of the text, exactly as given, including any prefix.
    #[default]
    Utf8,
    /// Hex.
    Hex,
    /// Base64, with or without padding.
    Base64,
    /// Base64 after an optional `whsec_`, as in Standard Webhooks.
    Whsec,
}

/// The encodings of a provider's secrets: one encoding, or several if the provider has changed the format of its
/// secrets.
///
/// Each encoding that can decode a secret results in a key. In JSON, one encoding is a text, and several are a list of
/// texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretEncodings(pub Cow<'static, [SecretEncoding]>);

impl SecretEncodings {
    /// The text exactly as given.
    pub const UTF8: Self = Self(Cow::Borrowed(&[SecretEncoding::Utf8]));
    /// Hex.
    pub const HEX: Self = Self(Cow::Borrowed(&[SecretEncoding::Hex]));
    /// Base64.
    pub const BASE64: Self = Self(Cow::Borrowed(&[SecretEncoding::Base64]));
    /// Base64 after an optional `whsec_`.
    pub const WHSEC: Self = Self(Cow::Borrowed(&[SecretEncoding::Whsec]));

    /// Returns the encoding that the provider uses for new secrets.
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

/// A visitor that reads one encoding or a list of encodings.
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
