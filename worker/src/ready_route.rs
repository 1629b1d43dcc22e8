//! A route whose configuration was checked.

use hookward::Verifier;

/// A route that can be used.
pub(crate) struct ReadyRoute {
    pub(crate) path: String,
    pub(crate) verifier: Verifier,
    /// Signs what is forwarded, as Standard Webhooks do. There if the binding `ORIGIN_SECRET` is.
    pub(crate) signer: Option<Verifier>,
    /// An absolute URL.
    pub(crate) origin: String,
    /// The names of further headers that cross to the origin, in lower case.
    pub(crate) forward_headers: Vec<String>,
    /// In milliseconds.
    pub(crate) timeout: u32,
}
