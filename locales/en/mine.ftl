# My records and the card of a record

mine-list = <b>My service records: { $count }</b>
mine-empty =
    You have no service records yet.
    One sentence logs one: <i>this morning 2h clearing snow at East Gate</i>
mine-sure-to-withdraw =
    Withdraw this record? It will not count any more, and this cannot be undone.
    { $day } { $place }, { $minutes }
    { $words }
mine-withdrawn =
    Withdrawn:
    { $day } { $place }, { $minutes }
    { $words }
mine-toast-withdrawn = Withdrawn
mine-ask-wish =
    { $day } { $place }, { $minutes }
    What is wrong, and what should it say? Write it, and I will pass it on.
mine-wish-sent = Passed on to { $names }. You will hear from them.
mine-told-withdrawn =
    { $by } withdrew a record entered for you:
    { $day } { $place }, { $minutes }
mine-told-wish =
    <b>{ $name }</b> asks for a correction:
    { $day } { $place }, { $minutes }
    { $words }

    What to correct: { $wish }

record-line =
    <b>{ $number }.</b> <b>{ $name }</b> { $day } { $minutes }
    { $place }: { $words }
record-line-own =
    <b>{ $number }.</b> { $day } { $minutes } · <b>{ $state }</b>
    { $place }: { $words }
record-card = Service of <b>{ $name }</b> · <b>{ $state }</b>
record-line-reason = Reason: { $reason }
record-no-photos = This record has no photos

record-history =
    { "" }
    <b>History</b>
record-history-earlier = … and { $count } earlier
record-history-reason = {"    "}Reason: { $reason }
record-was-submitted = { $moment } handed in by { $by }
record-was-confirmed = { $moment } confirmed by { $by }
record-was-returned = { $moment } returned by { $by }
record-was-resubmitted = { $moment } changed and handed in again by { $by }
record-was-corrected = { $moment } corrected by { $by }
record-was-revoked = { $moment } revoked by { $by }
record-was-withdrawn = { $moment } withdrawn by { $by }

state-submitted = waiting
state-confirmed = confirmed
state-returned = returned
state-revoked = revoked
state-withdrawn = withdrawn

reason-correction-wish = You can correct service records of this branch.

button-my-records = My records
button-withdraw = Withdraw
button-ask-correction = Ask for a correction
button-correct = Correct
button-revoke = Revoke
button-photos = Photos ({ $count })
button-see-record = See the record

error-nobody-can-correct = Nobody who could correct it can be reached here. Please tell your branch secretary.
