"""Other languages than English: which one a document is in, and the readers that read some of them."""
