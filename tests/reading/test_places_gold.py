"""Where things are, on passages with places of shared names, written before the code they measure."""

from gold_places_measure import passages, score


def test_the_gold_holds_what_it_says():
    gold = list(passages())
    mentions = [m for _, several in gold for m in several]
    assert len(gold) >= 30
    assert len(mentions) >= 120
    assert all(m.span.cut(text) == m.text for text, several in gold for m in several)


def test_places_of_shared_names_are_found_and_put_where_the_passage_means_them():
    """Before one sense a document and regions: found F1 0.81, right 0.57 of those wanted; since then 0.99 and 0.96."""
    told = score()
    assert told.found_f1 >= 0.95, told.errors
    assert told.right_of_wanted >= 0.93, told.errors
