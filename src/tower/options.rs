//! The options of a layer: a verifier, and everything that the layer does in addition to verifying.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::sync::Arc;
use core::fmt;
use std::time::{SystemTime, UNIX_EPOCH};

use http::request::Parts;

use super::delivery::Delivery;
use super::refusal::Refusal;
use crate::{ChallengeMethod, ConfigError, Scheme, Secret, UnixTime, Verifier};

/// A function that is called with a refusal and the head of its request.
pub(super) type OnRefused = Arc<dyn Fn(&Refusal, &Parts) + Send + Sync>;
/// A function that is called with a verified delivery and the head of its request.
pub(super) type OnVerified = Arc<dyn Fn(&Delivery, &Parts) + Send + Sync>;
/// A function that returns the current time.
pub(super) type Clock = Arc<dyn Fn() -> UnixTime + Send + Sync>;

/// The options of a layer. [`webhook_layer`](super::webhook_layer) checks them.
///
/// # Examples
/// ```
/// use hookward::schemes;
/// use hookward::tower::{WebhookOptions, webhook_layer};
///
/// let options = WebhookOptions::new(&schemes::INBOUNDFLOW, ["new", "old"])
///     .tolerance(600)
///     .max_body_bytes(256 * 1024)
///     .on_refused(|refusal, request| eprintln!("{refusal} ({})", request.uri.path()));
/// assert!(webhook_layer(options).is_ok());
/// ```
#[derive(Clone)]
pub struct WebhookOptions {
    pub(super) verifier: Result<Verifier, ConfigError>,
    pub(super) url: Option<String>,
    pub(super) challenge: ChallengeOption,
    pub(super) on_refused: OnRefused,
    pub(super) on_verified: Option<OnVerified>,
    pub(super) clock: Clock,
}

/// Whether challenges that are not signed get a response.
#[derive(Clone, Default, PartialEq, Eq)]
pub enum ChallengeOption {
    /// Unsigned challenges are refused, like any request without a signature. The default.
    #[default]
    Off,
    /// Unsigned challenges get a response. For schemes without a verify token.
    On,
    /// Unsigned challenges get a response if they have this verify token, which is configured at the provider.
    VerifyToken(String),
}

impl From<bool> for ChallengeOption {
    fn from(is_on: bool) -> Self {
        if is_on { Self::On } else { Self::Off }
    }
}

impl From<&str> for ChallengeOption {
    fn from(verify_token: &str) -> Self {
        Self::VerifyToken(verify_token.into())
    }
}

impl From<String> for ChallengeOption {
    fn from(verify_token: String) -> Self {
        Self::VerifyToken(verify_token)
    }
}

/// Prints the option without the verify token.
impl fmt::Debug for ChallengeOption {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Off => "Off",
            Self::On => "On",
            Self::VerifyToken(_) => "VerifyToken(…)",
        })
    }
}

impl WebhookOptions {
    /// Creates options from a scheme and its secrets, newest first.
    pub fn new<'s, S: Into<Secret<'s>>>(scheme: impl Into<Cow<'static, Scheme>>, secrets: impl IntoIterator<Item = S>) -> Self {
        Self::of(Verifier::new(scheme, secrets))
    }

    /// Creates options from a verifier that has its own options.
    pub fn with_verifier(verifier: Verifier) -> Self {
        Self::of(Ok(verifier))
    }

    fn of(verifier: Result<Verifier, ConfigError>) -> Self {
        Self {
            verifier,
            url: None,
            challenge: ChallengeOption::Off,
            on_refused: Arc::new(|refusal, request| std::eprintln!("hookward: {refusal} ({})", place_of(request))),
            on_verified: None,
            clock: Arc::new(system_time),
        }
    }

    /// Sets the tolerance: how far the timestamp may be in the past or in the future, in seconds. Default: the tolerance of the
    /// scheme, usually 300.
    #[must_use]
    pub fn tolerance(mut self, seconds: u32) -> Self {
        self.verifier = self.verifier.and_then(|verifier| verifier.with_tolerance(seconds));
        self
    }

    /// Sets the maximum length of a body, in bytes. Default: 1 MiB.
    #[must_use]
    pub fn max_body_bytes(mut self, bytes: u64) -> Self {
        self.verifier = self.verifier.map(|verifier| verifier.with_max_body_bytes(bytes));
        self
    }

