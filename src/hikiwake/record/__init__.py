"""What is known: documents, events, statements, with spans and grades, and the analyst's corrections."""
