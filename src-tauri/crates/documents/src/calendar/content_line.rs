//! Lines of a calendar file: escaped, folded, ended by CR LF (RFC 5545, 3.1 and 3.3.11).

/// Octets of a line at most, its end left out.
const OCTETS: usize = 75;

/// A calendar file that grows line by line.
#[derive(Debug, Default)]
pub(super) struct Lines {
    written: String,
}

impl Lines {
    /// A line whose value is written as it is: no text of people.
    pub fn raw(&mut self, name: &str, value: &str) {
        self.folded(&format!("{name}:{value}"));
    }

    /// A line whose value is text.
    pub fn text(&mut self, name: &str, text: &str) {
        let mut value = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '\\' | ';' | ',' => value.extend(['\\', letter]),
                '\n' => value.push_str("\\n"),
                // Nothing that the grammar has no place for, whatever a text was cleaned of.
                letter if letter.is_control() => {}
                letter => value.push(letter),
            }
        }
        self.raw(name, &value);
    }

    /// The file.
    pub fn finish(self) -> String {
        self.written
    }

    fn folded(&mut self, line: &str) {
        let mut taken = 0;
        for letter in line.chars() {
            if taken + letter.len_utf8() > OCTETS {
                self.written.push_str("\r\n ");
                taken = 1;
            }
            self.written.push(letter);
            taken += letter.len_utf8();
        }
        self.written.push_str("\r\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_letters_before_the_seventy_sixth_octet() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", &"ä€𝄞".repeat(40));
        let written = lines.finish();
        assert!(written.split("\r\n").all(|line| line.len() <= OCTETS));
        assert!(written.split("\r\n").filter(|line| line.len() > 70).count() >= 4);
        let unfolded = written.replace("\r\n ", "");
        assert_eq!(unfolded, format!("SUMMARY:{}\r\n", "ä€𝄞".repeat(40)));
    }

    #[test]
    fn text_cannot_begin_a_line_of_its_own() {
        let mut lines = Lines::default();
        lines.text("SUMMARY", "a\r\nEND:VEVENT;b,c\\n\u{7}");
        assert_eq!(lines.finish(), "SUMMARY:a\\nEND:VEVENT\\;b\\,c\\\\n\r\n");
    }
}
