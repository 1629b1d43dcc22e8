//! What a request says before its body.

use crate::headers::Fields;

/// The method, the path and the headers of a request.
pub(crate) struct Head<'t> {
    pub(crate) method: &'t str,
    /// As it arrived, but for what every URL parser does to it, which is to take out dots; without the query.
    pub(crate) path: &'t str,
    pub(crate) fields: Fields<'t>,
}

impl<'t> Head<'t> {
    /// Reads the method, the URL, and a name and a value for each header: a line each, and none of them can hold a line break.
    pub(crate) fn read(text: &'t str) -> Self {
        let mut lines = text.split('\n');
        let method = lines.next().unwrap_or_default();
        let path = path(lines.next().unwrap_or_default());
        Self { method, path, fields: Fields::read(lines) }
    }
}

/// The path of a URL that the runtime has parsed already: `https://edge.example/webhooks/gilbert?x#y`.
fn path(url: &str) -> &str {
    let behind_scheme = url.split_once("://").map_or(url, |(_, rest)| rest);
    let from_path = behind_scheme.find('/').and_then(|at| behind_scheme.get(at..)).unwrap_or("/");
    from_path.split(['?', '#']).next().unwrap_or(from_path)
}
