//! The verdict over a body that is with the host.

use hookward::{UnixTime, Verifier, VerifyError};
use js_sys::Uint8Array;

use crate::headers::Fields;
use crate::host::Document;

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
pub(crate) fn verify(
    verifier: &Verifier,
    fields: &Fields<'_>,
    received: Uint8Array,
    now: UnixTime,
) -> Result<Proven, VerifyError> {
    let error = match judge(verifier, fields, &received, Form::Received, now) {
        Ok(secret_index) => return Ok(Proven { body: received, secret_index, reserialized: false }),
        Err(error @ VerifyError::SignatureMismatch { .. }) if verifier.reserializes() => error,
        Err(error) => return Err(error),
    };
    let form = Document::parse(&received).and_then(|document| document.stringify()).ok_or(error)?;
    // Whatever is wrong with the second form, the bytes received did not match, and that is what to report.
    let secret_index = judge(verifier, fields, &form, Form::Reserialized, now).map_err(|_| error)?;
    Ok(Proven { body: form, secret_index, reserialized: true })
}

/// The position of the secret that signed these bytes.
fn judge(verifier: &Verifier, fields: &Fields<'_>, body: &Uint8Array, form: Form, now: UnixTime) -> Result<usize, VerifyError> {
    let bytes = body.to_vec();
    let outcome = match form {
        Form::Received => verifier.verify(&fields.0, &bytes, now),
        Form::Reserialized => verifier.verify_reserialized(&fields.0, &bytes, now),
    };
    outcome.map(|verified| verified.secret_index())
}
