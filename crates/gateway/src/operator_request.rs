//! An operator's request below `/_hookward/`, as written in the head of the request.
//!
//! The Worker reads the head to check the request, and a ledger reads the same text again to execute it. The request is never
//! converted to another format.

use hookward::UnixTime;
use hookward_ledger::{Operation, State};
use percent_encoding::percent_decode;

use crate::head::Head;
use crate::http_error::HttpError;
use crate::log_line::{MAX_TEXT, cut};
use crate::route_path::RESERVED;

/// The number of deliveries on a page. Default: 50. Maximum: 1000.
const DEFAULT_LIMIT: i64 = 50;
const MAX_LIMIT: i64 = 1000;

/// The maximum number of records for a page from all ledgers together. An isolate holds all of them at once, and whole records
/// can be long.
const MOST_RECORDS: i64 = 2000;
const MOST_WHOLE_RECORDS: i64 = 200;

/// The kinds of operations. An operation on one delivery has the key of the delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Status,
    List,
    Export,
    Show,
    Redeliver,
    Dismiss,
    Erase,
    RedeliverDead,
    RedeliverRange,
    DismissDead,
    Pause,
    Resume,
    ListRefused,
    ShowRefused,
    EraseRefused,
    EraseAllRefused,
}

impl Kind {
    /// Returns whether the operation concerns a whole ledger, so that the request must name the ledger.
    pub(crate) fn needs_one_ledger(self) -> bool {
        matches!(
            self,
            Self::RedeliverDead | Self::RedeliverRange | Self::DismissDead | Self::Pause | Self::Resume | Self::EraseAllRefused
        )
    }

    /// Returns whether the operation concerns refused requests, which are stored in separate objects.
    pub(crate) fn is_of_refused(self) -> bool {
        matches!(self, Self::ListRefused | Self::ShowRefused | Self::EraseRefused | Self::EraseAllRefused)
    }

    /// Returns whether the operation concerns one delivery or one refused request.
    fn has_key(self) -> bool {
        matches!(self, Self::Show | Self::Redeliver | Self::Dismiss | Self::Erase | Self::ShowRefused | Self::EraseRefused)
    }

    fn is_read(self) -> bool {
        matches!(self, Self::Status | Self::List | Self::Export | Self::Show | Self::ListRefused | Self::ShowRefused)
    }
}

/// The end of a page: the number of the last delivery, and the position of its ledger.
///
/// Ledgers number deliveries by the time of acceptance, so the numbers of all ledgers have one order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cursor {
    pub(crate) seq: i64,
    pub(crate) index: usize,
}

impl Cursor {
    fn parse(text: &str) -> Option<Self> {
        let (seq, index) = text.split_once('-').unwrap_or((text, "0"));
        Some(Self { seq: seq.parse().ok().filter(|seq| *seq >= 0)?, index: index.parse().ok()? })
    }

    pub(crate) fn print(self) -> String {
        [&*self.seq.to_string(), "-", &self.index.to_string()].concat()
    }
}

/// An operator's request.
#[derive(Debug)]
pub struct OperatorRequest {
    pub(crate) kind: Kind,
    /// The path of one route, if the operator has named a route.
    pub(crate) path: Option<String>,
    key: String,
    states: i64,
    from: i64,
    before: i64,
    text: String,
    cursor: Option<Cursor>,
    /// The maximum number of deliveries on a page.
    pub(crate) limit: i64,
}

