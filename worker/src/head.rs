//! The head of a request: what it says before its headers.

/// The method and the path of a request.
pub(crate) struct Head<'t> {
    pub(crate) method: &'t str,
    /// The path as it arrived, without the query. Only its dot segments are gone, which every URL parser resolves.
    pub(crate) path: &'t str,
    /// The path and the query.
    pub(crate) target: &'t str,
}

impl<'t> Head<'t> {
    /// Parses a line each for the method and the URL. Neither can hold a line break.
    pub(crate) fn parse(text: &'t str) -> Self {
        let (method, url) = text.split_once('\n').unwrap_or_default();
        let target = target(url);
        Self { method, path: target.split('?').next().unwrap_or(target), target }
    }
}

/// Returns the path and the query of a URL that the runtime has parsed already: `https://edge.example/webhooks/gilbert?x#y`.
fn target(url: &str) -> &str {
    // To look for a text, and not for a character, is a large part of the standard library.
    let after_scheme = url.split_once(':').map_or(url, |(_, rest)| rest.trim_start_matches('/'));
    let from_path = after_scheme.find('/').and_then(|at| after_scheme.get(at..)).unwrap_or("/");
    from_path.split('#').next().unwrap_or(from_path)
}
