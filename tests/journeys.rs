//! Journeys in the real window, as a person takes them: WebKitWebDriver drives the built program
//! over a sample workspace. `cargo xtask test` gives them a screen; where a journey fails, the
//! window as it stood is kept in `target/journeys`.

#[path = "journeys/window.rs"]
mod window;
