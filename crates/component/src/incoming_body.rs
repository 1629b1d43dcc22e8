//! A body that arrives in parts.

use std::cell::RefCell;

use hookward::VerificationError;

use crate::bindings::exports::hookward::webhooks::types::{Delivery, Refusal, RequestHead};
use crate::bindings::exports::hookward::webhooks::verifier::GuestIncomingBody;
use crate::verifier::Verifier;

/// The received parts of a body, up to the limit of its verifier.
///
/// The parts are kept until the body is complete. The labels of a delivery, the fields of a form and some timestamps are read
/// from the whole body after verification.
pub(crate) struct IncomingBody {
    verifier: Verifier,
    head: RequestHead,
    /// `None` if the parts are longer than the limit.
    bytes: RefCell<Option<Vec<u8>>>,
}

impl IncomingBody {
    pub(crate) fn new(verifier: Verifier, head: RequestHead) -> Self {
        Self { verifier, head, bytes: RefCell::new(Some(Vec::new())) }
    }

    fn too_large(&self) -> Refusal {
        self.verifier.refusal(VerificationError::BodyTooLarge { limit: self.verifier.0.max_body_bytes() })
    }
}

impl GuestIncomingBody for IncomingBody {
    fn write(&self, part: Vec<u8>) -> Result<(), Refusal> {
        let mut bytes = self.bytes.borrow_mut();
        let limit = self.verifier.0.max_body_bytes();
        let fits = |bytes: &&mut Vec<u8>| (bytes.len() as u64).saturating_add(part.len() as u64) <= limit;
        if let Some(bytes) = bytes.as_mut().filter(fits) {
            bytes.extend_from_slice(&part);
            Ok(())
        } else {
            *bytes = None;
            Err(self.too_large())
        }
    }

    fn verify(&self, now: i64) -> Result<Delivery, Refusal> {
        let bytes = self.bytes.borrow();
        let body = bytes.as_ref().ok_or_else(|| self.too_large())?;
        self.verifier.verify_received(&self.head, body, now)
    }
}
