//! A route whose configuration was checked.

use std::rc::Rc;

use hookward::Verifier;

use crate::challenge_option::UnsignedChallenge;
use crate::headers::HeaderNames;
use crate::ledger_option::ReadyLedger;
use crate::recipient::Recipient;
use crate::request::Request;
use crate::signed_url::SignedUrl;

/// A route that can be used.
pub(crate) struct ReadyRoute {
    pub(crate) path: String,
    /// The tenant to whom the path belongs, if the route has tenants.
    pub(crate) tenant: Option<String>,
    pub(crate) verifier: Verifier,
    /// Whether the origins also get deliveries of other senders: of other schemes or of other tenants.
    pub(crate) has_several_senders: bool,
    /// The routes for the other schemes of the path, if the path has several schemes.
    pub(crate) others: Vec<ReadyRoute>,
    /// The verifiers that sign forwarded deliveries as Standard Webhooks specifies, newest first. Two exist while the edge's own
    /// secret rotates.
    pub(crate) signers: Rc<[Verifier]>,
    /// The URL that is configured at the provider, for schemes that sign it.
    pub(crate) url: Option<SignedUrl>,
    /// The origins, in the format of [`OriginRequest`](crate::OriginRequest). The response of the first origin counts. Empty if
    /// the route has a recipient.
    pub(crate) origins: Vec<String>,
    /// The queue or the workflow that receives the deliveries instead of an origin.
    pub(crate) recipient: Option<Recipient>,
    /// The headers that are read to verify a request.
    pub(crate) to_verify: HeaderNames,
    /// The headers that are forwarded to the origin and are read only after verification.
    pub(crate) to_forward: HeaderNames,
    /// The configuration of unsigned challenges, if the route responds to them.
    pub(crate) challenge: Option<UnsignedChallenge>,
    /// The URL that alerts are sent to.
    pub(crate) alert_url: Option<String>,
    /// The maximum time for the whole response of an origin, in milliseconds.
    pub(crate) timeout: u32,
    /// The ledger of the route.
    pub(crate) ledger: ReadyLedger,
    /// The name of the object that stores refused requests, if the route keeps them.
    pub(crate) keep_refused: Option<String>,
}

impl ReadyRoute {
    /// Returns the route for the scheme of a request. The scheme is the first one whose signature header the request has. Without
    /// any such header, it is the first scheme of the route.
    pub(crate) fn of_request(&self, request: &impl Request) -> &Self {
        if self.others.is_empty() {
            return self;
        }
        let is_signed = |route: &&Self| {
            let values = request.values(&route.to_verify);
            let headers = route.to_verify.parse(&values);
            route.signature_headers().any(|name| headers.get(name).is_some())
        };
        self.each().find(is_signed).unwrap_or(self)
    }

    /// Returns the routes for all schemes of the path.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Self> {
        core::iter::once(self).chain(&self.others)
    }

    /// Returns the names of the headers that each scheme reads.
    pub(crate) fn header_names_mut(&mut self) -> impl Iterator<Item = &mut HeaderNames> {
        let others = self.others.iter_mut().flat_map(|route| [&mut route.to_verify, &mut route.to_forward]);
        [&mut self.to_verify, &mut self.to_forward].into_iter().chain(others)
    }

    /// Returns whether a signature of one scheme can be in the same header as a signature of another.
    pub(crate) fn shares_header(&self, other: &Self) -> bool {
        self.signature_headers().any(|name| other.signature_headers().any(|theirs| theirs == name))
    }

    fn signature_headers(&self) -> impl Iterator<Item = &str> {
        let signature = &self.verifier.scheme().signature;
        core::iter::once(&signature.header).chain(&*signature.more_headers).map(|name| &**name)
    }
}
