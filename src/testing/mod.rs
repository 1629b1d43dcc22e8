//! Deliveries to try a receiver with: genuine ones, unusual ones, and ones that have a single thing wrong with them.
//!
//! A receiver that takes a good delivery has shown very little. What matters is what it refuses, and for that somebody has to
//! sign deliveries that are nearly right. Each [`Flaw`] is one way of being nearly right: it has a stable name, and the code
//! that a verifier must refuse it with. [`Verifier::conformance`](crate::Verifier::conformance) makes all of them for a scheme,
//! together with genuine deliveries that are unusual, in the order in which a receiver is best tried.
//!
//! ```
//! use hookward::testing::{Expect, Flaw};
//! use hookward::{Unsigned, UnixTime, Verifier, schemes};
//!
//! let verifier = Verifier::new(&schemes::GRILLO, ["votre_secret_partage"])?;
//! let now = UnixTime::from_secs(1_709_064_000);
//! let unsigned = Unsigned { body: br#"{"type":"sensor.online"}"#, now, delivery_id: Some("dlv_1"), event: Some("sensor.online"), url: None, method: None };
//!
//! let forged = verifier.sign_flawed(&unsigned, Flaw::ChangedBody).unwrap();
//! assert_eq!(verifier.verify(&forged.headers, &forged.body, now).unwrap_err().code(), "signature_mismatch");
//!
//! for case in verifier.conformance(&unsigned) {
//!     let result = verifier.verify(&case.request.headers, &case.request.body, now);
//!     assert_eq!(result.is_ok(), case.expect == Expect::Accept, "{}", case.name);
//! }
//! # Ok::<(), hookward::ConfigError>(())
//! ```

mod body;
mod flaw;
mod kit;
mod signed_request;

pub use flaw::{Flaw, flaws_of};
pub use kit::{Case, Expect};
pub use signed_request::SignedRequest;
