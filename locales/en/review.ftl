# Confirming and returning

review-queue = <b>Records to confirm: { $count }</b>
review-empty = Nothing is waiting for you. All done.
review-page-confirmed =
    { $count ->
        [one] ✅ One record confirmed.
       *[other] ✅ All { $count } confirmed.
    }
review-page-changed = This page has just changed, so nothing was confirmed. Please look again.
review-confirmed =
    ✅ <b>{ $name }</b> { $day } { $place }, { $minutes }
    { $words }
    Confirmed by { $by }
review-returned =
    ↩️ <b>{ $name }</b> { $day } { $place }, { $minutes }
    { $words }
    Returned by { $by }: { $reason }
review-which-reason =
    <b>{ $name }</b> { $day } { $place }, { $minutes }
    { $words }

    Why do you return it? Choose, or write your own.
review-type-reason =
    Returning the record of <b>{ $name }</b>, { $day }.
    Please write the reason, 200 characters at most.
review-toast-confirmed = Confirmed
review-toast-returned = Returned
review-toast-was-confirmed = { $by } has confirmed it already
review-toast-was-returned = { $by } has returned it already
review-toast-page-changed = This page has changed, please look again

review-told-confirmed =
    ✅ { $by } confirmed your service:
    { $day } { $place }, { $minutes }
    { $words }
    See your stars: /stars
review-told-confirmed-several =
    ✅ { $by } confirmed { $count } of your services, { $minutes } in all.
    See your stars: /stars
review-told-returned =
    ↩️ { $by } returned a service of <b>{ $name }</b>:
    { $day } { $place }, { $minutes }
    { $words }

    Reason: { $reason }

reason-wrong-day = Wrong day
reason-wrong-duration = Wrong duration
reason-wrong-place = Wrong place
reason-too-brief = Says too little
reason-logged-twice = Logged twice
reason-not-found = Could not be verified
reason-your-record = This service record concerns you.

button-confirm-page =
    { $count ->
        [one] Confirm this one
       *[other] Confirm all { $count } here
    }
button-first-page = Back to the start
button-queue = Go on confirming
button-type-reason = Write a reason
button-number = { $number }
button-log-again = Change and hand in again

error-record-is-yours = Somebody else has to confirm your own record.
error-record-entered-by-you = You entered this one, so somebody else has to confirm or correct it.
error-reason-missing = Please write the reason.
error-reason-too-long = A reason has { $limit } characters at most; yours has { $count }.
