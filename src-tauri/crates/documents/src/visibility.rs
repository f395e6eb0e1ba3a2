//! What paper paid by the European Union must and must not show, and what a financier would send
//! back.
//!
//! 2021–2027: Regulation (EU) 2021/1060, articles 47 and 50 and annex IX; in Finland
//! rakennerahastot.fi, notice of 23 November 2022: the emblem with the statement on everything for
//! the public or participants, no fund's name, no slogan of the former period, no other sign that
//! refers to support from the Union, no logo larger than the emblem.
//! 2014–2020: Regulation (EU) 1303/2013, annex XII, section 2.2, and Implementing Regulation (EU)
//! 821/2014, articles 3–5: the emblem with the Union's and the fund's name, the slogan of the
//! Finnish programme, the financier named.

use chrono::{Datelike, NaiveDate};
use domain::fold;

use crate::ir::{Batch, Content, Document, Item, NodeId, Owner, Role, Segment, Tree};
use crate::model::{Funding, ProgrammePeriod};
use crate::wording::words;

/// A rule of European visibility that a sheet can break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Rule {
    /// It must be known to which period a project paid by a European fund belongs: the periods
    /// want different signs (2021/1060 annex IX against 821/2014).
    PeriodUnknown,
    /// An event outside the time in which a period's money could be spent: 2014–2023 for
    /// 2014–2020 (Regulation (EU) 1303/2013, article 65, paragraph 2), 2021–2029 for 2021–2027
    /// (Regulation (EU) 2021/1060, article 63, paragraph 2).
    PeriodOver,
    /// Paper of 2021–2027 names no fund (annex IX, 1.3: the statement alone is used).
    FundNamed,
    /// Paper of 2021–2027 does not carry the slogan of 2014–2020 (rakennerahastot.fi).
    SloganUsed,
    /// No other emblem or logo highlights the support from the Union (annex IX, 1.7), and the
    /// emblem is used once, as the period has it.
    OtherEmblem,
    /// Paper of 2014–2020 names the authority that grants the money (rakennerahastot.fi).
    FinancierMissing,
    /// The project is named by its code, by which participants and inspectors find it.
    ProjectCodeMissing,
    /// The emblem is at least as high or wide as the largest other logo (annex IX, 1.8; 821/2014,
    /// article 5), and at least a centimetre high.
    EmblemTooSmall,
}

impl Rule {
    /// The rule's name in code and on the command line.
    pub const fn code(self) -> &'static str {
        match self {
            Rule::PeriodUnknown => "period_unknown",
            Rule::PeriodOver => "period_over",
            Rule::FundNamed => "fund_named",
            Rule::SloganUsed => "slogan_used",
            Rule::OtherEmblem => "other_emblem",
            Rule::FinancierMissing => "financier_missing",
            Rule::ProjectCodeMissing => "project_code_missing",
            Rule::EmblemTooSmall => "emblem_too_small",
        }
    }
}

/// A rule that a sheet breaks, and what breaks it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    /// The rule.
    pub rule: Rule,
    /// The words or the measure that break it; may be empty.
    pub detail: String,
}

/// What a sheet shows, as far as the rules look at it.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'a> {
    /// The project that pays.
    pub funding: &'a Funding,
    /// The last day of the event.
    pub last_day: NaiveDate,
    /// What the logos beside the emblem are said to show.
    pub logos: &'a [&'a str],
    /// What stands as a sign of its own: the foot line, a heading of partners.
    pub signs: &'a [&'a str],
    /// What is said in running text: titles, descriptions, notes.
    pub texts: &'a [&'a str],
}

/// The names and abbreviations of the funds, folded; each stands as a word or begins one.
const FUNDS: [&str; 10] = [
    "sosiaalirahasto",
    "aluekehitysrahasto",
    "socialfond",
    "utvecklingsfond",
    "social fund",
    "development fund",
    "siirtymärahasto",
    "siirtymän rahasto",
    "rättvis omställning",
    "transition fund",
];
const FUND_ABBREVIATIONS: [&str; 8] = ["esr", "eakr", "esf", "erdf", "eruf", "jtf", "esr+", "esf+"];
const SLOGANS: [&str; 3] = ["vipuvoimaa eu", "hävkraft från eu", "leverage from the eu"];
/// Descriptions of signs that refer to support from the Union.
const EMBLEMS: [&str; 12] = [
    "unionin lippu",
    "eu-lippu",
    "eu lippu",
    "unionens flagga",
    "eu-flagga",
    "eu flag",
    "european union",
    "euroopan union",
    "europeiska union",
    "osarahoittama",
    "medfinansieras",
    "co-funded",
];

/// Whether a text names a structural fund, in words or by its abbreviation.
pub(crate) fn names_fund(text: &str) -> bool {
    let folded = fold(text);
    FUNDS.iter().any(|name| folded.contains(name))
        || folded
            .split(|letter: char| !letter.is_alphanumeric() && letter != '+')
            .any(|word| FUND_ABBREVIATIONS.contains(&word))
}

