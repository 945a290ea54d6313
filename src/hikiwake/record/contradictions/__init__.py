"""What sources certainly contradict each other in, one kind a file; `record/disputes.py` gathers them."""
