# Correcting and revoking

corrections-card = <b>Correcting a record of { $name }</b> ({ $state })
corrections-differences =
    { "" }
    <b>Changes</b>
corrections-difference = {"    "}{ $field }: { $before } → { $after }
corrections-ask-day = Which day should it be? Tap one, or write it, such as “3 Nov”.
corrections-ask-start = What time should it be? Write it, such as “2pm to 4:30pm”.
corrections-ask-minutes = How long should it be? Tap one, or write it, such as “2.5 hours”.
corrections-ask-place = Which place should it be? Please write it.
corrections-ask-category = What kind of service should it be?
corrections-ask-words = What should it say was done? Please write it.
corrections-ask-helped = Whom did it help?
corrections-ask-helped-words = Which household or group? Please write it.
corrections-ask-reason =
    Correcting the record of <b>{ $name }</b>, { $day }.
    Please write the reason, 200 characters at most. Both sides will see it.
corrections-ask-revoke =
    Revoke this record of <b>{ $name }</b>? It will not count any more, and this cannot be undone.
    { $day } { $place }, { $minutes }
    { $words }

    To revoke it, write the reason; both sides will see it.
corrections-done = The record of <b>{ $name }</b>, { $day }, is corrected, and those concerned are told.
corrections-revoked = The record of <b>{ $name }</b>, { $day }, is revoked, and those concerned are told.
corrections-dropped = All right, nothing was corrected.

corrections-told-corrected =
    { $by } corrected a service record of <b>{ $name }</b>:
    { $day } { $place }, { $minutes }
    Reason: { $reason }
corrections-told-revoked =
    { $by } revoked a service record of <b>{ $name }</b>; it does not count any more:
    { $day } { $place }, { $minutes }
    Reason: { $reason }
reason-record-changed = This record concerns you.

field-day = Day
field-start = Start
field-minutes = Duration
field-place = Place
field-category = Category
field-words = What
field-helped = Whom it helped
field-helped-words = Which household or group

button-day = { $day }
button-minutes = { $minutes }
button-nothing = Leave out
button-reason-and-correct = Give the reason and correct

error-correction-nothing = Nothing has changed yet.
error-correction-not-understood = I did not understand that. Please write it another way.
error-correction-too-old = { $day } is too early; { $earliest } is the earliest possible.
error-correction-over = This correction is over. Please open the record again.
