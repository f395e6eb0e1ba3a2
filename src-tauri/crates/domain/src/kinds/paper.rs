//! What the paper of an institution looks like.

use crate::FieldType::*;
use crate::{field, label};

choices! {
    /// The typefaces that paper can be set in.
    FACES {
        "source_sans" "Source Sans 3", "Source Sans 3", "Source Sans 3";
        "source_serif" "Source Serif 4", "Source Serif 4", "Source Serif 4";
    }
}

kind! {
    /// The house look of an institution's paper.
    ///
    /// The accent is a colour as `#0b4f6c`; the logos stand in the order given; the foot is the
    /// line at the foot of its paper, in each language.
    HOUSE_LOOK = 30 "house_look", label("Graafinen ilme", "Grafisk profil", "House look"), title ["institution"],
    mod house_look {
        INSTITUTION = field(1, "institution", label("Korkeakoulu", "Högskola", "Institution"), Text).required().searched();
        ACCENT = field(2, "accent", label("Tunnusväri", "Profilfärg", "Accent colour"), Text);
        TEXT_FACE = field(3, "text_face", label("Leipätekstin kirjasin", "Typsnitt för brödtext", "Typeface of text"), Choice(FACES));
        HEADING_FACE = field(4, "heading_face", label("Otsikoiden kirjasin", "Typsnitt för rubriker", "Typeface of headings"), Choice(FACES));
        LOGOS = field(5, "logos", label("Logot", "Logotyper", "Logos"), References("document"));
        FOOT_FI = field(6, "foot_fi", label("Alatunniste suomeksi", "Sidfot på finska", "Foot in Finnish"), Text);
        FOOT_SV = field(7, "foot_sv", label("Alatunniste ruotsiksi", "Sidfot på svenska", "Foot in Swedish"), Text);
        FOOT_EN = field(8, "foot_en", label("Alatunniste englanniksi", "Sidfot på engelska", "Foot in English"), Text);
    }
}
