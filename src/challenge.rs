//! Challenges as data: the request with which a provider checks that an endpoint belongs to its customer, and the response that
//! it expects.
//!
//! A signed challenge is a delivery like any other until it is verified. An unsigned challenge, a GET or a HEAD, proves nothing
//! about its sender. It gets a response only if the operator has enabled this. The response contains a token that the sender
//! itself has sent.

use alloc::borrow::Cow;

/// A text of a [`scheme`](crate::Scheme).
type Text = Cow<'static, str>;

/// The request with which a provider checks that an endpoint belongs to its customer, and the response that it expects.
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
    /// The method of the request. A challenge with POST is a signed delivery. Challenges with other methods are not signed.
    pub method: ChallengeMethod,
    /// The value that distinguishes a challenge from other requests. `None` if the method does.
    pub when: Option<ChallengeValue>,
    /// The token that the response must contain. `None` if the provider accepts any response.
    pub token: Option<ChallengeValue>,
    /// The query parameter that must equal the verify token, a text that the operator has configured at the provider.
    pub verify_token: Option<Text>,
    /// The JSON of the response, with `{token}` and `{mac}` in its strings. `None` if the response is the token alone.
    pub response: Option<Text>,
}

/// The method of a challenge.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize), serde(rename_all = "UPPERCASE"))]
pub enum ChallengeMethod {
    /// A signed delivery.
    #[default]
    Post,
    /// An unsigned request with the token in its query.
    Get,
    /// An unsigned request for the status alone.
    Head,
}

/// A value of a challenge, and the one place that contains it: `{ "body": "type", "is": "url_verification" }`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct ChallengeValue {
    /// The header that contains the value, in lower case.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub header: Option<Text>,
    /// The member of the JSON body that contains the value. Dots separate the names in a path: `payload.plainToken`.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub body: Option<Text>,
    /// The query parameter that contains the value.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub query: Option<Text>,
    /// The expected value in a challenge. Only for [`Challenge::when`].
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub is: Option<Text>,
}
