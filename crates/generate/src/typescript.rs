//! Writes the events of a provider in TypeScript.

use std::fmt::{Display, Formatter, Result};

use crate::rust_events::{Provider, Union};
use crate::rust_structs::{Field, Struct};
use crate::rust_types::Type;

/// The beginning of every generated file. It distinguishes generated files from files that are written by hand.
pub(crate) const HEADER: &str = "// Generated from src/events/";

/// Writes the whole file: first the union, and then its structs.
impl Display for Provider {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        writeln!(f, "{HEADER}{}.rs; run `npm run generate`.\n", self.module)?;
        writeln!(f, "import type {{ UnknownEvent }} from \"./unknown.js\";\n")?;
        write!(f, "{}", self.union)?;
        self.structs.iter().try_for_each(|one| write!(f, "\n{one}"))
    }
}

/// Writes each event on its own line, and the unknown event last. The type of the unknown event is in `unknown.ts`, written by
/// hand.
impl Display for Union {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        comment(f, "", &self.docs)?;
        writeln!(f, "export type {} =", self.name)?;
        for event in &self.events {
            writeln!(f, "  | {{ {:?}: {:?} }} & {}", self.tag, event.name, event.payload)?;
        }
        writeln!(f, "  | UnknownEvent<{:?}>;", self.tag)
    }
}

/// Writes an object type, with each field on its own line.
impl Display for Struct {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        comment(f, "", &self.docs)?;
        write!(f, "export type {}", self.name)?;
        arguments(f, &self.parameters)?;
        writeln!(f, " = {{")?;
        self.fields.iter().try_for_each(|field| write!(f, "{field}"))?;
        writeln!(f, "}};")
    }
}

/// Writes the field's comment, and its name with its type.
impl Display for Field {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        comment(f, "  ", &self.docs)?;
        let absent = if matches!(self.kind, Type::Option(_)) { "?" } else { "" };
        if is_identifier(&self.name) {
            writeln!(f, "  {}{absent}: {},", self.name, self.kind)
        } else {
            writeln!(f, "  {:?}{absent}: {},", self.name, self.kind)
        }
    }
}

/// Writes the type as it is written after a field's name.
impl Display for Type {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Boolean => write!(f, "boolean"),
            Self::Number => write!(f, "number"),
            Self::String => write!(f, "string"),
            Self::Value => write!(f, "unknown"),
            Self::Object => write!(f, "Record<string, unknown>"),
            Self::Option(inner) => write!(f, "{inner} | null"),
            Self::Array(inner) => write!(f, "Array<{inner}>"),
            Self::Parameter(name) => write!(f, "{name}"),
            Self::Struct(name, list) => {
                write!(f, "{name}")?;
                arguments(f, list)
            }
        }
    }
}

/// Writes the arguments in angle brackets, if any exist.
fn arguments(f: &mut Formatter<'_>, list: &[impl ToString]) -> Result {
    let list: Vec<_> = list.iter().map(ToString::to_string).collect();
    if list.is_empty() { Ok(()) } else { write!(f, "<{}>", list.join(", ")) }
}

/// Writes a comment. Text that would end the comment is escaped.
fn comment(f: &mut Formatter<'_>, indent: &str, lines: &[String]) -> Result {
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(f, "{indent}/**")?;
    for line in lines {
        writeln!(f, "{indent} *{}", line.trim_end().replace("*/", "*\\/"))?;
    }
    writeln!(f, "{indent} */")
}

/// Returns whether a name can be written without quotes.
fn is_identifier(name: &str) -> bool {
    let letter = |c: char| c.is_alphabetic() || c == '_' || c == '$';
    name.starts_with(letter) && name.chars().all(|c| letter(c) || c.is_numeric())
}
