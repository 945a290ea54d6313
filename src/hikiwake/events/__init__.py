"""Events as counts: from the record, and (with the lake) from large event files, to a dyad's series."""
