"""Every query for what is kept of documents.

A row's columns stand in alphabetical order, as they are sealed: then little is left to sort. What a fact belongs to comes last, once more.
"""

DOCUMENTS = """
SELECT
    account, added_on, author, date_basis, date_earliest, date_latest, date_precision, date_value, id, language,
    name, notes, prose, publisher, reader, seal, text, title, url
FROM documents WHERE ?1 IS NULL OR id = ?1 ORDER BY number
"""

REPORTS = """
SELECT
    cameo, category, certainty, confidence, context, date_earliest, date_end, date_latest, date_precision,
    date_reference, date_start, date_text, date_value, document, entry, goldstein, grade, is_reciprocal,
    is_unreviewed, mode, place_country, place_end, place_lat, place_lon, place_name, place_start, place_text,
    polarity, position, span_end, span_start, status, trigger_spans, trigger_text, via, number, document
FROM reports WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position
"""

ACTORS = """
SELECT
    a.country, a.name, a.position, a.role, a.sector, a.span_end, a.span_start, a.text, a.report
FROM actors a JOIN reports r ON r.number = a.report WHERE ?1 IS NULL OR r.document = ?1 ORDER BY a.report, a.role, a.position
"""

STATEMENTS = """
SELECT
    certainty, content_spans, content_text, cue_spans, cue_text, date_earliest, date_end, date_latest,
    date_precision, date_reference, date_start, date_text, date_value, document, entry, grade, is_unreviewed,
    polarity, position, quoted, source_spans, source_text, speaker_country, speaker_end, speaker_name,
    speaker_sector, speaker_start, speaker_text, via, document
FROM statements WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position
"""

DATES = """
SELECT
    date_earliest, date_end, date_latest, date_precision, date_reference, date_start, date_text, date_value,
    document
FROM dates WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position
"""

FORMULAS = """
SELECT
    definition, document, holder, position, spans, term, document
FROM formulas WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position
"""

EXPLANATIONS = """
SELECT
    claim, document, holder, position, spans, document
FROM explanations WHERE ?1 IS NULL OR document = ?1 ORDER BY document, position
"""
