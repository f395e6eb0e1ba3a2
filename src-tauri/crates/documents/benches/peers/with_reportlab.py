"""Sets the certificates or the programme with ReportLab: with_reportlab.py JOB FOLDER FONTS OUT

ReportLab writes no tags, so that its files are smaller than they would have to be.
"""
import json
import resource
import sys

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table, TableStyle

job, folder, fonts, out = sys.argv[1:]
for cut in ("Regular", "SemiBold", "Bold"):
    pdfmetrics.registerFont(TTFont(cut, f"{fonts}/SourceSans3-{cut}.ttf"))
with open(f"{folder}/{job}.json", encoding="utf-8") as file:
    book = json.load(file)


def certificates():
    page = Canvas(out, pagesize=A4, pageCompression=1, lang="fi")
    page.setTitle(book["title"])
    page.setAuthor(book["organiser"])
    for person in book["people"]:
        page.bookmarkPage(person["number"])
        page.addOutlineEntry(person["name"], person["number"])

        def line(y, cut, size, text, x=78, ink=colors.black):
            page.setFillColor(ink)
            page.setFont(cut, size)
            page.drawString(x, y, text)

        quiet = colors.HexColor("#535a61")
        line(756, "Regular", 9, book["organiser"], ink=quiet)
        line(660, "Bold", 38, book["heading"])
        line(567, "SemiBold", 30, person["name"], ink=colors.HexColor("#0b4f6c"))
        line(545, "Regular", 14, person["organisation"], ink=quiet)
        line(500, "Regular", 12.5, book["attended"], ink=quiet)
        style = ParagraphStyle("event", fontName="SemiBold", fontSize=20, leading=25)
        event = Paragraph(book["event"], style)
        _, height = event.wrap(447, 200)
        event.drawOn(page, 78, 490 - height)
        line(415, "Regular", 12, book["when"])
        line(394, "SemiBold", 12, "Laajuus")
        line(394, "Regular", 12, person["extent"], x=125)
        line(370, "SemiBold", 12, "Sisältö")
        for index, matter in enumerate(book["content"]):
            line(353 - 17 * index, "Regular", 12, "– " + matter)
        line(250, "Regular", 12, book["issued"])
        for index, one in enumerate(book["signatories"]):
            x = 78 + 235 * index
            page.line(x, 194, x + 211, 194)
            line(180, "SemiBold", 11, one["name"], x=x)
            line(166, "Regular", 10, one["title"], x=x)
        line(107, "Regular", 9, "Todistuksen numero " + person["number"])
        page.setFillColor(colors.HexColor("#003399"))
        page.rect(78, 52, 60, 40, stroke=0, fill=1)
        line(75, "Regular", 9, "Euroopan unionin osarahoittama", x=150)
        line(75, "Regular", 9, book["funding"], x=300)
        page.showPage()
    page.save()


def programme():
    body = ParagraphStyle("body", fontName="Regular", fontSize=10.5, leading=14, spaceAfter=6)
    cell = ParagraphStyle("cell", parent=body, fontSize=9, leading=11, spaceAfter=0)
    second = ParagraphStyle("second", parent=body, fontName="SemiBold", fontSize=16, leading=20)
    third = ParagraphStyle("third", parent=body, fontName="SemiBold", fontSize=12, leading=15)
    first = ParagraphStyle("first", parent=body, fontName="Bold", fontSize=34, leading=38)
    story = [Spacer(1, 120), Paragraph(book["title"], first), Paragraph(book["subtitle"], second)]
    story += [Paragraph(book["place"], body)]
    story += [Paragraph(text, body) for text in book["description"]]
    count = len(book["tracks"])
    for day in book["days"]:
        story += [PageBreak(), Paragraph(day["date"], second)]
        heads = [f"{track['name']}<br/>{track['room']}" for track in book["tracks"]]
        rows = [["Aika"] + [Paragraph(head, cell) for head in heads]]
        looks = [("GRID", (0, 0), (-1, -1), 0.5, colors.grey), ("VALIGN", (0, 0), (-1, -1), "TOP")]
        looks += [("FONTNAME", (0, 0), (-1, -1), "Regular")]
        for row in day["rows"]:
            if row["wide"]:
                looks.append(("SPAN", (1, len(rows)), (count, len(rows))))
            texts = [f"{one['title']}<br/>{one['speakers']}" for one in row["cells"]]
            cells = [Paragraph(text, cell) for text in texts]
            rows.append([row["time"]] + cells + [""] * (count - len(cells)))
        widths = [54] + [(A4[0] - 112 - 54) / count] * count
        story.append(Table(rows, colWidths=widths, repeatRows=1, style=TableStyle(looks)))
    story.append(PageBreak())
    for day in book["days"]:
        story.append(Paragraph(day["date"], second))
        for row in day["rows"]:
            for one in row["cells"]:
                if one["description"]:
                    story.append(Paragraph(f"{row['time']} {one['title']}", third))
                    story.append(Paragraph(one["speakers"], body))
                    story.append(Paragraph(one["description"], body))
    story.append(Paragraph("Käytännön tietoa", second))
    for note in book["practical"]:
        story += [Paragraph(note["heading"], third), Paragraph(note["text"], body)]
    margins = dict.fromkeys(["leftMargin", "rightMargin", "topMargin", "bottomMargin"], 56)
    document = SimpleDocTemplate(out, pagesize=A4, title=book["title"], lang="fi", **margins)
    document.build(story)


{"certificates": certificates, "programme": programme}[job]()
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_maxrss, int((used.ru_utime + used.ru_stime) * 1e9))
