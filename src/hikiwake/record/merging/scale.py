"""Every number the merging rests on, with its reason.

Each thing that two reports agree or differ in is worth some decibans (10 log10 of a likelihood ratio, Good 1950) for or against their telling
of one event; the sum decides, and 0 is even odds. The figures are ours, set by judgement and by the thirty documents of
`tests/reading/merging/gold.toml`; none was set by the fifteen of `held_out.toml` (a few words of `words.toml` were missed there).
"""

VETO = float("-inf")  # what makes two reports tell of two events, whatever else they share

# Before anything is known: of the pairs of one kind of act by one state that the record holds, about one in 20 tells of one event.
ANY_PAIR = -12.5
# A text seldom tells one event twice in the same form, so two tellings within it need more to be taken for one.
SAME_TEXT = -4.0
HEADLINE = 3.0  # but a headline is told again below it

SAME_WORD, SAME_WORDS = 4.0, 7.0  # "signed" and "signed"; "demanded apology" and "demands an apology"
SAME_CODE = 3.0  # other words, one CAMEO code
SAME_ACT = 0.0
NEAR_ACT, NEAR_ACT_SAME_WORD = -3.0, 1.0  # kinds that coders mix up (see acts.csv)
FAR_ACT, FAR_ACT_SAME_WORD = VETO, -2.0  # "recalled" and "the decision to recall"

# Days on which it can have been, where both texts tell them: (widest of the two in days, decibans). A day in common is rare, a year is not.
COMMON_DAYS = ((1, 10.0), (10, 7.0), (31, 5.0), (100, 3.0), (400, 2.0))
SLIP_DAYS = 3  # a paper's "on Tuesday" may be the day of printing; farther apart they are two events
SLIP = -5.0
SLACK = 0.25  # "three months ago" is not exact: by this share of the wider date
# Where the date of either is only inferred from elsewhere in its text, agreeing is worth less and differing is no proof.
INFERRED_SHARE = 0.7
INFERRED_APART = ((7, -4.0), (60, -9.0), (400, -14.0), (10**6, -20.0))
# Where one is undated: days from the other's date to the day the undated was told.
TOLD_AFTER = ((3, 4.0), (7, 2.0), (45, 0.0), (400, -3.0), (10**6, -5.0))
# Where both are: days between the two texts.
TOLD_APART = ((3, 2.0), (31, -1.0), (10**6, -5.0))
UNKNOWN_WHEN = -2.0
FORETOLD = ((14, -1.0), (62, -4.0), (10**6, -9.0))  # a plan and its occurrence, by days from telling to happening
# What is told as done before the other's date: where that one is done too, they are two; but within the slip a date may be wrong.
TOLD_TOO_EARLY, TOLD_JUST_BEFORE = -10.0, -5.0
PLAN_AFTER, PLAN_JUST_AFTER = -9.0, -3.0  # a plan told when the other was over; within the slip

# "Ankara recalled its ambassador" leaves Athens out, of which the text tells otherwise.
TWO_STATES, ONE_STATE_OF_TWO, ONE_STATE, PARTLY_OTHER, NO_STATE = 6.0, 3.5, 2.0, -2.0, -8.0
REVERSED, MAYBE_REVERSED = -14.0, -4.0  # A expelled B's diplomats; B expelled A's
SAME_PEOPLE, OTHER_PEOPLE = 3.0, -5.0
SAME_PLACE, OTHER_PLACE = 4.0, -6.0
NO_WORDS, ALL_WORDS = -4.0, 14.0  # words of the two sentences in common, from none to all; states, days and people aside
ENOUGH_WORDS = 4  # telling words of the shorter sentence, beyond its trigger, states, people and place
NAME_WORTH, EVERYDAY_WORTH = 2.0, 0.4  # of a word, beside 1: a name tells more, the field's daily bread (words.toml) less
OTHER_OBJECT = -6.0  # agreements on different things
HYPOTHETICAL = -3.0

# What shares none of these shares too little, however well the rest fits: two meetings of two presidents on days that nobody tells.
CLOSE_DAYS, LIKE_WORDS = 3.5, 0.3  # decibans of the days; cosine of the words
NOTHING_SPECIFIC = -6.0

MERGE_ABOVE = 0.0  # as likely as not
WINDOW_DAYS = 7  # dated reports farther apart are compared only where they share a rare word
RARE = 40  # reports: a word in more of them brings none together

COPIED_TEXT = 0.5  # share of the shorter text's five-word runs: independent reports of one event share under a tenth
COPIED_SENTENCE = 0.6  # likewise of the telling sentence
RUN = 5  # words
SHORTEST_COPY = 8  # words a sentence must have to be told a copy by itself
