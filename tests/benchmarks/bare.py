"""The smallest program of the kind that rumourctl is: Typer for its command line, and one Rich table."""

import typer
from rich.console import Console
from rich.table import Table

app = typer.Typer()


@app.command()
def main(name: str = "x") -> None:
    """Print a table."""
    table = Table("Name", "Claims")
    table.add_row(name, "1")
    Console().print(table)


app()
