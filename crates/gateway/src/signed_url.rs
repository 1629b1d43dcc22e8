//! The url that a provider signs: from the configuration, and never from a header of the request.

/// The url that is set at the provider, or its origin alone.
pub(crate) struct SignedUrl(String);

impl SignedUrl {
    /// Reads the `url` of a route. `None` if it is not an absolute http or https URL without a space and a fragment.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let has_host = !rest.is_empty() && !rest.starts_with(['/', '?']);
        (has_host && !rest.contains('#') && rest.bytes().all(|byte| byte.is_ascii_graphic())).then(|| Self(text.to_owned()))
    }

    /// Returns the url of a request. An origin alone takes the path and the query as they were received; one with a path is used as it
    /// stands.
    pub(crate) fn of(&self, target: &str) -> String {
        let is_origin = self.0.split_once(':').is_some_and(|(_, rest)| !rest.trim_start_matches('/').contains(['/', '?']));
        if is_origin { [&self.0, target].concat() } else { self.0.clone() }
    }
}
