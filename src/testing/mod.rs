//! Creates deliveries for testing a receiver: genuine ones, unusual ones, and ones with a single flaw.
//!
//! A receiver must refuse deliveries that are almost right. Each [`Flaw`] is one thing that is wrong. It has a stable name, and
//! the code of the error with which a verifier must refuse it. [`Verifier::conformance`](crate::Verifier::conformance) returns a
//! delivery with each flaw for a scheme. Unusual genuine deliveries come first.
//!
//! ```
//! use hookward::testing::{Expect, Flaw};
//! use hookward::{Unsigned, UnixTime, Verifier, schemes};
//!
//! let verifier = Verifier::new(&schemes::GRILLO, ["votre_secret_partage"])?;
//! let now = UnixTime::from_secs(1_709_064_000);
//! let unsigned = Unsigned { event: Some("sensor.online"), ..Unsigned::new(br#"{"type":"sensor.online"}"#, now) };
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
//!
//! # The rest of the request
//! A scheme that signs the URL or the method uses those of [`Unsigned`](crate::Unsigned). A [`SignedRequest`] contains the URL
//! and the method to send it with. If the scheme has a hash of the body in the URL, signing adds the hash to the URL. If the
//! scheme has a timestamp in the body, signing adds the timestamp to the body. The body must then be a JSON object. Everything
//! else in it stays the same.
//!
//! ```
//! use hookward::{BodyHash, Received, Scheme, Template, UnixTime, Unsigned, Verifier, schemes};
//!
//! let body_hash = Some(BodyHash { query: "bodySHA256".into() });
//! let scheme = Scheme { signed_content: Template("{url}".into()), body_hash, ..schemes::GILBERT.clone() };
//! let verifier = Verifier::new(scheme, ["12345"])?;
//! let now = UnixTime::from_secs(1_709_064_000);
//! let url = Some("https://example.com/myapp");
//! let request = verifier.sign_request(&Unsigned { url, ..Unsigned::new(b"{}", now) });
//! assert!(request.url.as_deref().unwrap().starts_with("https://example.com/myapp?bodySHA256=44136fa3"));
//!
//! let received = Received { url: request.url.as_deref(), ..Received::new(&request.headers, &request.body) };
//! assert!(verifier.verify_received(&received, now).is_ok());
//!
//! let linear = Verifier::new(&schemes::LINEAR, ["lin_wh_1"])?;
//! assert_eq!(linear.sign_request(&Unsigned::new(b"{}", now)).body, br#"{"webhookTimestamp":1709064000000}"#);
//! # Ok::<(), hookward::ConfigError>(())
//! ```

mod body;
mod flaw;
mod json_member;
mod kit;
mod signature_header;
mod signed_request;
mod signed_url;

pub use flaw::{Flaw, flaws_of};
pub use kit::{Case, Expect};
pub use signed_request::SignedRequest;
