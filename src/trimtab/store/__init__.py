"""Where what is kept lies: tables, queries, migrations, backups."""
