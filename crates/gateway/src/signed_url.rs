//! The URL that a provider signs. It comes from the configuration, and never from a header of the request.

/// The URL that is configured at the provider, or only its origin.
pub(crate) struct SignedUrl(String);

impl SignedUrl {
    /// Parses the `url` of a route. Returns `None` unless the text is an absolute http or https URL without spaces and without a
    /// fragment.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let has_host = !rest.is_empty() && !rest.starts_with(['/', '?']);
        (has_host && !rest.contains('#') && rest.bytes().all(|byte| byte.is_ascii_graphic())).then(|| Self(text.to_owned()))
    }

    /// Returns the URL of a request. If only an origin is configured, the path and the query are appended as received. A URL with
    /// a path is used unchanged.
    pub(crate) fn of(&self, target: &str) -> String {
        let is_origin = self.0.split_once(':').is_some_and(|(_, rest)| !rest.trim_start_matches('/').contains(['/', '?']));
        if is_origin { [&self.0, target].concat() } else { self.0.clone() }
    }
}
