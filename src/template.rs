//! The signed content of a scheme: a template whose parts are fed to the MAC one after another.

use crate::scheme::Text;

/// What a signature covers: literal text with parts such as `{body}`, `{timestamp}`, `{url}` and `{header-name}` in it.
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
    /// The url of the request, as the provider was given it.
    Url,
    /// The method of the request.
    Method,
    /// The path of the url, without its query.
    Path,
    /// The query of the url, without the `?`.
    Query,
    /// The fields of the form that the body is, decoded and sorted, each name followed by its value.
    Form,
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
                Some(("url", after)) => (Part::Url, after),
                Some(("method", after)) => (Part::Method, after),
                Some(("path", after)) => (Part::Path, after),
                Some(("query", after)) => (Part::Query, after),
                Some(("form", after)) => (Part::Form, after),
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
