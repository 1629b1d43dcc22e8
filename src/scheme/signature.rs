//! The header that carries a signature, and its format.

use alloc::borrow::Cow;

use super::Text;

/// The header that carries the signature, and its format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Signature {
    /// The name of the header, in lower case.
    pub header: Text,
    /// The additional headers that may carry signatures, in lower case. Any of them may be absent, and any signature may match.
    pub more_headers: Cow<'static, [Text]>,
    /// The text around the signature in the header's value.
    pub syntax: Syntax,
    /// The encoding of the signature.
    pub encoding: Encoding,
}

/// The text around the signature in its header's value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    feature = "serde",
    derive(serde::Serialize, serde::Deserialize),
    serde(rename_all = "snake_case", rename_all_fields = "camelCase", from = "SyntaxProperty")
)]
pub enum Syntax {
    /// No text: `5257a8…`.
    Plain,
    /// A fixed prefix: `sha256=5257a8…`.
    Prefixed(Text),
    /// Named fields: `t=1492774577,v1=5257a8…`. Fields with other names are ignored.
    Fields {
        /// The text between two fields.
        separator: Text,
        /// The name of the field that contains the signature.
        key: Text,
        /// Whether white space after a separator is skipped: `t=1492774577, v1=5257a8…`.
        optional_space: bool,
        /// The text between two groups of fields, if each signature has its own timestamp: `t=1,v1=52… t=2,v1=9f…`.
        groups: Option<Text>,
    },
    /// Several signatures: `v1,K5oZ… v1,9f2c…`, or `v0=5257a8…,9f2c11…`.
    List {
        /// The text between two entries.
        separator: Text,
        /// The tag before each signature, such as `v1,`. Entries with other tags are ignored. `None` if every entry is a
        /// signature.
        tag: Option<Text>,
        /// The prefix of the whole list, such as `v0=`, if it is written only once.
        prefix: Option<Text>,
        /// Whether white space after a separator is skipped.
        optional_space: bool,
    },
}

/// A [`Syntax`] as it is deserialized.
#[cfg(feature = "serde")]
#[derive(serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum SyntaxProperty {
    Plain,
    Prefixed(Text),
    Fields(FieldsProperty),
    List(ListProperty),
}

/// The content of [`Syntax::Fields`].
#[cfg(feature = "serde")]
pub(super) struct FieldsProperty {
    pub(super) separator: Text,
    pub(super) key: Text,
    pub(super) optional_space: bool,
    pub(super) groups: Option<Text>,
}

/// The content of [`Syntax::List`].
#[cfg(feature = "serde")]
pub(super) struct ListProperty {
    pub(super) separator: Text,
    pub(super) tag: Option<Text>,
    pub(super) prefix: Option<Text>,
    pub(super) optional_space: bool,
}

#[cfg(feature = "serde")]
impl From<SyntaxProperty> for Syntax {
    fn from(property: SyntaxProperty) -> Self {
        match property {
            SyntaxProperty::Plain => Self::Plain,
            SyntaxProperty::Prefixed(prefix) => Self::Prefixed(prefix),
            SyntaxProperty::Fields(FieldsProperty { separator, key, optional_space, groups }) => {
                Self::Fields { separator, key, optional_space, groups }
            }
            SyntaxProperty::List(ListProperty { separator, tag, prefix, optional_space }) => {
                Self::List { separator, tag, prefix, optional_space }
            }
        }
    }
}

/// The encoding of a signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "snake_case"))]
pub enum Encoding {
    /// Hex, in upper or lower case (RFC 4648, section 8).
    Hex,
    /// Base64 with padding, in its only canonical spelling (RFC 4648, section 4).
    Base64,
    /// URL-safe base64 without padding (RFC 4648, section 5).
    #[cfg_attr(feature = "serde", serde(rename = "base64url"))]
    Base64Url,
    /// URL-safe base64 with padding.
    #[cfg_attr(feature = "serde", serde(rename = "base64url_padded"))]
    Base64UrlPadded,
}
