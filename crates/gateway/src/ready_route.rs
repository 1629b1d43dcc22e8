//! A route whose configuration was checked.

use std::rc::Rc;

use hookward::Verifier;

use crate::challenge_option::UnsignedChallenge;
use crate::headers::HeaderNames;
use crate::ledger_option::ReadyLedger;
use crate::signed_url::SignedUrl;

/// A route that can be used.
pub(crate) struct ReadyRoute {
    pub(crate) path: String,
    /// The tenant whose path it is, if the route has them.
    pub(crate) tenant: Option<String>,
    pub(crate) verifier: Verifier,
    /// Sign what is forwarded, as Standard Webhooks do, the newest first. Two while the edge's own secret rotates.
    pub(crate) signers: Rc<[Verifier]>,
    /// The url that is set at the provider, for schemes that sign it.
    pub(crate) url: Option<SignedUrl>,
    /// An absolute URL.
    pub(crate) origin: String,
    /// The headers that are read to verify a request.
    pub(crate) to_verify: HeaderNames,
    /// The other headers that are read once it is verified: those that cross to the origin.
    pub(crate) to_forward: HeaderNames,
    /// There if the route responds to challenges that are not signed.
    pub(crate) challenge: Option<UnsignedChallenge>,
    /// Where alerts are sent to.
    pub(crate) alert_url: Option<String>,
    /// In milliseconds.
    pub(crate) timeout: u32,
    /// What is kept of its deliveries.
    pub(crate) ledger: ReadyLedger,
}
