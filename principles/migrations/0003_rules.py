"""Install the rules that constraints of one table cannot say, and the upkeep of verdicts."""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).parent / "sql" / "0003_rules.sql"


class Migration(migrations.Migration):
    """The rules stand in `sql/0003_rules.sql`; they are not taken back step by step."""

    dependencies = [("principles", "0002_entries")]
    operations = [migrations.RunSQL(SQL.read_text(encoding="utf-8"))]
