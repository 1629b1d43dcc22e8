//! What a step asks its caller to do.

use alloc::string::String;
use alloc::vec::Vec;

/// What the sender of an event gets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Reply {
    /// Nothing.
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
    /// The same delivery is being handled: 503 with Retry-After.
    InFlight {
        /// In how many seconds to come again.
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
    /// What an operator asked for, as JSON.
    Json(String),
    /// Deliveries that an operator asked for.
    Page {
        /// The number of each, and its record as JSON in one line.
        records: Vec<(i64, String)>,
        /// The number down to which these are all there are. `None`: to the end.
        until: Option<i64>,
    },
    /// There is no such delivery: 404.
    NotFound,
    /// The delivery is in a state in which that cannot be done: 409.
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
    /// How many parts the body has.
    pub parts: i64,
}

/// An alert to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alert {
    /// The kind, for `Alerted`.
    pub kind: i64,
    /// The origin, for `Alerted`.
    pub origin: i64,
    /// How often it was raised, for `Alerted`.
    pub count: i64,
    /// The record, as JSON.
    pub json: String,
}

/// What a step asks its caller to do, once what the step wrote is durable.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Effects {
    /// What the sender of the event gets.
    pub reply: Reply,
    /// When to set the alarm to. Always in the future.
    pub alarm: Option<i64>,
    /// The attempts to make.
    pub sends: Vec<Send>,
    /// The alerts to send.
    pub alerts: Vec<Alert>,
}