impl OperatorRequest {
    /// Reads a request. `next` is the end of the previous page, if the request requires several pages.
    pub(crate) fn parse<'r>(head: &Head<'_>, next: Option<&str>) -> Result<Self, HttpError<'r>> {
        let (path, query) = head.target.split_once('?').unwrap_or((head.target, ""));
        let (kind, key) = kind_of(path).ok_or(HttpError::NotFound)?;
        let (is_allowed, allow) = match head.method {
            "GET" | "HEAD" => (kind.is_read(), "POST"),
            "POST" => (!kind.is_read(), "GET, HEAD"),
            _ => (false, if kind.is_read() { "GET, HEAD" } else { "POST" }),
        };
        if !is_allowed {
            return Err(HttpError::Method { allow });
        }
        let mut parameters = Parameters::parse(query)?;
        let mut request = Self {
            kind,
            path: parameters.take("path"),
            key: key.to_owned(),
            states: 0,
            from: 0,
            before: i64::MAX,
            text: String::new(),
            cursor: None,
            limit: match kind {
                Kind::Export => MOST_WHOLE_RECORDS,
                Kind::Show | Kind::ShowRefused => i64::MAX,
                _ => DEFAULT_LIMIT,
            },
        };
        request.read(&mut parameters)?;
        if let Some(next) = next {
            request.cursor = Some(cursor(next)?);
        }
        // A monitor may add a parameter that keeps its request out of caches.
        if kind == Kind::Status { Ok(request) } else { parameters.refuse_others().map(|()| request) }
    }

    /// Reads the parameters of the operation.
    fn read<'r>(&mut self, parameters: &mut Parameters) -> Result<(), HttpError<'r>> {
        if self.kind == Kind::RedeliverRange {
            if let Some(state) = parameters.take("state") {
                self.kind = Kind::RedeliverDead;
                return if state == "dead" { Ok(()) } else { Err(which_to_redeliver()) };
            }
            self.from = parameters.time("from")?.ok_or_else(which_to_redeliver)?;
            self.before = parameters.time("before")?.ok_or_else(which_to_redeliver)?;
        }
        if matches!(self.kind, Kind::List | Kind::Export) {
            self.states = parameters.take("state").map_or(Ok(0), |names| states(&names))?;
            self.from = parameters.time("from")?.unwrap_or(self.from);
            self.before = parameters.time("before")?.unwrap_or(self.before);
        }
        if self.kind == Kind::ListRefused {
            self.text = parameters.take("code").unwrap_or_default();
        }
        if self.kind == Kind::List {
            self.text = parameters.take("text").unwrap_or_default();
            // No text that is searched is longer. The search looks for each byte in thousands of rows.
            if self.text.chars().count() > MAX_TEXT {
                return Err(invalid("text must have at most 256 characters."));
            }
        }
        if matches!(self.kind, Kind::List | Kind::ListRefused)
            && let Some(limit) = parameters.take("limit")
        {
            let number = limit.parse().ok().filter(|limit| (1..=MAX_LIMIT).contains(limit));
            self.limit = number.ok_or_else(|| invalid("limit must be a whole number from 1 to 1000."))?;
        }
        if matches!(self.kind, Kind::List | Kind::ListRefused | Kind::RedeliverRange) {
            self.cursor = parameters.take("cursor").map(|text| cursor(&text)).transpose()?;
        }
        Ok(())
    }

    /// Returns the operation for one of several ledgers. `index` is the position of the ledger, and `count` is the number of
    /// ledgers.
    pub(crate) fn operation(&self, index: usize, count: usize) -> Operation<'_> {
        let key = &*self.key;
        match self.kind {
            Kind::Status => Operation::Status,
            Kind::List | Kind::Export => {
                let whole = self.kind == Kind::Export;
                // A delivery of another ledger can have the same number as the last delivery of the page. If its ledger comes
                // later in the list, the delivery is on the next page. Otherwise, it was on a previous page.
                let cursor = self.cursor.map(|cursor| cursor.seq.saturating_add(i64::from(index > cursor.index)));
                let most = if whole { MOST_WHOLE_RECORDS } else { MOST_RECORDS };
                let share = i64::try_from(count).ok().and_then(|count| most.checked_div(count)).unwrap_or(most).max(2);
                let (states, from, before, text) = (self.states, self.from, self.before, &*self.text);
                Operation::List { states, from, before, text, cursor, limit: self.limit.min(share), whole }
            }
            Kind::Show => Operation::Show { key },
            Kind::Redeliver => Operation::Redeliver { key },
            Kind::Dismiss => Operation::Dismiss { key },
            Kind::Erase => Operation::Erase { key },
            Kind::RedeliverDead => Operation::RedeliverDead,
            Kind::RedeliverRange => {
                let cursor = self.cursor.map(|cursor| cursor.seq);
                Operation::RedeliverRange { from: self.from, before: self.before, cursor }
            }
            Kind::DismissDead => Operation::DismissDead,
            Kind::Pause => Operation::Pause,
            Kind::Resume => Operation::Resume,
            Kind::ListRefused => {
                // A refused request of another route can have the same number as the last request of the page. If its route comes
                // later in the list, the request is on the next page. Otherwise, it was on a previous page.
                let cursor = self.cursor.map(|cursor| cursor.seq.saturating_add(i64::from(index > cursor.index)));
                Operation::ListRefused { code: &self.text, cursor }
            }
            // No request has a number below 1.
            Kind::ShowRefused => Operation::ShowRefused { id: key.parse().unwrap_or(0) },
            Kind::EraseRefused => Operation::EraseRefused { id: Some(key.parse().unwrap_or(0)) },
            Kind::EraseAllRefused => Operation::EraseRefused { id: None },
        }
    }
}

