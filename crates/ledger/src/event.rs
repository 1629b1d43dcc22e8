//! What happens to a ledger.

/// What a step knows beside its event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Context {
    /// The time, in milliseconds since 1970.
    pub now: i64,
    /// A random number. A step uses it for jitter and for the names of holders.
    pub random: u64,
    /// When the alarm is set to, as far as the caller knows. None after a start, and in the alarm's handler.
    pub alarm: Option<i64>,
    /// How many bytes the storage has.
    pub stored: u64,
}

/// What a verified delivery says of itself. Only for operators and for what is forwarded: nothing is decided by it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct About<'e> {
    /// The id that an origin gets with each attempt.
    pub webhook_id: &'e str,
    /// The provider's id.
    pub delivery_id: Option<&'e str>,
    /// The name of the event.
    pub event: Option<&'e str>,
    /// The scheme's id.
    pub scheme: &'e str,
    /// The tenant, if the route has them.
    pub tenant: Option<&'e str>,
}

/// A verified delivery that is to be accepted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Acceptance<'e> {
    /// The dedupe key, or a random text where there is no dedupe.
    pub key: &'e str,
    /// What the delivery says of itself.
    pub about: About<'e>,
    /// The headers to send, as a JSON object: those of the caller's list and no others.
    pub headers: &'e str,
    /// How long the body is, in bytes.
    pub body: usize,
    /// The key of the deliveries among which the order is kept.
    pub order_key: Option<&'e str>,
}

/// A request that a route refused. Nothing in it was verified.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RefusedRequest<'e> {
    /// The code, the scheme and what else is listed, as a JSON object in one line.
    pub about: &'e str,
    /// The headers of the caller's list and no others, as JSON in one line.
    pub headers: &'e str,
    /// How long the body is, in bytes. `None` if it was not read.
    pub length: Option<i64>,
    /// The beginning of the body, in base 64.
    pub body: Option<&'e str>,
}

/// Which attempt something is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptId<'e> {
    /// The delivery's dedupe key.
    pub key: &'e str,
    /// The origin, by its position in the configuration.
    pub origin: i64,
    /// The number of the attempt.
    pub number: i64,
}

/// What came of an attempt.
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
        /// Why, as a code: `origin_unreachable`, `origin_timeout`.
        error: &'e str,
    },
}

/// What happens to a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'e> {
    /// A verified delivery is about to be proxied.
    Reserve {
        /// The dedupe key.
        key: &'e str,
        /// How long the proxying may take, in milliseconds.
        lease: i64,
        /// What the delivery says of itself.
        about: About<'e>,
    },
    /// The origin took the delivery that a holder reserved.
    Complete {
        /// The dedupe key.
        key: &'e str,
        /// The holder.
        holder: i64,
    },
    /// The origin did not take the delivery that a holder reserved.
    Release {
        /// The dedupe key.
        key: &'e str,
        /// The holder.
        holder: i64,
    },
    /// A verified delivery is about to be kept by another ledger, and this one may know it from before.
    LookUp {
        /// The dedupe key.
        key: &'e str,
    },
    /// A verified delivery is to be accepted.
    Accept(Acceptance<'e>),
    /// A route refused a request, and is to keep it for operators.
    Refuse(RefusedRequest<'e>),
    /// Something may be due: the alarm went off, a schedule pokes the ledger, or the caller has time.
    Wake,
    /// An attempt has ended.
    Attempted {
        /// Which attempt.
        attempt: AttemptId<'e>,
        /// What came of it.
        outcome: Outcome<'e>,
        /// How long it took, in milliseconds.
        took: i64,
    },
    /// An alert was sent, or could not be.
    Alerted {
        /// The kind of the alert.
        kind: i64,
        /// The alert's origin.
        origin: i64,
        /// How often it was raised when it was sent.
        count: i64,
        /// Whether it was sent.
        sent: bool,
    },
    /// An operator asks for something.
    Operate(Operation<'e>),
}

/// What an operator asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation<'e> {
    /// Whether all is well, with counts.
    Status,
    /// A page of deliveries, newest first.
    List {
        /// The states, as the sum of 2 to the power of each state's number. 0 means all of them.
        states: i64,
        /// The earliest time of acceptance.
        from: i64,
        /// The time of acceptance that is too late.
        before: i64,
        /// A text in the ids, the event or the tenant. Empty means any.
        text: &'e str,
        /// The number below which the page begins.
        cursor: Option<i64>,
        /// How many at most.
        limit: i64,
        /// Whether the records have headers and attempts, as those of `Show`.
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
    /// Sends the dead ones again. Bounded: to be repeated while the response has `more`.
    RedeliverDead,
    /// Sends again what was accepted in a time and has ended. Bounded: to be repeated with the cursor of the response.
    RedeliverRange {
        /// The earliest time of acceptance.
        from: i64,
        /// The time of acceptance that is too late.
        before: i64,
        /// Where the call before ended.
        cursor: Option<i64>,
    },
    /// Removes body, headers and attempts of a delivery. Its key is still known.
    Erase {
        /// The dedupe key.
        key: &'e str,
    },
    /// Notes that an operator has seen a dead delivery.
    Dismiss {
        /// The dedupe key.
        key: &'e str,
    },
    /// Notes that an operator has seen the dead ones. Bounded: to be repeated while the response has `more`.
    DismissDead,
    /// Makes no attempts until `Resume`. Deliveries are still accepted.
    Pause,
    /// Makes attempts again.
    Resume,
    /// The requests that a route refused, newest first.
    ListRefused {
        /// The code of those that are listed. Empty means any.
        code: &'e str,
        /// The number below which the page begins.
        cursor: Option<i64>,
    },
    /// One request that a route refused, with its headers and its body.
    ShowRefused {
        /// Its number.
        id: i64,
    },
    /// Removes requests that a route refused.
    EraseRefused {
        /// The number of one. `None` means all.
        id: Option<i64>,
    },
}
