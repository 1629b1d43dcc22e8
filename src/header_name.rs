//! Conversion of the header names in a scheme to lower case when the scheme is read.
//!
//! The documentation of a provider writes `X-Acme-Signature`, and header names are case-insensitive (RFC 9110, section 5.1). The
//! core compares only names in lower case, so they are converted once, here.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use serde::{Deserialize, Deserializer};

/// Reads the name of a header.
pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'static, str>, D::Error> {
    Cow::deserialize(deserializer).map(lower_case)
}

/// Reads the optional name of a header.
pub(crate) fn read_optional<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Cow<'static, str>>, D::Error> {
    Option::<Cow<'static, str>>::deserialize(deserializer).map(|name| name.map(lower_case))
}

/// Reads a list of names.
pub(crate) fn read_list<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'static, [Cow<'static, str>]>, D::Error> {
    let names = Vec::<Cow<'static, str>>::deserialize(deserializer)?;
    Ok(names.into_iter().map(lower_case).collect())
}

/// Reads a template, and converts the names of its headers.
pub(crate) fn read_template<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'static, str>, D::Error> {
    let template = String::deserialize(deserializer)?;
    let mut text = String::with_capacity(template.len());
    for piece in template.split_inclusive('}') {
        let (literal, name) = piece.rfind('{').and_then(|at| piece.split_at_checked(at)).unwrap_or((piece, ""));
        let lower = name.to_ascii_lowercase();
        // `{Body}` is a mistake and not a header. It stays as it is, so that the lint refuses it. A text with a colon is
        // case-sensitive.
        let is_part = name.contains(':')
            || matches!(
                lower.as_str(),
                "{body}" | "{timestamp}" | "{url}" | "{method}" | "{path}" | "{query}" | "{form}" | "{url_without_query}"
            );
        text.extend([literal, if is_part { name } else { &lower }]);
    }
    Ok(text.into())
}

fn lower_case(mut name: Cow<'static, str>) -> Cow<'static, str> {
    name.to_mut().make_ascii_lowercase();
    name
}
