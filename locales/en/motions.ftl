# Votes and decisions: motions are worded, counted and corrected; a decision without a count is one line.

motion-button-list = Votes and decisions
motion-list = <b>Votes and decisions: { $kind }, { $day }, { $time }</b>
motion-list-empty =
    <b>Votes and decisions: { $kind }, { $day }, { $time }</b>
    There are none yet. Add one with the buttons below.
motion-one = <b>{ $kind }, { $day }, { $time }</b>
motion-line-voting = Full members: { $should } should attend, { $present } are here. Probationary members do not vote.
motion-line-decision = { $number }. Decided: { $words }
motion-line-open = { $number }. { $words } (not counted yet)
motion-line-passed = { $number }. { $words } <b>✓ Passed</b>: { $favour } for, { $against } against, { $abstained } abstained, { $silent } did not vote ({ $should } should attend, { $present } were here, { $needed } needed)
motion-line-failed = { $number }. { $words } <b>Not passed</b>: { $favour } for, { $against } against, { $abstained } abstained, { $silent } did not vote ({ $should } should attend, { $present } were here, { $needed } needed)
motion-line-no-quorum = { $number }. { $words } <b>Does not count</b>: { $present } were here, fewer than half of the { $should } who should attend ({ $favour } for, { $against } against, { $abstained } abstained, { $silent } did not vote)
motion-line-corrected = – corrected on { $day } at { $time } by { $name }; before: { $favour } for, { $against } against, { $abstained } abstained
motion-line-late = – written down late, on { $day } at { $time }
motion-line-dropped = – taken back on { $day } at { $time } by { $name }

motion-button-new = Put to the vote
motion-button-note = Note a decision
motion-ask-words = What is voted on? Just write it, for example: Li Ming becomes a full member.
motion-ask-decision = What was decided? Just write it, for example: we sweep the square on Saturday.
motion-ask-count = { $present } who can vote are here. Tap one, or write: 12 for, 1 against, 0 abstained
motion-ask-recount = If the numbers are wrong, write them again: 12 for, 1 against, 0 abstained. The old ones stay on record.
motion-button-all = All in favour ({ $count })
motion-button-one-against = 1 against, { $count } in favour
motion-button-one-abstains = 1 abstains, { $count } in favour
motion-toast-counted = The votes are noted
motion-button-drop = Take this back
motion-button-sure = Take it back
motion-ask-sure = Take back “{ $words }”? The record will say so.

error-motion-no-votes-here = Nobody votes by hand in this kind of meeting. You can note a decision.
error-motion-too-many-motions = One meeting holds { $limit } items. Please write more into the minutes.
error-motion-empty = Please write one sentence.
error-motion-too-long = One item has { $limit } characters at most; yours has { $count } and was not noted. Please make it shorter.
error-motion-no-room = The items of one meeting have { $limit } characters at most together; this one was not noted. Please write it into the minutes.
error-motion-said-before = This item is there already.
error-motion-dropped = This item was taken back.
error-motion-nobody-votes = Nobody at this meeting can vote.
error-motion-roll-first = Nobody is marked as here yet. Please call the roll first, then count.
error-motion-count-unclear = I did not understand the numbers. Please write: 12 for, 1 against, 0 abstained
error-motion-card-old = The roll or the count has changed since. Please look at the newest numbers first.
error-motion-too-many-votes = That is { $cast } votes, but only { $present } who can vote are here. Please check the numbers, or complete the roll first.
