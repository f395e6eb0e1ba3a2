"""Sets the certificates or the programme with Typst: with_typst.py JOB FOLDER FONTS OUT"""
import resource
import sys

import typst

job, folder, fonts, out = sys.argv[1:]
typst.compile(
    f"{folder}/{job}.typ",
    output=out,
    font_paths=[fonts],
    ignore_system_fonts=True,
    pdf_standards=["ua-1"],
)
used = resource.getrusage(resource.RUSAGE_SELF)
print(used.ru_maxrss, int((used.ru_utime + used.ru_stime) * 1e9))
