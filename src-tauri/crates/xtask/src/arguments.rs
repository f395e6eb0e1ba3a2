//! What was asked for on the command line.

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask <verb>

  run [--no-window]     build everything, make a demo workspace, print its paper, open the window
  test [--keep-going]   every test of the project, also in the real window
  bench [ARGUMENTS]     the benchmarks; arguments go to them as they are
  simulate [--seeds N] [--from N]
                        random histories of workstations around a share that fails in every way,
                        built for release; 50,000 from seed 0 on unless told otherwise
  lint                  formatting, clippy, Biome and types
  bindings              write ui/src/ipc/bindings.ts anew from the Rust commands
  prepare               only install what run and test need on this machine
  help                  this page";

/// One verb with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Order {
    /// Print the help page.
    Help,
    /// Install what the other verbs need.
    Prepare,
    /// Build, make the demo, open the window where `window` is true and there is a display.
    Run {
        /// False when the caller said `--no-window`.
        window: bool,
    },
    /// Run every test.
    Test {
        /// True when later steps run although an earlier one failed.
        keep_going: bool,
    },
    /// Run the benchmarks.
    Bench {
        /// Arguments for the benchmarks themselves.
        rest: Vec<String>,
    },
    /// Run random histories of the shared drive.
    Simulate {
        /// How many.
        seeds: u64,
        /// The first.
        from: u64,
    },
    /// Write the generated TypeScript anew.
    Bindings,
    /// Check formatting, lints and types.
    Lint,
}

/// Reads the words after `cargo xtask`; the error is a sentence for the person who typed them.
pub fn parse(words: impl IntoIterator<Item = String>) -> Result<Order, String> {
    let mut words = words.into_iter();
    let Some(verb) = words.next() else {
        return Ok(Order::Help);
    };
    let rest: Vec<String> = words.collect();
    match verb.as_str() {
        "help" | "--help" | "-h" => Ok(Order::Help),
        "prepare" => bare(&verb, &rest, Order::Prepare),
        "bindings" => bare(&verb, &rest, Order::Bindings),
        "lint" => bare(&verb, &rest, Order::Lint),
        "run" => Ok(Order::Run { window: !flag(&verb, &rest, "--no-window")? }),
        "test" => Ok(Order::Test { keep_going: flag(&verb, &rest, "--keep-going")? }),
        "bench" => Ok(Order::Bench { rest }),
        "simulate" => simulate(&rest),
        _ => Err(format!("there is no verb `{verb}`")),
    }
}

/// How many histories are simulated unless it is said.
const SEEDS: u64 = 50_000;

fn simulate(rest: &[String]) -> Result<Order, String> {
    let (mut seeds, mut from) = (SEEDS, 0);
    for pair in rest.chunks(2) {
        let [name, number] = pair else {
            return Err(format!("`{}` needs a number after it", pair[0]));
        };
        let number = number.parse().map_err(|_| format!("`{number}` is no number of seeds"))?;
        match name.as_str() {
            "--seeds" => seeds = number,
            "--from" => from = number,
            _ => return Err(format!("`simulate` takes no `{name}`, only `--seeds` and `--from`")),
        }
    }
    Ok(Order::Simulate { seeds, from })
}

fn bare(verb: &str, rest: &[String], order: Order) -> Result<Order, String> {
    match rest.first() {
        None => Ok(order),
        Some(word) => Err(format!("`{verb}` takes no `{word}`")),
    }
}

fn flag(verb: &str, rest: &[String], name: &str) -> Result<bool, String> {
    match rest.iter().find(|word| *word != name) {
        Some(word) => Err(format!("`{verb}` takes no `{word}`, only `{name}`")),
        None => Ok(!rest.is_empty()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(line: &str) -> Result<Order, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn no_verb_asks_for_help() {
        assert_eq!(order(""), Ok(Order::Help));
    }

    #[test]
    fn run_opens_the_window_unless_told_not_to() {
        assert_eq!(order("run"), Ok(Order::Run { window: true }));
        assert_eq!(order("run --no-window"), Ok(Order::Run { window: false }));
    }

    #[test]
    fn bench_hands_its_arguments_on() {
        let rest = vec!["--quick".to_owned(), "search".to_owned()];
        assert_eq!(order("bench --quick search"), Ok(Order::Bench { rest }));
    }

    #[test]
    fn simulate_takes_how_many_and_from_where() {
        assert_eq!(order("simulate"), Ok(Order::Simulate { seeds: 50_000, from: 0 }));
        let some = Ok(Order::Simulate { seeds: 7, from: 123 });
        assert_eq!(order("simulate --from 123 --seeds 7"), some);
        for wrong in ["simulate --seeds", "simulate --seeds many", "simulate 7 --seeds"] {
            assert!(order(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn an_unknown_word_is_named_in_the_refusal() {
        for (line, named) in
            [("runn", "`runn`"), ("lint --fix", "`--fix`"), ("test --no-window", "`--no-window`")]
        {
            let refusal = order(line).unwrap_err();
            assert!(refusal.contains(named), "{line}: {refusal}");
        }
    }

    #[test]
    fn the_help_page_names_every_verb() {
        for verb in ["run", "test", "bench", "simulate", "lint", "bindings", "prepare", "help"] {
            assert!(HELP.lines().any(|line| line.trim_start().starts_with(verb)), "{verb}");
        }
    }
}
