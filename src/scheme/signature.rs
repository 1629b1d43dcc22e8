//! The header that carries a signature, and how it is written there.

use alloc::borrow::Cow;

use super::Text;

/// The header that carries the signature, and how it is written there.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Signature {
    /// The header's name, in lower case.
    pub header: Text,
    /// Further headers that may carry signatures, in lower case. Any of them may be absent, and any signature may match.
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
    serde(rename_all = "snake_case", rename_all_fields = "camelCase", from = "SyntaxProperty")
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
        optional_space: bool,
        /// The text between two groups of fields, where each signature has a timestamp of its own: `t=1,v1=52… t=2,v1=9f…`.
        groups: Option<Text>,
    },
    /// Several signatures: `v1,K5oZ… v1,9f2c…`, or `v0=5257a8…,9f2c11…`.
    List {
        /// The text between two entries.
        separator: Text,
        /// What each entry begins with, such as `v1,`. Entries with other tags are ignored. `None` if every entry is a signature.
        tag: Option<Text>,
        /// What the whole list begins with, such as `v0=`, where that is written once.
        prefix: Option<Text>,
        /// Whether white space after a separator is skipped.
        optional_space: bool,
    },
}

/// A [`Syntax`] as it is read.
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
