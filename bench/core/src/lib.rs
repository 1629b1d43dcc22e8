//! Deliveries for the benchmarks of the core.
//!
//! The core itself signs them. Its tests show that it signs as the providers do. Here, a delivery only has to be accepted, and
//! every benchmark checks that before it measures.

use std::time::Duration;

use criterion::Criterion;
use hookward::{ConfigError, Scheme, UnixTime, Unsigned, VerificationError, VerifiedDelivery, Verifier};

/// The sizes of the body, in bytes: from smaller than any event to larger than most.
pub const SIZES: [usize; 6] = [64, 256, 1024, 4096, 16_384, 65_536];

/// The time at which everything is signed and verified.
pub const NOW: UnixTime = UnixTime::from_secs(1_709_064_000);

/// The secret of every scheme. It is valid as text, and as base64 for the schemes that decode it.
pub const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

/// A verifier and a delivery that it accepts.
pub struct Case {
    /// The verifier, with one secret.
    pub verifier: Verifier,
    /// The headers that the scheme requires, among other headers of a request.
    pub headers: Vec<(String, String)>,
    /// The body, which is text of the requested size.
    pub body: Vec<u8>,
}

impl Case {
    /// Returns a genuine delivery of one scheme.
    ///
    /// # Errors
    /// Returns the errors of [`Verifier::new`].
    pub fn new(scheme: &'static Scheme, size: usize) -> Result<Self, ConfigError> {
        Ok(Self::with(Verifier::new(scheme, [SECRET])?, size))
    }

    /// Returns a genuine delivery for a verifier.
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

    /// Returns the result of the verifier.
    ///
    /// # Errors
    /// Returns the errors of [`Verifier::verify`].
    pub fn verify(&self) -> Result<VerifiedDelivery<'_>, VerificationError> {
        self.verifier.verify(&self.headers, &self.body, NOW)
    }

    /// Returns the delivery with a changed value of one header.
    #[must_use]
    pub fn with_header(mut self, name: &str, change: impl Fn(&str) -> String) -> Self {
        for (_, value) in self.headers.iter_mut().filter(|(header, _)| header == name) {
            *value = change(value);
        }
        self
    }

    /// Returns the delivery without one header.
    #[must_use]
    pub fn without_header(mut self, name: &str) -> Self {
        self.headers.retain(|(header, _)| header != name);
        self
    }
}

/// Returns a short configuration of Criterion, because the number of cases is high. The noise that remains after two seconds
/// comes from the machine.
#[must_use]
pub fn brief() -> Criterion {
    Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2))
}
