"""Write the cut fonts and the digests of all fonts: `python -m tests.fonts`."""

from hashlib import sha256

from tests.fonts.cutting import CUTS, DIGESTS, FONTS, made

if __name__ == "__main__":
    for cut in CUTS:
        (FONTS / cut.file).write_bytes(made(cut))
    digests = {font: sha256(font.read_bytes()).hexdigest() for font in FONTS.glob("*.woff2")}
    lines = [f"{digest}  {font.name}\n" for font, digest in sorted(digests.items())]
    DIGESTS.write_text("".join(lines))
