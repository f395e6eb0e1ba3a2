//! Logos and a map of invented firms and places, drawn as outlines.

use documents::model::{Logo, Map};
use documents::picture::Picture;
use domain::Language;

fn drawing(width: u32, height: u32, shapes: &str) -> Option<Picture> {
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}' width='{width}' \
         height='{height}'>{shapes}</svg>"
    );
    Picture::read(svg.as_bytes()).ok()
}

fn logo(name: &str, width: u32, height: u32, shapes: &str) -> Option<Logo> {
    let picture = drawing(width, height, shapes)?;
    Some(Logo { picture, description: name.to_owned() })
}

/// The logos of the house: one wide, one square.
pub fn house() -> Vec<Logo> {
    let wide = "<circle cx='20' cy='20' r='20' fill='#0b4f6c'/>\
        <path d='M52 8h88v8H52zM52 24h60v8H52z' fill='#0b4f6c'/>";
    let square = "<path d='M0 0h40v40H0z' fill='#8a1c3b'/>\
        <path d='M10 30 L20 8 L30 30z' fill='#fff'/>";
    let logos = [logo("Itä-Suomen yliopisto", 140, 40, wide), logo("Karelia", 40, 40, square)];
    logos.into_iter().flatten().collect()
}

/// Seven logos of very different shapes.
pub fn partners() -> Vec<Logo> {
    let bars = "<path d='M0 0h20v30H0zM30 10h20v20H30zM60 0h140v30H60z' fill='#2d6a4f'/>";
    let round = "<circle cx='50' cy='50' r='50' fill='#e09f3e'/>\
        <circle cx='50' cy='50' r='22' fill='#fff'/>";
    let tall = "<path d='M0 120 L35 0 L70 120z' fill='#540b0e'/>";
    let wave = "<path d='M0 30 C30 0 60 60 90 30 C120 0 150 60 180 30 V60 H0z' fill='#335c67'/>";
    let blocks = "<path d='M0 0h60v60H0z' fill='#1d3557'/><path d='M70 0h90v26H70zM70 34h90v26H70z' \
        fill='#457b9d'/>";
    let cross = "<path d='M30 0h40v30h30v40H70v30H30V70H0V30h30z' fill='#9b2226'/>";
    let ribbon = "<path d='M0 0h300v40H0l20-20z' fill='#5a189a'/>";
    let logos = [
        logo("Pohjois-Karjalan Metalli Oy", 200, 30, bars),
        logo("Business Joensuu", 100, 100, round),
        logo("Davvi Duodji Oy", 70, 120, tall),
        logo("Savonlinnan Ohjelmisto Oy", 180, 60, wave),
        logo("Joensuun Elintarvike Oyj", 160, 60, blocks),
        logo("Itä-Suomen Terveys", 100, 100, cross),
        logo("Kuopion Nauha ja Köysi Oy", 300, 40, ribbon),
    ];
    logos.into_iter().flatten().collect()
}

/// The way from the station.
pub fn map(language: Language) -> Option<Map> {
    let picture = drawing(
        400,
        220,
        "<path d='M0 0h400v220H0z' fill='#eef2f0'/><path d='M0 150 C120 120 200 190 400 140 V178 \
         C200 228 120 158 0 188z' fill='#bcd7e6'/><path d='M40 40h10v90h-10zM40 90h300v10H40zM240 \
         20h10v110h-10z' fill='#fff'/><path d='M60 110h40v24H60z' fill='#9aa7ad'/><path d='M262 \
         40h60v40h-60z' fill='#0b4f6c'/><circle cx='245' cy='95' r='7' fill='#8a1c3b'/>",
    )?;
    let description = match language {
        Language::Fi => {
            "Asemalta kuljetaan Länsikatua itään; tiedepuisto on risteyksen jälkeen vasemmalla."
        }
        Language::Sv => {
            "Från stationen går man österut längs Länsikatu; vetenskapsparken ligger till vänster \
             efter korsningen."
        }
        Language::En => {
            "From the station walk east along Länsikatu; the science park is on the left after the \
             crossing."
        }
    };
    Some(Map { picture, description: description.to_owned() })
}