/// Whether a text carries the slogan of 2014–2020.
pub(crate) fn says_slogan(text: &str) -> bool {
    let folded = fold(text);
    SLOGANS.iter().any(|slogan| folded.contains(slogan))
}

fn refers_to_support(description: &str) -> bool {
    let folded = fold(description);
    EMBLEMS.iter().any(|sign| folded.contains(sign))
        || names_fund(description)
        || says_slogan(description)
}

/// The rules that a sheet would break, in the order in which [`Rule`] lists them, each with every
/// text that breaks it; none for a sheet that a financier accepts.
pub fn breaches(shown: &Shown) -> Vec<Breach> {
    let funding = shown.funding;
    let mut found = Vec::new();
    let mut add = |rule, detail: &str| found.push(Breach { rule, detail: detail.to_owned() });
    let years = match funding.programme_period {
        ProgrammePeriod::Period2014To2020 => 2014..=2023,
        ProgrammePeriod::Period2021To2027 => 2021..=2029,
    };
    if !years.contains(&shown.last_day.year()) {
        add(Rule::PeriodOver, &format!("{}", shown.last_day.year()));
    }
    let own = [funding.project_name.as_str(), funding.financier.as_str()];
    let signs = || shown.signs.iter().copied().chain(own);
    if funding.programme_period == ProgrammePeriod::Period2021To2027 {
        signs().filter(|sign| names_fund(sign)).for_each(|sign| add(Rule::FundNamed, sign));
        let texts = signs().chain(shown.texts.iter().copied());
        texts.filter(|text| says_slogan(text)).for_each(|text| add(Rule::SloganUsed, text));
    }
    let logos = shown.logos.iter().copied();
    logos.filter(|logo| refers_to_support(logo)).for_each(|logo| add(Rule::OtherEmblem, logo));
    if funding.programme_period == ProgrammePeriod::Period2014To2020
        && funding.financier.trim().is_empty()
    {
        add(Rule::FinancierMissing, "");
    }
    if funding.project_code.trim().is_empty() {
        add(Rule::ProjectCodeMissing, "");
    }
    found
}

/// Points of a centimetre, the least height of the emblem.
const LEAST_EMBLEM: f32 = 28.35;

/// Measures the laid-out pages: on each that shows the emblem, it is high enough and no figure
/// among `logos` (by what is said instead of it) is both higher and wider.
pub fn measured(document: &Document, logos: &[&str]) -> Vec<Breach> {
    let pages = document.pages.iter();
    pages.flat_map(|page| measured_on(page.items.iter(), &document.tree, logos)).collect()
}

/// As [`measured`], of what all pages of a batch have in common: no page has a figure of its own.
pub fn measured_batch(batch: &Batch, logos: &[&str]) -> Vec<Breach> {
    measured_on(batch.shared.iter(), &batch.tree, logos)
}

fn measured_on<'a>(
    items: impl Iterator<Item = &'a Item>,
    tree: &Tree,
    logos: &[&str],
) -> Vec<Breach> {
    let figures = figures(items, tree);
    let is_emblem = |said: &str| {
        domain::Language::ALL.into_iter().any(|language| words(language).emblem == said)
    };
    let Some((_, [wide, emblem])) = figures.iter().find(|(said, _)| is_emblem(said)) else {
        return Vec::new();
    };
    let breach = |detail: String| Breach { rule: Rule::EmblemTooSmall, detail };
    let low = (*emblem < LEAST_EMBLEM).then(|| breach(format!("{emblem:.1} pt")));
    let larger = figures
        .iter()
        .filter(|(said, [width, height])| logos.contains(said) && width > wide && height > emblem);
    low.into_iter().chain(larger.map(|(said, _)| breach((*said).to_owned()))).collect()
}

/// Figures of a page: what is said instead of them, and their width and height.
fn figures<'a, 't>(
    items: impl Iterator<Item = &'a Item>,
    tree: &'t Tree,
) -> Vec<(&'t str, [f32; 2])> {
    let mut boxes: Vec<(NodeId, [f32; 4])> = Vec::new();
    for item in items {
        let (Owner::Node(node), false) =
            (item.owner, matches!(item.content, Content::LinkArea { .. }))
        else {
            continue;
        };
        if tree.node(node).role != Role::Figure {
            continue;
        }
        let Some(edges) = extent(&item.content) else { continue };
        match boxes.iter_mut().find(|(known, _)| *known == node) {
            Some((_, [left, top, right, bottom])) => {
                *left = left.min(edges[0]);
                *top = top.min(edges[1]);
                *right = right.max(edges[2]);
                *bottom = bottom.max(edges[3]);
            }
            None => boxes.push((node, edges)),
        }
    }
    let described = boxes.into_iter().map(|(node, [left, top, right, bottom])| {
        let said = tree.node(node).alternative.as_deref().unwrap_or_default();
        (said, [right - left, bottom - top])
    });
    described.collect()
}

