//! The payloads of the built-in providers.
