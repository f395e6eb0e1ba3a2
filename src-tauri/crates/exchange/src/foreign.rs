use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::ReadError;

/// Runs a parser that others wrote on bytes that nobody vouches for.
///
/// Where such a parser stops by a panic, as on a cell called `ZZZZZZZZ1`, the answer is that the
/// file is damaged: the file is anybody's, and one bad file must never end the program.
pub(crate) fn parsed<T>(
    what: &'static str,
    parse: impl FnOnce() -> Result<T, ReadError>,
) -> Result<T, ReadError> {
    catch_unwind(AssertUnwindSafe(parse)).unwrap_or_else(|_| {
        Err(ReadError::Damaged { what, reason: "its numbers are beyond all measure".to_owned() })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parser_that_panics_has_met_a_damaged_file() {
        let answer: Result<(), _> = parsed("list", || panic!("attempt to multiply with overflow"));
        assert_eq!(answer.unwrap_err().code(), "damaged");
        assert_eq!(parsed("list", || Ok(1)), Ok(1));
        assert_eq!(parsed::<()>("list", || Err(ReadError::Empty)), Err(ReadError::Empty));
    }
}