/// The edges of a drawing: left, top, right, bottom.
fn extent(content: &Content) -> Option<[f32; 4]> {
    match content {
        Content::Image(image) => {
            let (at, size) = (image.area.origin, image.area.size);
            Some([at.x, at.y, at.x + size.width, at.y + size.height])
        }
        Content::Path(path) => {
            let ends = path.segments.iter().filter_map(|segment| match segment {
                Segment::Move(at) | Segment::Line(at) | Segment::Curve(_, _, at) => Some(*at),
                Segment::Close => None,
            });
            ends.map(|at| [at.x, at.y, at.x, at.y]).reduce(|one, other| {
                [
                    one[0].min(other[0]),
                    one[1].min(other[1]),
                    one[2].max(other[2]),
                    one[3].max(other[3]),
                ]
            })
        }
        Content::Glyphs(_) | Content::LinkArea { .. } => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Fund;

    fn funding(programme_period: ProgrammePeriod) -> Funding {
        Funding {
            programme_period,
            fund: Fund::Social,
            project_code: "S30355".into(),
            project_name: "Kumppanuudesta kasvua".into(),
            financier: "Pohjois-Savon ELY-keskus".into(),
        }
    }

    fn rules(
        funding: &Funding,
        year: i32,
        logos: &[&str],
        signs: &[&str],
        texts: &[&str],
    ) -> Vec<Rule> {
        let last_day = NaiveDate::from_ymd_opt(year, 10, 1).unwrap();
        let shown = Shown { funding, last_day, logos, signs, texts };
        breaches(&shown).into_iter().map(|breach| breach.rule).collect()
    }

    #[test]
    fn paper_as_each_period_wants_it_breaks_no_rule() {
        let logos = ["Karelia-ammattikorkeakoulu", "Itä-Suomen yliopisto", "Business Finland"];
        let signs = ["karelia.fi"];
        let texts = ["ESR-hankkeen päätösseminaari", "Rahoituspalvelut yrityksille"];
        let now = funding(ProgrammePeriod::Period2021To2027);
        assert_eq!(rules(&now, 2026, &logos, &signs, &texts), []);
        let then = funding(ProgrammePeriod::Period2014To2020);
        assert_eq!(rules(&then, 2019, &logos, &["Vipuvoimaa EU:lta 2014–2020"], &texts), []);
    }

    #[test]
    fn signs_of_the_former_period_are_sent_back_in_the_present_one() {
        let mut now = funding(ProgrammePeriod::Period2021To2027);
        for sign in [
            "Euroopan sosiaalirahasto",
            "ESR+",
            "Europeiska socialfonden",
            "Rahoittaja: EAKR",
            "Oikeudenmukaisen siirtymän rahasto",
            "Fonden för en rättvis omställning",
        ] {
            assert_eq!(rules(&now, 2026, &[], &[sign], &[]), [Rule::FundNamed], "{sign}");
            assert_eq!(rules(&now, 2026, &[sign], &[], &[]), [Rule::OtherEmblem], "{sign}");
        }
        for text in ["Hankkeelle vipuvoimaa EU:lta!", "Hävkraft från EU", "LEVERAGE  from the EU"]
        {
            assert_eq!(rules(&now, 2026, &[], &[], &[text]), [Rule::SloganUsed], "{text}");
        }
        assert_eq!(rules(&now, 2026, &["EU-lippu"], &[], &[]), [Rule::OtherEmblem]);
        now.financier = "Euroopan sosiaalirahasto".into();
        assert_eq!(rules(&now, 2026, &[], &[], &[]), [Rule::FundNamed]);
    }

    #[test]
    fn the_former_period_wants_its_financier_and_is_over() {
        let mut then = funding(ProgrammePeriod::Period2014To2020);
        assert_eq!(rules(&then, 2026, &[], &[], &[]), [Rule::PeriodOver]);
        then.financier.clear();
        then.project_code.clear();
        assert_eq!(
            rules(&then, 2020, &[], &[], &[]),
            [Rule::FinancierMissing, Rule::ProjectCodeMissing]
        );
        assert_eq!(
            rules(&then, 2020, &["Euroopan unionin osarahoittama"], &[], &[]),
            [Rule::OtherEmblem, Rule::FinancierMissing, Rule::ProjectCodeMissing]
        );
    }

    #[test]
    fn words_that_only_look_like_a_fund_are_left_alone() {
        for harmless in ["Teresa Esrola", "esfääri", "Aluekehitys Oy", "sosiaalinen rahasto"] {
            assert!(!names_fund(harmless), "{harmless}");
        }
    }
}
