"""What the record holds and the case does not state yet, one file a kind of thing that a case states."""
