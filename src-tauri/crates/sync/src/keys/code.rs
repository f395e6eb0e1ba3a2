//! The code that goes with an invitation, read out on the telephone.

use std::fmt;
use std::str::FromStr;

use zeroize::Zeroizing;

use crate::Ambient;

/// Letters and digits that nobody mistakes for each other (Crockford's base 32).
const DIGITS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 16;
const GROUP: usize = 4;

/// A code of 80 random bits, printed in four groups of four.
#[derive(Clone, PartialEq, Eq)]
pub struct InvitationCode(Zeroizing<[u8; LENGTH]>);

/// A text that is no code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "this is no invitation code; it is four groups of four letters and digits, such as 7K2M-90QX-4TBC-W3HV"
)]
pub struct NotACode;

impl InvitationCode {
    /// A new code.
    pub fn generate(ambient: &dyn Ambient) -> InvitationCode {
        let mut code = Zeroizing::new([0; LENGTH]);
        ambient.fill_random(&mut *code);
        code.iter_mut().for_each(|byte| *byte = DIGITS[usize::from(*byte % 32)]);
        InvitationCode(code)
    }
}

impl fmt::Display for InvitationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, group) in self.0.chunks(GROUP).enumerate() {
            let hyphen = if place > 0 { "-" } else { "" };
            write!(formatter, "{hyphen}{}", std::str::from_utf8(group).unwrap_or_default())?;
        }
        Ok(())
    }
}

/// Says nothing of it.
impl fmt::Debug for InvitationCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("InvitationCode").finish_non_exhaustive()
    }
}

/// Small letters, other spaces and hyphens, and letters that look like digits are understood.
impl FromStr for InvitationCode {
    type Err = NotACode;

    fn from_str(text: &str) -> Result<InvitationCode, NotACode> {
        let mut code = Zeroizing::new([0; LENGTH]);
        let mut places = code.iter_mut();
        for letter in text.chars().filter(|letter| letter.is_alphanumeric()) {
            let digit = match letter.to_ascii_uppercase() {
                'O' => b'0',
                'I' | 'L' => b'1',
                other => u8::try_from(other).map_err(|_| NotACode)?,
            };
            if !DIGITS.contains(&digit) {
                return Err(NotACode);
            }
            *places.next().ok_or(NotACode)? = digit;
        }
        if places.next().is_some() {
            return Err(NotACode);
        }
        Ok(InvitationCode(code))
    }
}
