/// Walks over a short text in lower case, taking what it recognises.
#[derive(Debug, Clone)]
pub(super) struct Scan<'a> {
    rest: &'a str,
}

/// Digits as they were written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Digits {
    pub value: u32,
    pub length: usize,
}

impl<'a> Scan<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text.trim() }
    }

    pub(super) fn at_end(&self) -> bool {
        self.rest.is_empty()
    }

    pub(super) fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes a character if it is the next one.
    pub(super) fn take(&mut self, c: char) -> bool {
        match self.rest.strip_prefix(c) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    /// Takes one of several characters.
    pub(super) fn take_any(&mut self, chars: &[char]) -> Option<char> {
        let c = self.rest.chars().next().filter(|c| chars.contains(c))?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }

    /// Takes a run of up to nine digits; leaves everything where there are none or more.
    pub(super) fn digits(&mut self) -> Option<Digits> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if length == 0 || length > 9 {
            return None;
        }
        let value = self.rest[..length].parse().ok()?;
        self.rest = &self.rest[length..];
        Some(Digits { value, length })
    }

    /// Looks at the run of letters that comes next, without taking it.
    pub(super) fn word(&self) -> &'a str {
        let end = self.rest.find(|c: char| !c.is_alphabetic()).unwrap_or(self.rest.len());
        &self.rest[..end]
    }

    /// Takes the run of letters that comes next if it is one of these.
    pub(super) fn take_word(&mut self, words: &[&str]) -> bool {
        let word = self.word();
        if !words.contains(&word) {
            return false;
        }
        self.rest = &self.rest[word.len()..];
        true
    }

    /// Takes the run of letters that comes next.
    pub(super) fn next_word(&mut self) -> &'a str {
        let word = self.word();
        self.rest = &self.rest[word.len()..];
        word
    }
}
