//! The head of a request: its method and its path.

/// The method and the path of a request.
#[derive(Clone, Copy)]
pub struct Head<'t> {
    /// The method.
    pub method: &'t str,
    /// The path as it arrived, without the query. Only dot segments are resolved, as every URL parser does.
    pub path: &'t str,
    /// The path and the query.
    pub target: &'t str,
}

impl<'t> Head<'t> {
    /// Parses the URL of a request, which the host has already parsed and printed.
    pub fn new(method: &'t str, url: &'t str) -> Self {
        let target = target(url);
        Self { method, path: target.split('?').next().unwrap_or(target), target }
    }
}

/// Returns the path and the query of a URL that the host has already parsed: `https://edge.example/webhooks/gilbert?x#y`.
fn target(url: &str) -> &str {
    // A search for a text instead of a character would add a large part of the standard library.
    let after_scheme = url.split_once(':').map_or(url, |(_, rest)| rest.trim_start_matches('/'));
    let from_path = after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or("/");
    from_path.split('#').next().unwrap_or(from_path)
}
