//! Verifies webhook signatures.
//!
//! A provider sends events to a URL and signs each with an HMAC. This crate verifies the signature over the bytes received, in
//! constant time and inside a time window. A refusal has a code and a message that states the cause. A [`Scheme`] describes, as
//! data, how a provider signs. The [built-in](schemes) schemes are statics, and custom ones can be read from JSON.
//!
//! ```
//! use hookward::{UnixTime, Verifier, schemes};
//!
//! // Once, at start-up. The example is the well-known one of HMAC-SHA256.
//! let verifier = Verifier::new(&schemes::GILBERT, ["key"])?;
//!
//! // For every request: its headers, its bytes, the time.
//! let headers = [("X-Gilbert-Signature", "f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8")];
//! let body = b"The quick brown fox jumps over the lazy dog";
//! let delivery = verifier.verify(&headers, body, UnixTime::from_secs(1_709_064_000)).expect("genuine");
//! assert_eq!(delivery.body(), body);
//!
//! let refused = verifier.verify(&headers, b"The quick brown fox jumps over the lazy cat", UnixTime::from_secs(0));
//! assert_eq!(refused.unwrap_err().code(), "signature_mismatch");
//! # Ok::<(), hookward::ConfigError>(())
//! ```
//!
//! # What it does not do
//! This crate has no clock, does no I/O, never parses a body and keeps no state. The caller must recognize duplicates. The crate
//! is `no_std` with `alloc`, has no `unsafe`, and does not allocate while verifying.
//!
//! # Features
//! | feature | what it adds |
//! |---|---|
//! | `serde` | [`Scheme`] from and to JSON, or any other format; errors as records |
//! | `events` | the typed payloads of the built-in providers |
//! | `testing` | deliveries with a flaw, and a kit of them to test a receiver |
//! | `explain` | [`explain`](mod@explain): which of body, secret, encoding, clock or header is wrong |
//! | `wire` | the core in two halves that exchange bytes and numbers, for the npm package |
//! | `sha1`, `sha512` | the hashes that a few schemes require. Enabled by default |
//! | `http` | [`Headers`] for `http::HeaderMap`: axum, hyper, tower |
//! | `tower` | [`tower`](mod@tower): a layer that verifies, and an axum extractor; not `no_std` |
//!
//! # Security
//! `subtle` compares signatures in constant time. This is best effort, because compilers and WebAssembly engines do not guarantee
//! it. An HMAC proves that someone who knows the secret signed these bytes. It does not hide them.

#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "tower")]
extern crate std;

mod authenticator;
mod candidates;
mod challenge;
mod challenge_lint;
#[cfg_attr(not(feature = "wire"), allow(unreachable_pub))] // Public only with `wire`.
mod challenge_response;
mod compiled_challenge;
mod compiled_scheme;
mod content_type;
mod dedupe_key;
mod encoding;
#[cfg_attr(not(feature = "wire"), allow(unreachable_pub))] // Public only with `wire`.
mod engine;
mod error;
#[cfg(feature = "serde")]
mod error_record;
#[cfg(feature = "events")]
pub mod events;
#[cfg(feature = "explain")]
pub mod explain;
mod form;
#[cfg(feature = "serde")]
mod header_name;
#[cfg_attr(not(feature = "wire"), allow(unreachable_pub))] // Public only with `wire`.
mod headers;
#[cfg(any(feature = "explain", feature = "testing"))]
mod json_members;
mod key;
#[cfg_attr(not(feature = "wire"), allow(unreachable_pub))] // Public only with `wire`.
mod lent_hash;
mod lint;
#[cfg(feature = "serde")]
#[doc(hidden)] // For the crates of the workspace.
pub mod members;
mod message;
mod parsed_headers;
mod received;
mod reserved_headers;
mod runtime_hash;
mod scheme;
pub mod schemes;
#[cfg_attr(not(feature = "wire"), allow(unreachable_pub))] // Public only with `wire`.
mod sign;
mod signed_content;
mod template;
#[cfg(feature = "testing")]
pub mod testing;
#[cfg(feature = "tower")]
pub mod tower;
mod unix_time;
mod url;
mod verified_delivery;
mod verifier;
#[cfg(feature = "wire")]
mod wire;

pub use authenticator::{Authenticated, Authenticator};
pub use candidates::MAX_CANDIDATES;
pub use challenge::{Challenge, ChallengeMethod, ChallengeValue};
pub use challenge_response::{ChallengeReason, ChallengeValues};
pub use dedupe_key::{Identity, dedupe_key};
#[cfg(feature = "wire")]
pub use engine::Engine;
pub use engine::{DEFAULT_MAX_BODY_BYTES, Verified};
pub use error::{
    ConfigError, HeaderReason, HeaderRole, OddCharacter, SENDER_MESSAGE, SchemeReason, SecretReason, VerificationError,
};
pub use headers::Headers;
#[cfg(feature = "wire")]
pub use headers::Slots;
pub use key::{MAX_SECRETS, Secret};
#[cfg(feature = "wire")]
pub use lent_hash::LentHash;
pub use message::ErrorMessage;
pub use received::{MemberOf, Received};
pub use reserved_headers::is_reserved_header;
pub use runtime_hash::{Pieces, RuntimeBody, RuntimeHash};
pub use scheme::{
    Ack, Algorithm, BodyHash, DEFAULT_TOLERANCE, Encoding, Scheme, SecretEncoding, SecretEncodings, Signature, Source, Syntax,
    Text, TimeUnit, Timestamp, Waiver,
};
pub use sign::Unsigned;
pub use template::{Part, Template};
pub use unix_time::UnixTime;
pub use verified_delivery::VerifiedDelivery;
pub use verifier::Verifier;
#[cfg(feature = "wire")]
pub use wire::ErrorNumbers;

/// The examples of the README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;

/// The examples of the crate's own README, run as tests.
#[cfg(doctest)]
#[doc = include_str!("../docs/RUST.md")]
struct RustPage;

/// The examples of the page about axum, compiled as tests.
#[cfg(all(doctest, feature = "events", feature = "tower"))]
#[doc = include_str!("../docs/frameworks/axum.md")]
struct AxumPage;
