//! The settings that a ledger stores in addition to its deliveries: the version of its schema, and a few numbers.

use alloc::string::String;

use crate::statement::Statement;
use crate::store::{Store, Value};

/// The statements that create each version of the schema from the previous version. New versions are only appended.
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
    /// Whether attempts are paused.
    pub(crate) paused: bool,
    /// The largest number of origins that the route has ever had.
    pub(crate) origins: i64,
    /// The time of the next check for deliveries that wait too long.
    pub(crate) late_check: i64,
    /// Whether a delivery waited too long at the last check.
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

/// Updates the schema to the current version. The caller calls this once after a start, in a transaction.
///
/// Returns whether the storage can be used. It cannot be used if a newer program wrote it.
///
/// # Errors
/// Returns an error if the store fails.
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
