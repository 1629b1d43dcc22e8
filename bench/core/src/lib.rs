//! Deliveries for the benchmarks of the core.
//!
//! They are signed by the core itself. That the core signs as the providers do is for its tests to show; here a delivery only
//! has to be accepted, and every benchmark makes sure that it is before it starts its clock.

use std::time::Duration;

use criterion::Criterion;
use hookward::{ConfigError, Scheme, UnixTime, Unsigned, VerificationError, VerifiedDelivery, Verifier};

/// The sizes of body, in bytes: from less than any event to more than most.
pub const SIZES: [usize; 6] = [64, 256, 1024, 4096, 16_384, 65_536];

/// The moment at which everything is signed and verified.
pub const NOW: UnixTime = UnixTime::from_secs(1_709_064_000);

/// The secret of every scheme: readable as text and, for those that decode it, as base 64.
pub const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A verifier and a delivery that it accepts.
pub struct Case {
    /// Holds one secret.
    pub verifier: Verifier,
    /// What the scheme needs, among what else a request has.
    pub headers: Vec<(String, String)>,
    /// So many bytes of text.
    pub body: Vec<u8>,
}

impl Case {
    /// A genuine delivery of one scheme.
    ///
    /// # Errors
    /// Those of [`Verifier::new`].
    pub fn new(scheme: &'static Scheme, size: usize) -> Result<Self, ConfigError> {
        Ok(Self::with(Verifier::new(scheme, [SECRET])?, size))
    }

    /// A genuine delivery for a verifier.
    pub fn with(verifier: Verifier, size: usize) -> Self {
        let body: Vec<u8> = b"a customer wrote to ask when it will arrive; ".iter().copied().cycle().take(size).collect();
        let message = Unsigned {
            body: &body,
            now: NOW,
            delivery_id: Some("msg_2KWPBgLlAfxdpx2AI54"),
            event: Some("call.completed"),
            url: None,
            method: None,
        };
        let around = [
            ("host", "app.example.com"),
            ("user-agent", "Webhooks/1.0 (+https://example.com/docs/webhooks)"),
            ("accept", "*/*"),
            ("accept-encoding", "gzip, deflate, br"),
            ("content-type", "application/json; charset=utf-8"),
            ("x-forwarded-for", "203.0.113.7"),
            ("x-forwarded-proto", "https"),
        ];
        let signed = verifier.sign(&message);
        let headers = around.into_iter().map(|(name, value)| (name.to_owned(), value.to_owned())).chain(signed).collect();
        Self { verifier, headers, body }
    }

    /// What the verifier says.
    ///
    /// # Errors
    /// Those of [`Verifier::verify`].
    pub fn verify(&self) -> Result<VerifiedDelivery<'_>, VerificationError> {
        self.verifier.verify(&self.headers, &self.body, NOW)
    }

    /// The same delivery with the value of one header made into another.
    #[must_use]
    pub fn with_header(mut self, name: &str, change: impl Fn(&str) -> String) -> Self {
        for (_, value) in self.headers.iter_mut().filter(|(header, _)| header == name) {
            *value = change(value);
        }
        self
    }

    /// The same delivery without one header.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(header, _)| header != name);
        self
    }
}

/// There are many cases; what is left of the noise after two seconds is the machine's.
#[must_use]
pub fn brief() -> Criterion {
    Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2))
}
