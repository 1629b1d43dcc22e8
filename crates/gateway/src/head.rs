//! The head of a request: what it says before its headers.

/// The method and the path of a request.
#[derive(Clone, Copy)]
pub struct Head<'t> {
    /// The method.
    pub method: &'t str,
    /// The path as it arrived, without the query. Only its dot segments are gone, which every URL parser resolves.
    pub path: &'t str,
    /// The path and the query.
    pub target: &'t str,
}

impl<'t> Head<'t> {
    /// Parses the URL of a request, as a host has parsed and printed it.
    pub fn new(method: &'t str, url: &'t str) -> Self {
        let target = target(url);
        Self { method, path: target.split('?').next().unwrap_or(target), target }
    }
}

/// Returns the path and the query of a URL that a host has parsed already: `https://edge.example/webhooks/gilbert?x#y`.
fn target(url: &str) -> &str {
    // To look for a text, and not for a character, is a large part of the standard library.
    let after_scheme = url.split_once(':').map_or(url, |(_, rest)| rest.trim_start_matches('/'));
    let from_path = after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or("/");
    from_path.split('#').next().unwrap_or(from_path)
}
