"""From a file as received to a document of the record."""

from hikiwake.reading.documents.model import Given, Limits
from hikiwake.reading.documents.receive import document_from_text, receive, receive_all, receive_each

__all__ = ["Given", "Limits", "document_from_text", "receive", "receive_all", "receive_each"]
