//! The questions of a form: one column each, or a column for each option.

mod options;

use std::collections::{BTreeMap, BTreeSet};

use exchange::{Cell, Row, Title};

use crate::cell::consent::{self, Consent};
use crate::profiles::MultipleChoice;

/// A question and the columns that hold its answers.
#[derive(Debug)]
pub(super) struct Question {
    pub(super) title: String,
    pub(super) consent: Option<Consent>,
    shape: Shape,
}

#[derive(Debug)]
enum Shape {
    /// One column, one answer.
    One(usize),
    /// One column, a semicolon after each chosen option.
    Terminated(usize),
    /// One column, answers parted by what a person said.
    Parted { column: usize, between: String },
    /// One column, chosen options joined by a text that an option may hold as well.
    Joined { column: usize, between: &'static str, options: BTreeSet<String> },
    /// A column for each option.
    Ticks(Vec<Tick>),
}

impl Question {
    /// The columns that hold its answers.
    pub(super) fn columns(&self) -> Vec<usize> {
        match &self.shape {
            Shape::One(column)
            | Shape::Terminated(column)
            | Shape::Parted { column, .. }
            | Shape::Joined { column, .. } => vec![*column],
            Shape::Ticks(ticks) => ticks.iter().map(|tick| tick.column).collect(),
        }
    }

    /// What stands between several answers of one cell, if the question has a single column.
    pub(super) fn separator(&self) -> Option<(usize, &str)> {
        match &self.shape {
            Shape::Terminated(column) => Some((*column, ";")),
            Shape::Parted { column, between } => Some((*column, between)),
            Shape::Joined { column, between, options } if !options.is_empty() => {
                Some((*column, between))
            }
            Shape::Joined { .. } | Shape::One(_) | Shape::Ticks(_) => None,
        }
    }
}

#[derive(Debug)]
struct Tick {
    column: usize,
    option: String,
    /// Whether the cell holds what was written beside `other` rather than a mark.
    is_free: bool,
}

impl Question {
    /// Gathers columns into questions; columns of one question need not be neighbours.
    pub(super) fn gather(
        rows: &[Row],
        titles: &[Title],
        columns: &[usize],
        choice: MultipleChoice,
        separators: &BTreeMap<usize, String>,
    ) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        for &column in columns {
            let title = &titles[column];
            let parted = separators.get(&column).filter(|between| !between.is_empty());
            let ticked = match parted {
                Some(_) => None,
                None => ticked(rows, title, column, choice),
            };
            let Some((question, tick)) = ticked else {
                let title = match &title.group {
                    Some(group) => format!("{group} – {}", title.text),
                    None => title.text.clone(),
                };
                let shape = match parted {
                    Some(between) => Shape::Parted { column, between: between.clone() },
                    None => shape(rows, column, choice),
                };
                questions.push(Question::new(title, shape));
                continue;
            };
            let known = questions.iter_mut().find(|known| known.title == question);
            match known.map(|known| &mut known.shape) {
                Some(Shape::Ticks(ticks)) => ticks.push(tick),
                _ => questions.push(Question::new(question, Shape::Ticks(vec![tick]))),
            }
        }
        questions
    }

    fn new(title: String, shape: Shape) -> Question {
        Question { consent: consent::asked(&title), title, shape }
    }

    /// What a row answers, empty for nothing; `text` cleans a cell.
    pub(super) fn answers(&self, row: &Row, text: impl Fn(&Cell) -> String) -> Vec<String> {
        let said: Vec<String> = match &self.shape {
            Shape::One(column) => listed(text(row.cell(*column))),
            Shape::Terminated(column) => {
                text(row.cell(*column)).split(';').map(str::to_owned).collect()
            }
            Shape::Parted { column, between } => {
                text(row.cell(*column)).split(between.as_str()).map(str::to_owned).collect()
            }
            Shape::Joined { column, between, options } => {
                options::split(&text(row.cell(*column)), between, options)
            }
            Shape::Ticks(ticks) => ticks
                .iter()
                .filter_map(|tick| {
                    let text = text(row.cell(tick.column));
                    if tick.is_free {
                        return Some(text);
                    }
                    (consent::tick(&text, &tick.option) == Some(true)).then(|| tick.option.clone())
                })
                .collect(),
        };
        let said = said.iter().map(|answer| answer.trim()).filter(|answer| !answer.is_empty());
        said.map(|answer| match consent::yes_or_no(answer) {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => answer.to_owned(),
        })
        .collect()
    }
}

/// The entries of a list written as JSON, as flows write chosen options; else the text itself.
fn listed(text: String) -> Vec<String> {
    let list = text.starts_with('[').then(|| serde_json::from_str::<Vec<String>>(&text).ok());
    list.flatten().unwrap_or_else(|| vec![text])
}

/// The question and the option that a column stands for, where it stands for one.
fn ticked(
    rows: &[Row],
    title: &Title,
    column: usize,
    choice: MultipleChoice,
) -> Option<(String, Tick)> {
    let (question, option) = match (&title.group, choice) {
        (Some(group), _) => (group.as_str(), title.text.as_str()),
        (None, MultipleChoice::ColumnPerOption(between)) => title.text.split_once(between)?,
        (None, MultipleChoice::Bracketed) => title.text.strip_suffix(']')?.split_once('[')?,
        _ => return None,
    };
    let is_free = choice == MultipleChoice::Bracketed && option == "other";
    let is_mark = |row: &Row| consent::tick(&row.cell(column).text(), option).is_some();
    (is_free || rows.iter().all(is_mark))
        .then(|| (question.to_owned(), Tick { column, option: option.to_owned(), is_free }))
}

fn shape(rows: &[Row], column: usize, choice: MultipleChoice) -> Shape {
    let texts = || {
        rows.iter().filter_map(|row| match row.cell(column) {
            Cell::Text(text) => Some(text.as_str()),
            _ => None,
        })
    };
    match choice {
        MultipleChoice::Joined(between) => {
            let options = options::of(texts(), between);
            Shape::Joined { column, between, options }
        }
        MultipleChoice::Terminated if texts().any(|text| text.ends_with(';')) => {
            Shape::Terminated(column)
        }
        MultipleChoice::Unknown
            if texts().next().is_some() && texts().all(|text| text.ends_with(';')) =>
        {
            Shape::Terminated(column)
        }
        _ => Shape::One(column),
    }
}