    /// Sets the URL for schemes that sign it.
    ///
    /// Pass the URL that is configured at the provider, or only its origin. The layer adds the path and the query of each request
    /// to an origin. After axum's `nest`, which removes the beginning of the path, pass the complete URL.
    #[must_use]
    pub fn url(mut self, url: impl Into<String>) -> Self {
        self.url = Some(url.into());
        self
    }

    /// Sets whether unsigned challenges get a response: `true`, or the verify token that is configured at the provider. Default:
    /// `false`.
    ///
    /// Signed challenges always get a response. The router must pass the method of a challenge to the layer.
    #[must_use]
    pub fn challenge(mut self, challenge: impl Into<ChallengeOption>) -> Self {
        self.challenge = challenge.into();
        self
    }

    /// Sets a function that is called with each refusal, before the response is sent. Default: prints one line to standard error.
    #[must_use]
    pub fn on_refused(mut self, hook: impl Fn(&Refusal, &Parts) + Send + Sync + 'static) -> Self {
        self.on_refused = Arc::new(hook);
        self
    }

    /// Sets a function that is called with each verified delivery, before the service is called.
    #[must_use]
    pub fn on_verified(mut self, hook: impl Fn(&Delivery, &Parts) + Send + Sync + 'static) -> Self {
        self.on_verified = Some(Arc::new(hook));
        self
    }

    /// Sets the clock, for tests. Default: the clock of the system.
    #[must_use]
    pub fn clock(mut self, clock: impl Fn() -> UnixTime + Send + Sync + 'static) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Returns the verifier, if the options are valid for its scheme.
    pub(super) fn check(&self) -> Result<Verifier, ConfigError> {
        // The layer does not verify the re-serialized body, so the verifier must not report that it does.
        let verifier = self.verifier.clone()?.with_reserialize(false);
        let scheme = verifier.scheme();
        let invalid = |option, expected| {
            let scheme = Some(scheme.id.clone().into_owned());
            Err(ConfigError::InvalidOption { scheme, option, expected })
        };
        match &self.url {
            None if scheme.signs_url() => return invalid("url", "set: the scheme signs the URL, or a part of it"),
            Some(url) if !is_url(url) => return invalid("url", "an http or https URL without white space and fragment"),
            _ => {}
        }
        let unsigned = scheme.challenge.as_ref().filter(|challenge| challenge.method != ChallengeMethod::Post);
        let has_token = unsigned.is_some_and(|challenge| challenge.verify_token.is_some());
        match &self.challenge {
            ChallengeOption::Off => {}
            _ if unsigned.is_none() => return invalid("challenge", "omitted: the scheme has no unsigned challenge"),
            ChallengeOption::On if has_token => {
                return invalid("challenge", "the verify token that is configured at the provider");
            }
            ChallengeOption::VerifyToken(_) if !has_token => return invalid("challenge", "true: the scheme has no verify token"),
            ChallengeOption::VerifyToken(token) if token.is_empty() => {
                return invalid("challenge", "a verify token that is not empty");
            }
            _ => {}
        }
        Ok(verifier)
    }
}

/// Prints the scheme and the options that contain no secret.
impl fmt::Debug for WebhookOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut options = f.debug_struct("WebhookOptions");
        match &self.verifier {
            Ok(verifier) => options.field("scheme", &verifier.scheme().id),
            Err(error) => options.field("error", &error.code()),
        };
        options.field("url", &self.url).field("challenge", &self.challenge).finish_non_exhaustive()
    }
}

/// Returns the time of the system. The core has no clock.
fn system_time() -> UnixTime {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    UnixTime::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Returns the method and the path of a request in one line. The query is omitted, because it may contain a secret.
fn place_of(request: &Parts) -> String {
    /// The maximum length of the text in a line of the log.
    const LENGTH: usize = 200;
    let text = alloc::format!("{} {}", request.method, request.uri.path());
    // The sender chose this text, so it must not add lines to the log.
    text.chars().map(|character| if matches!(character, ' '..='~') { character } else { '?' }).take(LENGTH).collect()
}

/// Returns the text after the scheme of an HTTP URL.
fn behind_scheme(url: &str) -> Option<&str> {
    url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"))
}

fn is_url(url: &str) -> bool {
    let has_host = behind_scheme(url).is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?']));
    has_host && !url.contains('#') && url.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Returns the URL that was signed for a request to `target`, the path and the query as received.
pub(super) fn signed_url(url: &str, target: &str) -> String {
    let is_origin = behind_scheme(url).is_some_and(|rest| !rest.contains(['/', '?']));
    if is_origin { [url, target].concat() } else { url.into() }
}
