//! The verdict over a body that is with the host.
//!
//! A short body is copied here and verified at once. A long one stays where it is, since the host hashes several times as
//! fast: its processor has instructions for SHA-256, and WebAssembly has none. The core asks for a hash and does not wait,
//! and the host's hash has to be waited for, so the core is run twice:
//!
//! 1. [`Asked`] notes what would have to be hashed, for each secret. Whatever the core refuses without a hash ends here.
//! 2. The host hashes.
//! 3. [`Given`] hands the core those hashes, in the order in which it asked. What the core then says is the verdict.
//!
//! The core's second run reads the headers anew and compares in constant time as always. A hash that is not there is all
//! zeros, with which nothing agrees.

use std::vec;

use hookward::{HostHash, HostedBody, UnixTime, Verifier, VerifyError};
use js_sys::Uint8Array;

use crate::headers::Fields;
use crate::host::{self, Document};

/// A body of which a holder of a secret signed every byte. Only [`verify`] makes one, from the core's verdict.
pub(crate) struct Proven {
    body: Uint8Array,
    secret_index: usize,
    reserialized: bool,
}

/// Which form of a body is looked at.
#[derive(Clone, Copy)]
enum Form {
    Received,
    Reserialized,
}

impl Proven {
    /// The bytes that the signature covers, and no other copy of them.
    pub(crate) fn body(&self) -> &Uint8Array {
        &self.body
    }

    /// Which secret matched. Above 0, a rotation is not over.
    pub(crate) fn secret_index(&self) -> usize {
        self.secret_index
    }

    /// Whether these are not the bytes received, but their second form.
    pub(crate) fn reserialized(&self) -> bool {
        self.reserialized
    }
}

/// Verifies the bytes received and, for schemes whose providers sign `JSON.stringify` of what they send, that form of them.
///
/// The second form is made only if all that is wrong with the first is that it does not match. Whatever was verified is what
/// goes on.
pub(crate) async fn verify(
    verifier: &Verifier,
    fields: &Fields<'_>,
    received: Uint8Array,
    now: UnixTime,
) -> Result<Proven, VerifyError> {
    let error = match judge(verifier, fields, &received, Form::Received, now).await {
        Ok(secret_index) => return Ok(Proven { body: received, secret_index, reserialized: false }),
        Err(error @ VerifyError::SignatureMismatch { .. }) if verifier.reserializes() => error,
        Err(error) => return Err(error),
    };
    let form = Document::parse(&received).and_then(|document| document.stringify()).ok_or(error)?;
    // Whatever is wrong with the second form, the bytes received did not match, and that is what to report.
    let secret_index = judge(verifier, fields, &form, Form::Reserialized, now).await.map_err(|_| error)?;
    Ok(Proven { body: form, secret_index, reserialized: true })
}

/// The position of the secret that signed these bytes.
async fn judge(
    verifier: &Verifier,
    fields: &Fields<'_>,
    body: &Uint8Array,
    form: Form,
    now: UnixTime,
) -> Result<usize, VerifyError> {
    let here = || {
        let bytes = body.to_vec();
        let outcome = match form {
            Form::Received => verifier.verify(&fields.0, &bytes, now),
            Form::Reserialized => verifier.verify_reserialized(&fields.0, &bytes, now),
        };
        outcome.map(|verified| verified.secret_index())
    };
    if !host::hashes(body) {
        return here();
    }
    let hosted = match form {
        Form::Received => HostedBody::Received { length: u64::from(body.length()) },
        Form::Reserialized => HostedBody::Reserialized,
    };
    let mut asked = Asked(Vec::new());
    match verifier.verify_hosted(&fields.0, hosted, now, &mut asked) {
        Ok(_) | Err(VerifyError::SignatureMismatch { .. }) => {}
        Err(error) => return Err(error),
    }
    let mut hashes = Vec::with_capacity(asked.0.len());
    // One after another: each is a copy of the body for as long as it takes.
    for (before, behind) in asked.0 {
        let Some(hash) = host::sha256(&before, body, &behind).await else { return here() };
        hashes.push(hash);
    }
    let outcome = verifier.verify_hosted(&fields.0, hosted, now, &mut Given(hashes.into_iter()));
    outcome.map(|(secret_index, _)| secret_index)
}

/// What has to be hashed: for each secret, what comes before the body and what behind it.
struct Asked(Vec<(Vec<u8>, Vec<u8>)>);

impl HostHash for Asked {
    fn sha256<'p>(&mut self, before: impl Iterator<Item = &'p [u8]>, behind: impl Iterator<Item = &'p [u8]>) -> [u8; 32] {
        self.0.push((before.flatten().copied().collect(), behind.flatten().copied().collect()));
        [0; 32]
    }
}

/// The hashes, in the order in which they were asked for.
struct Given(vec::IntoIter<[u8; 32]>);

impl HostHash for Given {
    fn sha256<'p>(&mut self, _: impl Iterator<Item = &'p [u8]>, _: impl Iterator<Item = &'p [u8]>) -> [u8; 32] {
        self.0.next().unwrap_or_default()
    }
}
