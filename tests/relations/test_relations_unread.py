"""Relations of a case of which nothing is read yet."""

from typer.testing import CliRunner

from hikiwake.cli import app


def test_a_case_whose_documents_nobody_has_read_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    result = CliRunner().invoke(app, ["relations", "japan-russia"])
    assert result.exit_code == 0 and result.stdout.startswith("JPN-RUS: 0 events")
    assert "documents unread: hikiwake read japan-russia " in result.stderr
