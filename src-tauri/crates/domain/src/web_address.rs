//! Absolute web addresses.

use crate::{ValueError, text::one_line};

/// Reads a web address: `https://…` or `http://…`, or a bare `www.uef.fi/x`, which is given
/// `https://`. URNs (`URN:NBN:fi-fe2018…`), which theses are published under, become addresses of
/// the resolver `https://urn.fi/`. Scheme and host are put in lower case, a bare host ends without
/// a slash.
///
/// # Errors
/// [`ValueError::NotAWebAddress`] for other schemes (`javascript:`, `file:`), user names in the
/// address, spaces, and hosts without a dot.
pub fn parse_web_address(text: &str) -> Result<String, ValueError> {
    let typed = one_line(text);
    let refuse = || ValueError::NotAWebAddress(typed.clone());
    if typed.contains(|c: char| c.is_whitespace() || "<>\"\\^`{|}".contains(c)) {
        return Err(refuse());
    }
    if typed.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("urn:nbn:")) {
        return Ok(format!("https://urn.fi/{typed}"));
    }
    let (scheme, rest) = match typed.split_once("://") {
        Some((scheme, rest)) => (scheme.to_ascii_lowercase(), rest),
        None => ("https".to_owned(), typed.as_str()),
    };
    if !matches!(scheme.as_str(), "http" | "https") {
        return Err(refuse());
    }
    let host_end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(host_end);
    if !is_host(host) {
        return Err(refuse());
    }
    let path = if path == "/" { "" } else { path };
    Ok(format!("{scheme}://{}{path}", host.to_lowercase()))
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').map_or((host, None), |(name, port)| (name, Some(port)));
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    name.contains('.')
        && name.split('.').all(is_label)
        && port.is_none_or(|port| port.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_absolute() {
        for (text, address) in [
            ("www.uef.fi", "https://www.uef.fi"),
            ("HTTP://WWW.UEF.FI/", "http://www.uef.fi"),
            ("https://karelia.fi/Kumppanuus?x=Å#y", "https://karelia.fi/Kumppanuus?x=Å#y"),
            ("URN:NBN:fi:amk-2018100115432", "https://urn.fi/URN:NBN:fi:amk-2018100115432"),
            ("localhost.test:8080/a", "https://localhost.test:8080/a"),
        ] {
            assert_eq!(parse_web_address(text).unwrap(), address);
            assert_eq!(parse_web_address(address).unwrap(), address);
        }
    }

    #[test]
    fn what_a_browser_should_not_open_is_refused() {
        for text in [
            "",
            "uef",
            "javascript:alert(1)",
            "file:///etc/passwd",
            "ei ole",
            "https://",
            "a@uef.fi",
            "https://uef.fi@example.com",
            "https://uef.fi:x/",
            "ftp://uef.fi",
            "https://-.fi",
        ] {
            assert_eq!(parse_web_address(text).unwrap_err().code(), "not_a_web_address", "{text}");
        }
    }
}
