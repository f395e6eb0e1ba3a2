//! What programmes say of their own accord.

/// The words of a programme's pages in one language.
#[derive(Debug)]
pub(crate) struct ProgrammeWords {
    /// Heads the people who speak.
    pub speakers: &'static str,
    /// Heads the logos of those who hold the event together.
    pub partners: &'static str,
    /// Heads the page of those who pay.
    pub funding: &'static str,
    /// Heads what participants of a project are asked to do.
    pub participants: &'static str,
    /// What participants of a project of 2021–2027 are asked to do, before the project's code and
    /// the address.
    pub participate: &'static str,
    /// Says whose views a programme contains.
    pub views: &'static str,
    /// Heads the address of the event's pages.
    pub web: &'static str,
    /// Heads the map.
    pub map: &'static str,
    /// Said of a logo that nobody described.
    pub logo: &'static str,
    /// Precedes the number of sessions that found no room on one page.
    pub left_out: &'static str,
    /// Follows the number where it is one.
    pub left_out_one: &'static str,
    /// Follows the number where it is more.
    pub left_out_many: &'static str,
}

pub(super) const FI: ProgrammeWords = ProgrammeWords {
    speakers: "Puhujat",
    partners: "Mukana",
    funding: "Rahoitus",
    participants: "Hankkeen osallistujille",
    participate: "Jos osallistut hankkeen toimintaan, täytä omat osallistujatietosi \
                  verkkopalvelussa. Tunnistaudut Suomi.fi-palvelussa ja tarvitset hankekoodin.",
    views: "Ohjelmassa esitetyt näkemykset ovat esittäjien omia. Euroopan unioni ja rahoituksen \
            myöntänyt viranomainen eivät vastaa niistä.",
    web: "Tapahtuman verkkosivut",
    map: "Kartta",
    logo: "Logo",
    left_out: "Sivulle ei mahtunut",
    left_out_one: "ohjelmakohta; se on täydessä ohjelmassa.",
    left_out_many: "ohjelmakohtaa; ne ovat täydessä ohjelmassa.",
};

pub(super) const SV: ProgrammeWords = ProgrammeWords {
    speakers: "Talare",
    partners: "Medverkande",
    funding: "Finansiering",
    participants: "Till projektets deltagare",
    participate: "Om du deltar i projektets verksamhet ska du fylla i dina egna deltagaruppgifter \
                  i webbtjänsten. Du identifierar dig via Suomi.fi och behöver projektkoden.",
    views: "De åsikter som framförs i programmet är talarnas egna. Europeiska unionen och den \
            myndighet som beviljat finansieringen ansvarar inte för dem.",
    web: "Evenemangets webbsidor",
    map: "Karta",
    logo: "Logotyp",
    left_out: "På sidan saknas",
    left_out_one: "programpunkt; den finns i hela programmet.",
    left_out_many: "programpunkter; de finns i hela programmet.",
};

pub(super) const EN: ProgrammeWords = ProgrammeWords {
    speakers: "Speakers",
    partners: "Partners",
    funding: "Funding",
    participants: "For participants of the project",
    participate: "If you take part in the activities of the project, enter your own participant \
                  data in the online service. You identify yourself with Suomi.fi and need the \
                  project code.",
    views: "Views expressed in the programme are those of the speakers. The European Union and the \
            authority that granted the funding are not responsible for them.",
    web: "The event on the web",
    map: "Map",
    logo: "Logo",
    left_out: "This page leaves out",
    left_out_one: "session; it is in the full programme.",
    left_out_many: "sessions; they are in the full programme.",
};
