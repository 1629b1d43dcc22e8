//! The verifier of a scheme that signs the body.

use std::rc::Rc;

use hookward::{
    ConfigError, Headers, Identity, Received, Source, UnixTime, Unsigned, VerificationError, VerifiedDelivery, dedupe_key,
};

use crate::Component;
use crate::authenticator::Authenticator;
use crate::bindings::exports::hookward::webhooks::types::{self, Delivery, Options, Refusal, RequestHead, SchemeSource, Secret};
use crate::bindings::exports::hookward::webhooks::verifier::{self as exported, Guest, GuestVerifier};
use crate::errors::{config_error, refusal};
use crate::incoming_body::IncomingBody;
use crate::{scheme, secrets};

impl Guest for Component {
    type Verifier = Verifier;
    type IncomingBody = IncomingBody;
    type Authenticator = Authenticator;

    fn reserialize_body(body: Vec<u8>) -> Option<Vec<u8>> {
        hookward_json::stringify(&body).map(String::into_bytes)
    }
}

/// A verifier of the core. The bodies that arrive in parts share it.
#[derive(Clone)]
pub(crate) struct Verifier(pub(crate) Rc<hookward::Verifier>);

impl Verifier {
    fn build(source: SchemeSource, secrets: &[Secret], options: Options) -> Result<Self, ConfigError> {
        let scheme = scheme::read(source)?;
        let limit = secrets::check_limit(options.max_body_bytes, &scheme.id)?;
        let mut verifier = hookward::Verifier::new(scheme, secrets::borrow(secrets))?;
        if let Some(seconds) = options.tolerance {
            verifier = verifier.with_tolerance(seconds)?;
        }
        if let Some(bytes) = limit {
            verifier = verifier.with_max_body_bytes(bytes);
        }
        Ok(Self(Rc::new(verifier.with_reserialize(options.reserialize.unwrap_or(true)))))
    }

    /// Verifies a delivery over the received bytes of its body.
    pub(crate) fn verify_received(&self, head: &RequestHead, body: &[u8], now: i64) -> Result<Delivery, Refusal> {
        let received = Received { member: Some(&hookward_json::scalar), ..received(head, body) };
        self.told(head, self.0.verify_received(&received, UnixTime::from_millis(now)))
    }

    /// Converts an error of this verifier to a refusal.
    pub(crate) fn refusal(&self, error: VerificationError) -> Refusal {
        refusal(self.0.scheme(), error)
    }

    /// Converts the result of a verification for the host. The labels are read from the verified delivery.
    fn told(&self, head: &RequestHead, verified: Result<VerifiedDelivery<'_>, VerificationError>) -> Result<Delivery, Refusal> {
        let delivery = verified.map_err(|error| self.refusal(error))?;
        let scheme = self.0.scheme();
        let text = |source: &Option<Source>| match source.as_ref()? {
            Source::Header(name) => {
                let value = head.headers.values(name).next()?.trim_ascii();
                str::from_utf8(value).ok().filter(|text| !text.is_empty()).map(str::to_owned)
            }
            Source::Body(path) | Source::Object(path) => hookward_json::text(delivery.body(), path),
        };
        let delivery_id = text(&scheme.delivery_id);
        let dedupe_key = self.key("", delivery_id.as_deref(), delivery.body());
        Ok(Delivery {
            scheme: scheme.id.clone().into_owned(),
            event: text(&scheme.event),
            delivery_id,
            delivery_id_signed: scheme.delivery_id_signed(),
            dedupe_key,
            timestamp: delivery.timestamp().map(UnixTime::as_millis),
            secret_index: position(delivery.secret_index()),
            reserialized: delivery.reserialized(),
        })
    }

    /// Returns the dedupe key of a delivery that this verifier verified.
    fn key(&self, tenant: &str, delivery_id: Option<&str>, body: &[u8]) -> String {
        let scheme = self.0.scheme();
        let signed_id = delivery_id.filter(|id| scheme.delivery_id_signed() && !id.is_empty());
        let identity = signed_id.map_or_else(|| Identity::of_body(scheme, body), Identity::DeliveryId);
        dedupe_key(tenant, &scheme.id, identity)
    }
}

impl GuestVerifier for Verifier {
    fn create(scheme: SchemeSource, secrets: Vec<Secret>, options: Options) -> Result<exported::Verifier, types::ConfigError> {
        Self::build(scheme, &secrets, options).map(exported::Verifier::new).map_err(config_error)
    }

    fn check_headers(&self, head: RequestHead, now: i64) -> Result<(), Refusal> {
        let checked = self.0.check_received_headers(&received(&head, &[]), UnixTime::from_millis(now));
        checked.map_err(|error| self.refusal(error))
    }

    fn verify(&self, head: RequestHead, body: Vec<u8>, now: i64) -> Result<Delivery, Refusal> {
        self.verify_received(&head, &body, now)
    }

    fn reserialize(&self) -> bool {
        self.0.reserialize()
    }

    fn verify_reserialized(&self, head: RequestHead, reserialized: Vec<u8>, now: i64) -> Result<Delivery, Refusal> {
        self.told(&head, self.0.verify_reserialized(&head.headers, &reserialized, UnixTime::from_millis(now)))
    }

    fn begin(&self, head: RequestHead) -> exported::IncomingBody {
        exported::IncomingBody::new(IncomingBody::new(self.clone(), head))
    }

    fn dedupe_key(&self, delivery: Delivery, body: Vec<u8>, tenant: String) -> String {
        self.key(&tenant, delivery.delivery_id.as_deref(), &body)
    }

    fn sign(&self, body: Vec<u8>, unsigned: types::Unsigned) -> types::Headers {
        in_bytes(self.0.sign(&to_sign(&body, &unsigned)))
    }
}

/// Converts a request to the type of the core.
pub(crate) fn received<'r>(head: &'r RequestHead, body: &'r [u8]) -> Received<'r, types::Headers> {
    Received { url: head.url.as_deref(), method: head.method.as_deref(), ..Received::new(&head.headers, body) }
}

/// Converts an unsigned delivery to the type of the core.
pub(crate) fn to_sign<'u>(body: &'u [u8], unsigned: &'u types::Unsigned) -> Unsigned<'u> {
    Unsigned {
        delivery_id: unsigned.delivery_id.as_deref(),
        event: unsigned.event.as_deref(),
        url: unsigned.url.as_deref(),
        method: unsigned.method.as_deref(),
        ..Unsigned::new(body, UnixTime::from_millis(unsigned.now))
    }
}

/// Converts the values of headers to bytes.
pub(crate) fn in_bytes(headers: Vec<(String, String)>) -> types::Headers {
    headers.into_iter().map(|(name, value)| (name, value.into_bytes())).collect()
}

/// Converts the position of a secret. A verifier has at most 16 secrets.
pub(crate) fn position(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}
