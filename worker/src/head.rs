//! The head of a request: what it says before its body.

use crate::headers::RequestHeaders;

/// The method, the path and the headers of a request.
pub(crate) struct Head<'t> {
    pub(crate) method: &'t str,
    /// The path as it arrived, without the query. Only its dot segments are gone, which every URL parser resolves.
    pub(crate) path: &'t str,
    pub(crate) headers: RequestHeaders<'t>,
}

impl<'t> Head<'t> {
    /// Parses one line each for the method, the URL, and every header's name and value. None of them can hold a line break.
    pub(crate) fn parse(text: &'t str) -> Self {
        let mut lines = text.split('\n');
        let method = lines.next().unwrap_or_default();
        let path = path(lines.next().unwrap_or_default());
        Self { method, path, headers: RequestHeaders::parse(lines) }
    }
}

/// Returns the path of a URL that the runtime has parsed already: `https://edge.example/webhooks/gilbert?x#y`.
fn path(url: &str) -> &str {
    let after_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let from_path = after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or("/");
    from_path.split(['?', '#']).next().unwrap_or(from_path)
}
