//! A value of a host: of JavaScript, of JSON.

/// A value of a host, which holds its own kind of text, number, list or object.
pub trait Value: Clone {
    /// Whether the value stands for none.
    fn is_none(&self) -> bool;

    /// Returns the text that the value is.
    fn text(&self) -> Option<String>;

    /// Returns the truth value that the value is.
    fn flag(&self) -> Option<bool>;

    /// Returns the number that the value is.
    fn number(&self) -> Option<f64>;

    /// Returns the elements of a list.
    fn elements(&self) -> Option<Vec<Self>>;

    /// Returns the own members of an object. One that counts as left out is not among them.
    fn members(&self) -> Option<Vec<(String, Self)>>;

    /// Returns a member of an object, if the value is an object and has it.
    fn member(&self, name: &str) -> Option<Self>;

    /// Returns the text that a member is.
    fn text_member(&self, name: &str) -> Option<String> {
        self.member(name)?.text()
    }
}
