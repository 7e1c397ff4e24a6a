"""A made-up but believable shop: the sample that is shown, drawn, measured and tested with."""
