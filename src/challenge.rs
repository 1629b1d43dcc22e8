//! Challenges as data: what a provider sends to see whether an endpoint is its customer's, and the response that it expects.
//!
//! A challenge that is signed is a delivery like any other until it is verified. One that is not, a GET or a HEAD, proves nothing
//! of its sender: it gets a token back that it sent itself, and only where the operator asks for that.

use alloc::borrow::Cow;

/// As [`scheme`](crate::Scheme) has it.
type Text = Cow<'static, str>;

/// What a provider sends to see whether an endpoint is its customer's, and the response that it expects.
///
/// # Examples
/// ```
/// # #[cfg(feature = "serde")] {
/// let challenge: hookward::Challenge = serde_json::from_str(r#"{
///     "when": { "body": "event", "is": "endpoint.url_validation" },
///     "token": { "body": "payload.plainToken" },
///     "response": "{\"plainToken\":\"{token}\",\"encryptedToken\":\"{mac}\"}"
/// }"#).unwrap();
/// assert_eq!(challenge.method, hookward::ChallengeMethod::Post);
/// # }
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Challenge {
    /// The method of the request. A challenge by POST is a signed delivery; any other is not signed.
    pub method: ChallengeMethod,
    /// What tells a challenge from other requests. `None` where the method does.
    pub when: Option<ChallengeValue>,
    /// The token that the response has to show. `None` where any response will do.
    pub token: Option<ChallengeValue>,
    /// The parameter of the query that has to be equal to a text that the operator has set at the provider.
    pub verify_token: Option<Text>,
    /// The JSON that the response is, with `{token}` and `{mac}` in its strings. `None` where the response is the token alone.
    pub response: Option<Text>,
}

/// The method of a challenge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "UPPERCASE"))]
pub enum ChallengeMethod {
    /// A signed delivery.
    #[default]
    Post,
    /// A request whose query has the token. Not signed.
    Get,
    /// A request for the status alone. Not signed.
    Head,
}

/// A value of a challenge, by the one place where it is: `{ "body": "type", "is": "url_verification" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ChallengeValue {
    /// The header that has it, in lower case.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub header: Option<Text>,
    /// The member of the JSON object that the body is. A path with dots goes down: `payload.plainToken`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub body: Option<Text>,
    /// The parameter of the query.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub query: Option<Text>,
    /// What it is in a challenge. For [`Challenge::when`] alone.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub is: Option<Text>,
}
