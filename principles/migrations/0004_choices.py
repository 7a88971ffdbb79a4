"""Ask for rows that lack some words once, and not by each choice of words and by all of them."""

from django.db import migrations

from principles.migrations import run

GONE = """
DROP FUNCTION IF EXISTS principles_search_gather(tid[], tsquery[], text[], tsquery[], text[],
    integer, integer, integer);
DROP FUNCTION IF EXISTS principles_search_candidates(tsquery[], tsquery[], integer[], tsquery[],
    text[], tsquery[], text[], tsquery, tsquery, integer, integer, integer, integer);
DROP FUNCTION IF EXISTS principles_search(tsquery[], tsquery[], integer[], tsquery[], text[],
    tsquery[], text[], tsquery[], tsquery[], tsquery[], boolean[], real[], tsquery, tsquery, text[],
    tsquery, bigint[], tsquery, integer, integer, text, integer, integer, integer, integer, integer);
"""


class Migration(migrations.Migration):

    dependencies = [("principles", "0003_suggestions")]
    operations = [migrations.RunSQL(GONE), run("gathering"), run("ranking")]
