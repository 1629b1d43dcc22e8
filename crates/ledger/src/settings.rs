//! What a ledger remembers beside its deliveries: the version of its schema, and a few numbers.

use alloc::string::String;

use crate::statement::Statement;
use crate::store::{Store, Value};

/// The statements that make each version of the schema from the one before. Only ever appended to.
const MIGRATIONS: &[&[Statement]] = &[&[
    Statement::CreateDeliveries,
    Statement::CreateKeys,
    Statement::CreateDue,
    Statement::CreateOrder,
    Statement::CreateBodies,
    Statement::CreateCircuits,
    Statement::CreateAlerts,
]];

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Settings {
    /// Whether no attempts are made.
    pub(crate) paused: bool,
    /// How many origins there ever were.
    pub(crate) origins: i64,
    /// When to look again whether something waits too long.
    pub(crate) late_check: i64,
    /// Whether something waited too long when that was looked at.
    pub(crate) late: bool,
    version: i64,
}

impl Settings {
    pub(crate) fn load<S: Store>(store: &mut S) -> Result<Self, S::Error> {
        let mut settings = Self::default();
        for mut record in store.run(Statement::Settings, &[])? {
            let name: String = record.take_text(0).unwrap_or_default();
            let value = record.integer(1);
            match name.as_str() {
                "late" => settings.late = value != 0,
                "late_check" => settings.late_check = value,
                "origins" => settings.origins = value,
                "paused" => settings.paused = value != 0,
                _ => settings.version = value,
            }
        }
        Ok(settings)
    }
}

pub(crate) fn set<S: Store>(store: &mut S, name: &str, value: i64) -> Result<(), S::Error> {
    store.run(Statement::SetSetting, &[Value::Text(name), Value::Integer(value)]).map(drop)
}

/// Brings the schema to the current version. To be called once after a start, in a transaction.
///
/// Returns whether the storage can be used: not if a newer program wrote it.
///
/// # Errors
/// If the store fails.
pub fn migrate<S: Store>(store: &mut S) -> Result<bool, S::Error> {
    store.run(Statement::CreateMeta, &[])?;
    let version = Settings::load(store)?.version;
    let done = usize::try_from(version).unwrap_or(usize::MAX);
    let Some(rest) = MIGRATIONS.get(done..) else { return Ok(false) };
    if rest.is_empty() {
        return Ok(true);
    }
    for statement in rest.iter().copied().flatten() {
        store.run(*statement, &[])?;
    }
    set(store, "version", i64::try_from(MIGRATIONS.len()).unwrap_or(0))?;
    Ok(true)
}