/// Returns the operation of a path, and the key in the path.
fn kind_of(path: &str) -> Option<(Kind, &str)> {
    let mut segments = path.strip_prefix(RESERVED)?.split('/');
    let found = match (segments.next()?, segments.next(), segments.next()) {
        ("status", None, _) => (Kind::Status, ""),
        ("deliveries", None, _) => (Kind::List, ""),
        ("export", None, _) => (Kind::Export, ""),
        ("redeliver", None, _) => (Kind::RedeliverRange, ""),
        ("dismiss", None, _) => (Kind::DismissDead, ""),
        ("pause", None, _) => (Kind::Pause, ""),
        ("resume", None, _) => (Kind::Resume, ""),
        ("refused", None, _) => (Kind::ListRefused, ""),
        ("refused", Some("erase"), None) => (Kind::EraseAllRefused, ""),
        ("refused", Some(key), None) => (Kind::ShowRefused, key),
        ("refused", Some(key), Some("erase")) => (Kind::EraseRefused, key),
        ("deliveries", Some(key), None) => (Kind::Show, key),
        ("deliveries", Some(key), Some("redeliver")) => (Kind::Redeliver, key),
        ("deliveries", Some(key), Some("dismiss")) => (Kind::Dismiss, key),
        ("deliveries", Some(key), Some("erase")) => (Kind::Erase, key),
        _ => return None,
    };
    (segments.next().is_none() && (found.1.is_empty() != found.0.has_key())).then_some(found)
}

/// The parameters of a query that were not read yet.
struct Parameters(Vec<(String, String)>);

impl Parameters {
    fn parse<'r>(query: &str) -> Result<Self, HttpError<'r>> {
        let mut all: Vec<(String, String)> = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (decoded(name)?, decoded(value)?);
            // It is unknown which of the two values is meant.
            if all.iter().any(|(own, _)| *own == name) {
                return Err(invalid(&[&cut(&name), " appears twice. Send it once."].concat()));
            }
            all.push((name, value));
        }
        Ok(Self(all))
    }

    fn take(&mut self, name: &str) -> Option<String> {
        let at = self.0.iter().position(|(own, _)| own == name)?;
        Some(self.0.swap_remove(at).1)
    }

    /// Removes a parameter and returns its value as a time, in milliseconds.
    fn time<'r>(&mut self, name: &str) -> Result<Option<i64>, HttpError<'r>> {
        let Some(text) = self.take(name) else { return Ok(None) };
        let message = [name, " must be a time, such as 2026-05-07T14:32:18Z, or milliseconds since 1970."];
        time(&text).map(Some).ok_or_else(|| invalid(&message.concat()))
    }

    /// Refuses parameters that the operation does not read. Without this check, a misspelled `before` would mean a range without
    /// an end.
    fn refuse_others<'r>(&self) -> Result<(), HttpError<'r>> {
        self.0.first().map_or(Ok(()), |(name, _)| {
            Err(invalid(&["There is no parameter ", &*cut(name), " here. Remove it, or correct its name."].concat()))
        })
    }
}

/// Decodes a name or a value of a query.
fn decoded<'r>(text: &str) -> Result<String, HttpError<'r>> {
    let spaced: Vec<u8> = text.bytes().map(|byte| if byte == b'+' { b' ' } else { byte }).collect();
    String::from_utf8(percent_decode(&spaced).collect())
        .map_err(|_| invalid("A parameter is not UTF-8. Encode it as a browser does."))
}

/// Parses milliseconds since 1970, or a time or a day in ISO 8601 format.
fn time(text: &str) -> Option<i64> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse().ok();
    }
    let day = if text.len() == 10 { [text, "T00:00:00Z"].concat() } else { text.to_owned() };
    UnixTime::from_rfc3339(&day).map(UnixTime::as_millis)
}

fn states<'r>(names: &str) -> Result<i64, HttpError<'r>> {
    names.split(',').try_fold(0, |sum, name| {
        let message = "state must be one or more of reserved, waiting, retrying, attempting, queued, delivered, dead, \
                       dismissed and erased, separated by commas.";
        State::named(name).map(|bits| sum | bits).ok_or_else(|| invalid(message))
    })
}

fn cursor<'r>(text: &str) -> Result<Cursor, HttpError<'r>> {
    Cursor::parse(text).ok_or_else(|| invalid("cursor must be that of the previous response, unchanged."))
}

fn which_to_redeliver<'r>() -> HttpError<'r> {
    invalid("Choose what to redeliver: state=dead for dead deliveries, or from and before for those accepted in that time.")
}

pub(crate) fn invalid<'r>(message: &str) -> HttpError<'r> {
    HttpError::Operator { status: 400, code: "invalid_parameter", message: message.to_owned() }
}
