//! A screen for the window under test, where the machine has none or the tests should not take it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, bail};

/// A running Xvfb; it ends when this is dropped, however the tests went.
pub struct Screen {
    server: Child,
    name: String,
}

impl Screen {
    /// Starts Xvfb on a display number that it finds free itself.
    pub fn start() -> anyhow::Result<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", "1280x900x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb, the screen for the window under test")?;
        let mut number = String::new();
        // Xvfb writes the number when it takes clients, and closes the pipe when it cannot start.
        if let Some(output) = server.stdout.take() {
            BufReader::new(output).read_line(&mut number)?;
        }
        let screen = Self { server, name: format!(":{}", number.trim()) };
        if number.trim().is_empty() {
            bail!("Xvfb ended before it had a display; start it by hand to see why");
        }
        Ok(screen)
    }

    /// What goes into `DISPLAY`.
    pub fn name(&self) -> &str {
        &self.name
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Both fail only when it has already ended.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// Tells whether a window can be shown to the person at this machine.
pub fn is_there() -> bool {
    shows_windows(std::env::consts::OS, |name| {
        std::env::var_os(name).is_some_and(|value| !value.is_empty())
    })
}

fn shows_windows(system: &str, set: impl Fn(&str) -> bool) -> bool {
    matches!(system, "windows" | "macos") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn windows_and_macos_always_have_a_display() {
        assert!(shows_windows("windows", |_| false));
        assert!(shows_windows("macos", |_| false));
    }

    #[test]
    fn linux_has_one_where_x_or_wayland_is_named() {
        assert!(shows_windows("linux", |name| name == "DISPLAY"));
        assert!(shows_windows("linux", |name| name == "WAYLAND_DISPLAY"));
        assert!(!shows_windows("linux", |_| false));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_screen_takes_clients_until_it_is_dropped() {
        let screen = Screen::start().unwrap();
        let number = screen.name().strip_prefix(':').unwrap().to_owned();
        let door = std::path::Path::new("/tmp/.X11-unix").join(format!("X{number}"));
        assert!(std::os::unix::net::UnixStream::connect(&door).is_ok());
        drop(screen);
        assert!(std::os::unix::net::UnixStream::connect(&door).is_err());
    }
}
