"""Intake forms by the shell: taken in from a file, printed as one, and each mistake named."""

from pathlib import Path

from tests.cli.test_cli import run

FORMS = """[all]
"Order number" required
"Plan": Basic, Pro
"Screenshot" file
"""


def test_forms_come_in_by_a_file_and_go_out_as_one(tmp_path: Path) -> None:
    (tmp_path / "forms.txt").write_text(f"# ours\n{FORMS}", "utf-8")

    taken = run(tmp_path, "forms", "forms.txt", "--yes")
    printed = run(tmp_path, "forms")
    again = run(tmp_path, "forms", "forms.txt", "--yes")
    (tmp_path / "forms.txt").write_text("[all]\n", "utf-8")
    run(tmp_path, "forms", "forms.txt", "--yes")

    assert taken.returncode == 0, taken.stderr
    assert FORMS == printed.stdout
    assert "Each form is as it is here." in again.stdout
    assert "No form asks anything yet." in run(tmp_path, "forms").stdout


def test_each_mistake_is_named_with_its_line_and_nothing_is_taken_in(tmp_path: Path) -> None:
    rows = ['"Too early"', "[bilding]", "[all]", "Plan: Basic", '"One"', '"one"', "[all]"]
    (tmp_path / "forms.txt").write_text("\n".join(rows), "utf-8")

    refused = run(tmp_path, "forms", "forms.txt", "--yes")

    assert refused.returncode == 1
    named = [f"line {n}:" for n in range(1, 8) if f"line {n}:" in refused.stderr]
    assert ["line 1:", "line 2:", "line 4:", "line 6:", "line 7:"] == named, refused.stderr
    assert "No form asks anything yet." in run(tmp_path, "forms").stdout
