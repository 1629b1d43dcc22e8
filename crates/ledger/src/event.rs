//! The events of a ledger.

/// The input of a step, in addition to its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The time, in milliseconds since 1970.
    pub now: i64,
    /// A random number. A step uses it for jitter and for the names of holders.
    pub random: u64,
    /// The time that the alarm is set to, if the caller knows it. `None` after a start, and in the alarm's handler.
    pub alarm: Option<i64>,
    /// The size of the storage, in bytes.
    pub stored: u64,
}

/// Information about a verified delivery. It is only for operators and for forwarded requests. The ledger does not decide
/// anything by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About<'e> {
    /// The id that an origin receives with each attempt.
    pub webhook_id: &'e str,
    /// The delivery id of the provider.
    pub delivery_id: Option<&'e str>,
    /// The name of the event.
    pub event: Option<&'e str>,
    /// The scheme's id.
    pub scheme: &'e str,
    /// The tenant, if the route has tenants.
    pub tenant: Option<&'e str>,
}

/// A verified delivery to accept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acceptance<'e> {
    /// The dedupe key, or a random text without dedupe.
    pub key: &'e str,
    /// Information about the delivery.
    pub about: About<'e>,
    /// The headers to send, as a JSON object. Only the headers of the caller's list are included.
    pub headers: &'e str,
    /// The length of the body, in bytes.
    pub body: usize,
    /// The order key. Deliveries with the same order key are sent in order.
    pub order_key: Option<&'e str>,
}

/// A request that a route refused. Nothing in it was verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefusedRequest<'e> {
    /// The code, the scheme and the other details for the list, as a JSON object in one line.
    pub about: &'e str,
    /// The headers of the caller's list, as JSON in one line. Other headers are not included.
    pub headers: &'e str,
    /// The length of the body, in bytes. `None` if the body was not read.
    pub length: Option<i64>,
    /// The beginning of the body, in base64.
    pub body: Option<&'e str>,
}

/// The identification of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptId<'e> {
    /// The delivery's dedupe key.
    pub key: &'e str,
    /// The origin, by its position in the configuration.
    pub origin: i64,
    /// The number of the attempt.
    pub number: i64,
}

/// The outcome of an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome<'e> {
    /// The origin responded.
    Response {
        /// The status.
        status: u16,
        /// The header Retry-After.
        retry_after: Option<&'e str>,
        /// The header webhook-delivery.
        webhook_delivery: Option<&'e str>,
        /// The beginning of the body, for the operator.
        excerpt: &'e str,
    },
    /// The origin did not respond.
    NoResponse {
        /// The reason, as a code: `origin_unreachable`, `origin_timeout`.
        error: &'e str,
    },
}

/// An event of a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'e> {
    /// A verified delivery is about to be proxied.
    Reserve {
        /// The dedupe key.
        key: &'e str,
        /// The maximum duration of the proxying, in milliseconds.
        lease: i64,
        /// Information about the delivery.
        about: About<'e>,
    },
    /// The origin accepted the delivery that a holder reserved.
    Complete {
        /// The dedupe key.
        key: &'e str,
        /// The holder.
        holder: i64,
    },
    /// The origin did not accept the delivery that a holder reserved.
    Release {
        /// The dedupe key.
        key: &'e str,
        /// The holder.
        holder: i64,
    },
    /// A verified delivery is about to be stored by another ledger. This ledger may know its key from before.
    LookUp {
        /// The dedupe key.
        key: &'e str,
    },
    /// A verified delivery is to be accepted.
    Accept(Acceptance<'e>),
    /// A route refused a request. The request is stored for operators.
    Refuse(RefusedRequest<'e>),
    /// Something may be due: the alarm went off, a schedule woke the ledger, or the caller has time.
    Wake,
    /// An attempt has ended.
    Attempted {
        /// The attempt.
        attempt: AttemptId<'e>,
        /// The outcome of the attempt.
        outcome: Outcome<'e>,
        /// The duration of the attempt, in milliseconds.
        took: i64,
    },
    /// An alert was sent, or could not be sent.
    Alerted {
        /// The kind of the alert.
        kind: i64,
        /// The alert's origin.
        origin: i64,
        /// The number of times that the alert had been raised when it was sent.
        count: i64,
        /// Whether it was sent.
        sent: bool,
    },
    /// An operator requests an operation.
    Operate(Operation<'e>),
}

/// An operation that an operator requests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation<'e> {
    /// The status: whether all is well, with counts.
    Status,
    /// A page of deliveries, newest first.
    List {
        /// The states, as the sum of 2 to the power of each state's number. 0 means all of them.
        states: i64,
        /// The earliest time of acceptance.
        from: i64,
        /// The end of the range of acceptance times. This time is not included.
        before: i64,
        /// A text that the ids, the key, the event or the tenant must contain. An empty text matches every delivery.
        text: &'e str,
        /// The number below which the page begins.
        cursor: Option<i64>,
        /// The maximum number of deliveries.
        limit: i64,
        /// Whether the records include headers and attempts, like the records of `Show`.
        whole: bool,
    },
    /// One delivery with its attempts.
    Show {
        /// The dedupe key.
        key: &'e str,
    },
    /// Sends one delivery again.
    Redeliver {
        /// The dedupe key.
        key: &'e str,
    },
    /// Sends dead deliveries again, up to a maximum number. The caller repeats the operation while `more` is true in the
    /// response.
    RedeliverDead,
    /// Sends deliveries again that were accepted in a range of time, up to a maximum number. Only deliveries that are delivered
    /// or dead are sent. The caller repeats the operation with the cursor of the response.
    RedeliverRange {
        /// The earliest time of acceptance.
        from: i64,
        /// The end of the range of acceptance times. This time is not included.
        before: i64,
        /// The cursor from the response to the previous call.
        cursor: Option<i64>,
    },
    /// Removes the body, the headers and the attempts of a delivery. Its key is still known.
    Erase {
        /// The dedupe key.
        key: &'e str,
    },
    /// Records that an operator has seen a dead delivery.
    Dismiss {
        /// The dedupe key.
        key: &'e str,
    },
    /// Records that an operator has seen the dead deliveries, up to a maximum number. The caller repeats the operation while
    /// `more` is true in the response.
    DismissDead,
    /// Stops attempts until `Resume`. Deliveries are still accepted.
    Pause,
    /// Starts attempts again.
    Resume,
    /// The requests that a route refused, newest first.
    ListRefused {
        /// The code of the requests to list. An empty code matches every request.
        code: &'e str,
        /// The number below which the page begins.
        cursor: Option<i64>,
    },
    /// One request that a route refused, with its headers and its body.
    ShowRefused {
        /// The number of the request.
        id: i64,
    },
    /// Removes requests that a route refused.
    EraseRefused {
        /// The number of one request. `None` means all requests.
        id: Option<i64>,
    },
}
