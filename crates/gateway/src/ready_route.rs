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
    /// The tenant whose path it is, if the route has them.
    pub(crate) tenant: Option<String>,
    pub(crate) verifier: Verifier,
    /// Whether its origins get the deliveries of others too: of other schemes, or of other tenants.
    pub(crate) has_several_senders: bool,
    /// What the other schemes of the path need, if it has several.
    pub(crate) others: Vec<ReadyRoute>,
    /// Sign what is forwarded, as Standard Webhooks do, the newest first. Two while the edge's own secret rotates.
    pub(crate) signers: Rc<[Verifier]>,
    /// The url that is set at the provider, for schemes that sign it.
    pub(crate) url: Option<SignedUrl>,
    /// As [`OriginRequest`](crate::OriginRequest) has them. The first is the one whose response counts. None where there is a recipient.
    pub(crate) origins: Vec<String>,
    /// What takes its deliveries in place of an origin.
    pub(crate) recipient: Option<Recipient>,
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
    /// The name of the object that keeps what the route refuses, if it keeps that.
    pub(crate) keep_refused: Option<String>,
}

impl ReadyRoute {
    /// Returns the route with the scheme of a request: the first whose signature header the request has. Without any, it is the first.
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

    /// Returns what each scheme of the path needs.
    pub(crate) fn each(&self) -> impl Iterator<Item = &Self> {
        core::iter::once(self).chain(&self.others)
    }

    /// Returns the names of headers that each scheme reads.
    pub(crate) fn header_names_mut(&mut self) -> impl Iterator<Item = &mut HeaderNames> {
        let others = self.others.iter_mut().flat_map(|route| [&mut route.to_verify, &mut route.to_forward]);
        [&mut self.to_verify, &mut self.to_forward].into_iter().chain(others)
    }

    /// Whether a signature of one scheme can be in a header that another's can be in.
    pub(crate) fn shares_header(&self, other: &Self) -> bool {
        self.signature_headers().any(|name| other.signature_headers().any(|theirs| theirs == name))
    }

    fn signature_headers(&self) -> impl Iterator<Item = &str> {
        let signature = &self.verifier.scheme().signature;
        core::iter::once(&signature.header).chain(&*signature.more_headers).map(|name| &**name)
    }
}
