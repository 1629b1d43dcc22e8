//! The effects of a step, which its caller must perform.

use alloc::string::String;
use alloc::vec::Vec;

/// The reply to the sender of an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reply {
    /// No reply.
    #[default]
    None,
    /// The key is reserved: send the delivery to the origin.
    First {
        /// The holder, for `Complete` and `Release`.
        holder: i64,
    },
    /// The delivery is stored: acknowledge it.
    Accepted,
    /// The delivery is known: acknowledge it, and do nothing else.
    Duplicate,
    /// A copy of the delivery is being handled: 503 with Retry-After.
    InFlight {
        /// The time after which the sender should retry, in seconds.
        retry_after: i64,
    },
    /// The storage is nearly full: 503.
    Full,
    /// The delivery cannot be stored: 413.
    TooLarge,
    /// Whether a holder still had its key.
    Settled(bool),
    /// The status, as JSON: 200 or 503.
    Status {
        /// Whether all is well.
        ok: bool,
        /// The record.
        json: String,
    },
    /// The result of an operation, as JSON.
    Json(String),
    /// Deliveries or refused requests that an operator requested.
    Page {
        /// The number of each entry, and its record as JSON in one line.
        records: Vec<(i64, String)>,
        /// The number down to which the page is complete. `None` if the page reaches the end.
        until: Option<i64>,
    },
    /// The delivery or the refused request does not exist: 404.
    NotFound,
    /// The operation is not possible in the delivery's state: 409.
    NotPossible,
}

/// An attempt to make.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Send {
    /// The delivery's dedupe key.
    pub key: String,
    /// The origin, by its position in the configuration.
    pub origin: i64,
    /// The number of the attempt.
    pub number: i64,
    /// The number of the delivery, for [`crate::Statement::Content`].
    pub seq: i64,
    /// The number of the body, for [`crate::Statement::Body`].
    pub body: i64,
    /// The number of parts of the body.
    pub parts: i64,
}

/// An alert to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The kind, for `Alerted`.
    pub kind: i64,
    /// The origin, for `Alerted`.
    pub origin: i64,
    /// The number of times that the alert was raised, for `Alerted`.
    pub count: i64,
    /// The record, as JSON.
    pub json: String,
}

/// The effects of a step. The caller performs them after the changes of the step are durable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// The reply to the sender of the event.
    pub reply: Reply,
    /// The time to set the alarm to. It is always in the future.
    pub alarm: Option<i64>,
    /// The attempts to make.
    pub sends: Vec<Send>,
    /// The alerts to send.
    pub alerts: Vec<Alert>,
}
