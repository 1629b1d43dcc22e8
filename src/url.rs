//! The parts of a URL that a provider signs, as slices of it.
//!
//! The operator has configured the URL, or the caller has passed the URL that is configured at the provider. It is signed as it
//! is written, so it is neither decoded nor normalised.

/// Returns the path, from the slash after the host to the query.
pub(crate) fn path(url: &[u8]) -> &[u8] {
    let after_scheme = find(url, b"://").and_then(|at| url.get(at..)?.get(3..)).unwrap_or(url);
    let start = after_scheme.iter().position(|byte| *byte == b'/').unwrap_or(after_scheme.len());
    let path = after_scheme.get(start..).unwrap_or_default();
    let end = path.iter().position(|byte| matches!(byte, b'?' | b'#')).unwrap_or(path.len());
    path.get(..end).unwrap_or_default()
}

/// Returns the query without the `?`. Returns an empty text without a query.
pub(crate) fn query(url: &[u8]) -> &[u8] {
    let end = url.iter().position(|byte| *byte == b'#').unwrap_or(url.len());
    let url = url.get(..end).unwrap_or_default();
    let start = url.iter().position(|byte| *byte == b'?');
    start.and_then(|at| url.get(at..)?.get(1..)).unwrap_or_default()
}

/// Returns the URL up to its query.
pub(crate) fn without_query(url: &[u8]) -> &[u8] {
    url.split(|byte| matches!(byte, b'?' | b'#')).next().unwrap_or_default()
}

/// Returns the value of a query parameter, as it is written. Returns `None` if the parameter is missing or occurs more than once.
pub(crate) fn parameter<'u>(url: &'u [u8], name: &[u8]) -> Option<&'u [u8]> {
    let of_name = |pair: &'u [u8]| pair.strip_prefix(name)?.strip_prefix(b"=");
    let mut values = query(url).split(|byte| *byte == b'&').filter_map(of_name);
    let value = values.next()?;
    values.next().is_none().then_some(value)
}

fn find(text: &[u8], wanted: &[u8]) -> Option<usize> {
    text.windows(wanted.len()).position(|window| window == wanted)
}
