"""Text to record: documents, language, dates, actors, places, statements, events, sourcing."""
