//! E-mail addresses.

use std::fmt;

use crate::{ValueError, text::one_line};

/// An e-mail address in lower case, `nimi@uef.fi`.
///
/// The part before the sign takes the characters of RFC 5322's dot-atom; quoted parts, which no
/// registration form uses, are refused. The domain has at least one dot.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// Reads an address as people paste it: `nimi(at)uef.fi`, `mailto:…`, `Nimi <nimi@uef.fi>`.
    ///
    /// # Errors
    /// [`ValueError::NotAnEmail`] for anything else.
    pub fn parse(text: &str) -> Result<EmailAddress, ValueError> {
        let typed = one_line(text);
        let address = bare(&typed);
        match address.split_once('@') {
            Some((local, domain))
                if address.len() <= 254 && is_local(local) && is_domain(domain) =>
            {
                Ok(EmailAddress(address))
            }
            _ => Err(ValueError::NotAnEmail(typed)),
        }
    }

    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part after the sign, by which colleagues of one organisation are recognised.
    pub fn domain(&self) -> &str {
        self.0.split_once('@').map_or("", |(_, domain)| domain)
    }
}

/// What is left of `typed` without name, brackets, scheme, stray ends and disguise.
fn bare(typed: &str) -> String {
    let inner = match (typed.rfind('<'), typed.rfind('>')) {
        (Some(open), Some(close)) if open < close => &typed[open + 1..close],
        _ => typed,
    };
    let lower = inner.to_lowercase();
    let address = lower.trim_matches(|c: char| c.is_whitespace() || ",;:.<>\"'".contains(c));
    let address = address.strip_prefix("mailto:").unwrap_or(address).trim();
    if address.contains('@') {
        return address.to_owned();
    }
    for disguise in ["(at)", "[at]", "{at}", "(ät)", "[ät]", "(a)", "[a]", "(miukumauku)"] {
        if let Some((local, domain)) = address.split_once(disguise) {
            return format!("{}@{}", local.trim(), domain.trim());
        }
    }
    address.to_owned()
}

fn is_local(local: &str) -> bool {
    local.len() <= 64
        && local.split('.').all(|atom| {
            !atom.is_empty()
                && atom
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c))
        })
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    match domain.rsplit_once('.') {
        Some((_, top)) => {
            domain.split('.').all(is_label)
                && top.chars().count() >= 2
                && (top.starts_with("xn--") || top.chars().all(char::is_alphabetic))
        }
        None => false,
    }
}

impl fmt::Display for EmailAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn addresses_are_read_as_people_paste_them() {
        for (text, address) in [
            ("Maija.Meikalainen@UEF.fi ", "maija.meikalainen@uef.fi"),
            ("nimi(at)uef.fi", "nimi@uef.fi"),
            ("nimi (at) uef.fi", "nimi@uef.fi"),
            ("nimi[at]uef.fi", "nimi@uef.fi"),
            ("mailto:nimi@uef.fi", "nimi@uef.fi"),
            ("Maija Meikäläinen <nimi@uef.fi>", "nimi@uef.fi"),
            ("nimi@uef.fi;", "nimi@uef.fi"),
            ("<nimi@uef.fi>,", "nimi@uef.fi"),
            ("o'brien+uef@student.karelia.fi", "o'brien+uef@student.karelia.fi"),
            ("info@jäätelö.fi", "info@jäätelö.fi"),
            ("a@xn--jtel-loa.xn--p1ai", "a@xn--jtel-loa.xn--p1ai"),
        ] {
            assert_eq!(EmailAddress::parse(text).unwrap().as_str(), address, "{text}");
        }
        assert_eq!(EmailAddress::parse("nimi@student.uef.fi").unwrap().domain(), "student.uef.fi");
    }

    #[test]
    fn junk_is_refused() {
        for text in [
            "",
            "-",
            "ei ole",
            "nimi",
            "nimi@",
            "@uef.fi",
            "nimi@uef",
            "a@b@c.fi",
            "ni mi@uef.fi",
            "nimi..x@uef.fi",
            ".nimi@uef.fi ,x",
            "nimi@-uef.fi",
            "nimi@uef..fi",
            "nimi@10.0.0.1",
            "maija.meikäläinen@uef.fi",
            "a@b.fi, c@d.fi",
        ] {
            assert_eq!(EmailAddress::parse(text).unwrap_err().code(), "not_an_email", "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_address_read_once_reads_the_same_again(text in "[ -~]{0,12}(@|\\(at\\))[ -~]{0,8}\\.(fi|COM)") {
            if let Ok(address) = EmailAddress::parse(&text) {
                prop_assert_eq!(EmailAddress::parse(address.as_str()).unwrap(), address);
            }
        }

        #[test]
        fn no_text_makes_it_panic(text in any::<String>()) {
            let _ = EmailAddress::parse(&text);
        }
    }
}
