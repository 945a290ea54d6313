"""Every INSERT of the record, written out: no SQL is ever built from data."""

DOCUMENTS = """
INSERT INTO documents (
    number, id, name, title, publisher, author, url, date_value, date_precision, date_earliest, date_latest,
    date_basis, text, prose, notes, language, reader, account, added_on, seal
) VALUES (
    :number, :id, :name, :title, :publisher, :author, :url, :date_value, :date_precision, :date_earliest,
    :date_latest, :date_basis, :text, :prose, :notes, :language, :reader, :account, :added_on, :seal
)
"""

REPORTS = """
INSERT INTO reports (
    document, position, entry, span_start, span_end, trigger_text, trigger_spans, category, mode, cameo,
    goldstein, date_value, date_precision, date_earliest, date_latest, date_text, date_start, date_end,
    place_name, place_country, place_lat, place_lon, place_text, place_start, place_end, status, grade,
    certainty, polarity, context, confidence, is_reciprocal, via, is_unreviewed, date_reference
) VALUES (
    :document, :position, :entry, :span_start, :span_end, :trigger_text, :trigger_spans, :category, :mode,
    :cameo, :goldstein, :date_value, :date_precision, :date_earliest, :date_latest, :date_text, :date_start,
    :date_end, :place_name, :place_country, :place_lat, :place_lon, :place_text, :place_start, :place_end,
    :status, :grade, :certainty, :polarity, :context, :confidence, :is_reciprocal, :via, :is_unreviewed, :date_reference
)
"""

ACTORS = """
INSERT INTO actors (
    report, role, position, text, span_start, span_end, name, country, sector
) VALUES (
    :report, :role, :position, :text, :span_start, :span_end, :name, :country, :sector
)
"""

STATEMENTS = """
INSERT INTO statements (
    document, position, entry, source_text, source_spans, cue_text, cue_spans, content_text, content_spans,
    speaker_text, speaker_start, speaker_end, speaker_name, speaker_country, speaker_sector, quoted, grade,
    certainty, polarity, date_value, date_precision, date_earliest, date_latest, date_text, date_start,
    date_end, via, is_unreviewed, date_reference
) VALUES (
    :document, :position, :entry, :source_text, :source_spans, :cue_text, :cue_spans, :content_text,
    :content_spans, :speaker_text, :speaker_start, :speaker_end, :speaker_name, :speaker_country,
    :speaker_sector, :quoted, :grade, :certainty, :polarity, :date_value, :date_precision, :date_earliest,
    :date_latest, :date_text, :date_start, :date_end, :via, :is_unreviewed, :date_reference
)
"""

DATES = """
INSERT INTO dates (
    document, position, date_value, date_precision, date_earliest, date_latest, date_text, date_start,
    date_end, date_reference
) VALUES (
    :document, :position, :date_value, :date_precision, :date_earliest, :date_latest, :date_text, :date_start,
    :date_end, :date_reference
)
"""

FORMULAS = """
INSERT INTO formulas (
    document, position, term, definition, holder, spans
) VALUES (
    :document, :position, :term, :definition, :holder, :spans
)
"""

EXPLANATIONS = """
INSERT INTO explanations (
    document, position, claim, holder, spans
) VALUES (
    :document, :position, :claim, :holder, :spans
)
"""

CORRECTIONS = """
INSERT INTO corrections (
    number, undoes, what, entry, kind, document, quote, quote_before, quote_after, sources, targets, date_value, grade,
    status, category, cameo, place, span, content, actor, rejected, note, made_by, made_on, snapshot, neighbours, made_with, seal
) VALUES (
    :number, :undoes, :what, :entry, :kind, :document, :quote, :quote_before, :quote_after, :sources, :targets, :date_value,
    :grade, :status, :category, :cameo, :place, :span, :content, :actor, :rejected, :note, :made_by, :made_on, :snapshot,
    :neighbours, :made_with, :seal
)
"""
