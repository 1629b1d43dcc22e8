//! A request to explain, as a receiver has it. Signatures are made here with the hash functions themselves.

use hmac::{Hmac, KeyInit, Mac};
use hookward::explain::{Explanation, Finding, Input, explain};
use hookward::{Scheme, Secret, UnixTime};
use sha2::Sha256;

use crate::support::{hex, plain};

pub(crate) const KEY: &str = "a secret";
pub(crate) const NOW: i64 = 1_709_064_000;

pub(crate) fn mac<M: Mac + KeyInit>(key: &[u8], message: &[u8]) -> Vec<u8> {
    <M as KeyInit>::new_from_slice(key).unwrap().chain_update(message).finalize().into_bytes().to_vec()
}

pub(crate) fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
    mac::<Hmac<Sha256>>(key, message)
}

/// A request as a receiver has it.
#[derive(Clone)]
pub(crate) struct Received {
    pub(crate) scheme: Scheme,
    pub(crate) secret: Vec<u8>,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) max_body_bytes: u64,
    /// Whether the secret is passed as bytes, although it is text.
    pub(crate) secret_as_bytes: bool,
    pub(crate) url: Option<String>,
    pub(crate) method: Option<&'static str>,
}

impl Received {
    /// Creates a request to a receiver whose secret is [`KEY`].
    pub(crate) fn of(scheme: &Scheme, headers: &[(&str, &str)], body: &[u8]) -> Self {
        Self {
            scheme: scheme.clone(),
            secret: KEY.into(),
            headers: headers.iter().map(|(name, value)| ((*name).into(), (*value).into())).collect(),
            body: body.into(),
            max_body_bytes: 1 << 20,
            secret_as_bytes: false,
            url: None,
            method: None,
        }
    }

    /// Sets the URL of the receiver.
    pub(crate) fn at(self, url: &str) -> Self {
        Self { url: Some(url.into()), ..self }
    }

    /// Creates a request with a hex signature of the body `signed`, and with the received body `given`.
    pub(crate) fn signed(signed: &[u8], given: &[u8]) -> Self {
        Self::of(&plain(), &[("x-signature", &hex(&hmac(KEY.as_bytes(), signed)))], given)
    }

    /// Replaces the receiver's secret.
    pub(crate) fn with_secret(self, secret: impl Into<Vec<u8>>) -> Self {
        Self { secret: secret.into(), ..self }
    }

    /// Explains the request, and passes the explanation to a function.
    pub(crate) fn explained<T>(&self, then: impl FnOnce(&Explanation<'_>) -> T) -> T {
        let secret = match std::str::from_utf8(&self.secret) {
            Ok(text) if !self.secret_as_bytes => Secret::Text(text),
            _ => Secret::Bytes(&self.secret),
        };
        let headers: Vec<(&str, &[u8])> = self.headers.iter().map(|(name, value)| (&**name, value.as_bytes())).collect();
        let secrets = [secret];
        let input = Input {
            max_body_bytes: self.max_body_bytes,
            url: self.url.as_deref(),
            method: self.method,
            ..Input::new(&self.scheme, &secrets, &headers, &self.body, UnixTime::from_secs(NOW))
        };
        then(&explain(&input).unwrap())
    }

    /// Explains the request, and returns the findings.
    pub(crate) fn findings(&self) -> Vec<Finding> {
        self.explained(|explanation| explanation.findings.clone())
    }
}
