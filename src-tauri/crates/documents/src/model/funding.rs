//! Who pays: what European rules oblige paper for participants to show.

/// The programme period of the structural funds that a project belongs to; it decides which
/// emblem, wording and slogan may and must be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProgrammePeriod {
    /// 2014–2020: emblem, `Euroopan unioni`, the fund's name, slogan, financier
    /// (Regulation 821/2014, article 4).
    Period2014To2020,
    /// 2021–2027: the emblem with the funding statement, and no fund's name
    /// (Regulation 2021/1060, annex IX).
    Period2021To2027,
}

/// The European fund that paid in 2014–2020, when paper had to name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fund {
    /// The European Social Fund.
    Social,
    /// The European Regional Development Fund.
    RegionalDevelopment,
}

/// The project that pays for an event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Funding {
    /// The period, which picks the rule.
    pub programme_period: ProgrammePeriod,
    /// The fund, which paper of 2014–2020 names and paper of 2021–2027 must not.
    pub fund: Fund,
    /// The project's code, such as `S30355`.
    pub project_code: String,
    /// The project's name.
    pub project_name: String,
    /// The authority that grants the money, such as an ELY centre; may be empty.
    pub financier: String,
}
