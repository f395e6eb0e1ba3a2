//! Numbers as a PDF file spells them: shortest form, never an exponent, never `NaN`.

/// Far beyond any sheet (ISO 32000-1, annex C: 14,400 points), and short enough for any reader.
const FARTHEST: f64 = 1_000_000.0;

/// Rounds to a thousandth of a point, finer than any printer; what is no number becomes 0, and
/// what lies beyond every sheet is brought nearer.
pub(crate) fn thousandths(value: f32) -> f32 {
    (scaled(value) as f64 / 1000.0) as f32
}

/// Thousandths as a whole number.
fn scaled(value: f32) -> i64 {
    // A cast of what is no number gives 0.
    (f64::from(value).clamp(-FARTHEST, FARTHEST) * 1000.0).round() as i64
}

/// Appends an integer in decimal.
pub(crate) fn push_integer(out: &mut Vec<u8>, value: i64) {
    let mut digits = [0_u8; 20];
    let mut start = digits.len();
    let mut rest = value.unsigned_abs();
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    if value < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(&digits[start..]);
}

/// Appends a number rounded to a thousandth, without needless zeros.
pub(crate) fn push_real(out: &mut Vec<u8>, value: f32) {
    let scaled = scaled(value);
    if scaled < 0 {
        out.push(b'-');
    }
    push_integer(out, (scaled.unsigned_abs() / 1000) as i64);
    let fraction = scaled.unsigned_abs() % 1000;
    if fraction > 0 {
        let digits = [
            b'0' + (fraction / 100) as u8,
            b'0' + (fraction / 10 % 10) as u8,
            b'0' + (fraction % 10) as u8,
        ];
        let end = digits.iter().rposition(|digit| *digit != b'0').map_or(0, |last| last + 1);
        out.push(b'.');
        out.extend_from_slice(&digits[..end]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn real(value: f32) -> String {
        let mut out = Vec::new();
        push_real(&mut out, value);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn numbers_are_spelled_in_their_shortest_form() {
        assert_eq!(real(0.0), "0");
        assert_eq!(real(12.0), "12");
        assert_eq!(real(12.34), "12.34");
        assert_eq!(real(-0.5), "-0.5");
        assert_eq!(real(0.0625), "0.063");
        assert_eq!(real(-0.0001), "0");
        assert_eq!(real(14_400.0), "14400");
    }

    #[test]
    fn what_no_sheet_can_hold_is_brought_within_reach_of_readers() {
        assert_eq!(real(f32::NAN), "0");
        assert_eq!(real(f32::INFINITY), "1000000");
        assert_eq!(real(-1e30), "-1000000");
        assert_eq!(thousandths(f32::NEG_INFINITY), -1_000_000.0);
    }
}
