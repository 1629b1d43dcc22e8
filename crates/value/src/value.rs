//! A value of a host: a value of JavaScript or JSON.

/// A value of a host, with the host's own types for texts, numbers, lists and objects.
pub trait Value: Clone {
    /// Returns whether the value is null or undefined.
    fn is_none(&self) -> bool;

    /// Returns the value if it is a text.
    fn text(&self) -> Option<String>;

    /// Returns the value if it is a boolean.
    fn flag(&self) -> Option<bool>;

    /// Returns the value if it is a number.
    fn number(&self) -> Option<f64>;

    /// Returns the elements if the value is a list.
    fn elements(&self) -> Option<Vec<Self>>;

    /// Returns the own members if the value is an object, without members that are undefined.
    fn members(&self) -> Option<Vec<(String, Self)>>;

    /// Returns a member if the value is an object and contains the member.
    fn member(&self, name: &str) -> Option<Self>;

    /// Returns a member if it exists and is a text.
    fn text_member(&self, name: &str) -> Option<String> {
        self.member(name)?.text()
    }
}
