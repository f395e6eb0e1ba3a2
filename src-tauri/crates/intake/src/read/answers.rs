//! The questions of a form: one column each, or a column for each option.

use exchange::{Cell, Header, Row, Sheet};

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
    /// One column; several answers may be joined by the text.
    Single { column: usize, joined: Option<&'static str>, terminated: bool },
    /// A column for each option.
    Options(Vec<(usize, String)>),
}

impl Question {
    /// Gathers columns into questions; columns of one question need not be neighbours.
    pub(super) fn gather(
        sheet: &Sheet,
        header: &Header,
        columns: &[usize],
        choice: MultipleChoice,
    ) -> Vec<Question> {
        let mut questions: Vec<Question> = Vec::new();
        for &column in columns {
            let title = &header.titles[column];
            let split = match (&title.group, choice) {
                (Some(group), _) => Some((group.as_str(), title.text.as_str())),
                (None, MultipleChoice::ColumnPerOption(between)) => title.text.split_once(between),
                (None, MultipleChoice::Bracketed) => bracketed(&title.text),
                _ => None,
            };
            let split = split.filter(|(_, option)| is_ticked(sheet, header, column, option));
            let Some((question, option)) = split else {
                questions.push(Question::single(&title.text, column, choice));
                continue;
            };
            let option = (column, option.to_owned());
            let known = questions.iter_mut().find(|known| known.title == question);
            match known.map(|known| &mut known.shape) {
                Some(Shape::Options(options)) => options.push(option),
                _ => questions.push(Question {
                    title: question.to_owned(),
                    consent: consent::asked(question),
                    shape: Shape::Options(vec![option]),
                }),
            }
        }
        questions
    }

    fn single(title: &str, column: usize, choice: MultipleChoice) -> Question {
        let joined = match choice {
            MultipleChoice::Joined(between) => Some(between),
            _ => None,
        };
        let terminated = matches!(choice, MultipleChoice::Terminated | MultipleChoice::Unknown);
        Question {
            title: title.to_owned(),
            consent: consent::asked(title),
            shape: Shape::Single { column, joined, terminated },
        }
    }


    /// What a row answers, empty for nothing; `text` cleans a cell.
    pub(super) fn answers(&self, row: &Row, text: impl Fn(&Cell) -> String) -> Vec<String> {
        let said = match &self.shape {
            Shape::Options(options) => options
                .iter()
                .filter(|(column, option)| consent::tick(&text(row.cell(*column)), option) == Some(true))
                .map(|(_, option)| option.clone())
                .collect(),
            Shape::Single { column, joined, terminated } => {
                let text = text(row.cell(*column));
                match joined {
                    Some(between) if text.contains(between) => split(&text, between),
                    _ if *terminated && text.ends_with(';') => split(&text, ";"),
                    _ => vec![text],
                }
            }
        };
        let said = said.into_iter().filter(|answer: &String| !answer.trim().is_empty());
        said.map(|answer| match consent::yes_or_no(&answer) {
            Some(true) => "yes".to_owned(),
            Some(false) => "no".to_owned(),
            None => answer,
        })
        .collect()
    }
}

fn split(text: &str, between: &str) -> Vec<String> {
    text.split(between).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

fn bracketed(title: &str) -> Option<(&str, &str)> {
    title.strip_suffix(']')?.split_once('[')
}

/// Whether a column holds nothing but the mark of its option, or its absence.
fn is_ticked(sheet: &Sheet, header: &Header, column: usize, option: &str) -> bool {
    let rows = &sheet.rows[header.body.clone()];
    rows.iter().all(|row| consent::tick(&row.cell(column).text(), option).is_some())
}
