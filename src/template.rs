//! The signed content of a scheme: a template whose parts are passed to the MAC one after another.

use crate::scheme::Text;

/// The signed content: literal text with parts such as `{body}`, `{timestamp}`, `{url}` and `{header-name}`.
///
/// A template is never filled in. Its [`parts`](Self::parts) are passed to the MAC one after another. A body that
/// contains `{timestamp}`, `$&` or any other text is therefore only bytes.
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
    /// The URL of the request, as configured at the provider.
    Url,
    /// The method of the request.
    Method,
    /// The path of the URL, without its query.
    Path,
    /// The query of the URL, without the `?`.
    Query,
    /// The URL up to its query.
    UrlWithoutQuery,
    /// The value of a parameter of the URL's query, as it is written.
    Parameter(&'t str),
    /// The value of a parameter of the URL's query, with its ASCII letters in lower case.
    LowercaseParameter(&'t str),
    /// The fields of the form in the body, decoded and sorted. Each name is followed by its value.
    Form,
}

impl Part<'_> {
    /// Returns whether the part requires the URL of the request.
    pub(crate) fn is_of_url(&self) -> bool {
        let of_query = matches!(self, Self::Query | Self::Parameter(_) | Self::LowercaseParameter(_));
        of_query || matches!(self, Self::Url | Self::Path | Self::UrlWithoutQuery)
    }
}

impl Template {
    /// Returns the parts, in order.
    ///
    /// # Examples
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
                Some(("url_without_query", after)) => (Part::UrlWithoutQuery, after),
                Some((name, after)) => (named(name), after),
                None => {
                    // A brace without a closing brace is text here. The lint refuses it.
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

    /// Returns whether one of the parts is the body, or the fields of the form in it.
    pub(crate) fn has_body(&self) -> bool {
        self.parts().any(|part| matches!(part, Part::Body | Part::Form))
    }

    /// Returns the headers that the content names, in order.
    pub(crate) fn headers(&self) -> impl Iterator<Item = &str> {
        self.parts().filter_map(|part| match part {
            Part::Header(name) => Some(name),
            _ => None,
        })
    }
}

/// Returns the part for a name in braces: a parameter, whose name follows a colon, or a header.
fn named(name: &str) -> Part<'_> {
    match name.split_once(':') {
        Some(("query", parameter)) => Part::Parameter(parameter),
        Some(("query_lowercase", parameter)) => Part::LowercaseParameter(parameter),
        _ => Part::Header(name),
    }
}
