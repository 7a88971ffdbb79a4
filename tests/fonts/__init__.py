"""Makes the fonts that every page loads, out of those that have every Latin letter.

`python -m tests.fonts` writes them into `static/fonts/`. Source Serif 4 and Source Sans 3 are cut
to the signs of English and to the weights of the stylesheets, half of the size. Their licence
reserves the name Source (OFL 1.1, article 3), so a cut font has another, in the file and in the
CSS. The files they are cut from follow unmodified, for what is not among these signs.
"""
