# The stars of a year: frozen, published, objected to, final

settle-ready = <b>{ $branch }: the stars of { $year }</b>
settle-line-rules = { $count ->
        [one] One person
       *[other] { $count } people
    }, by “{ $scheme }”. Freezing counts everybody's stars record by record and shows them to you first; nothing is published yet.
settle-line-waiting = { $count ->
        [one] <b>One</b> record of that year is not confirmed yet and will not count. Please look at it first.
       *[other] <b>{ $count }</b> records of that year are not confirmed yet and will not count. Please look at them first.
    }
settle-line-early = ⚠️ { $year } is not over. If you freeze it now, <b>what is done after today no longer counts for { $year }</b>. Unless it is urgent, wait for the new year.
settle-line-level = { $stars } { $count ->
        [one] one person
       *[other] { $count } people
    }
settle-line-until = Published until <b>{ $day }</b>, that day included.
settle-line-over = The publication ended on { $day }.
settle-line-open = { $count ->
        [one] <b>One</b> objection waits for an answer; answer it before the year can be made final.
       *[other] <b>{ $count }</b> objections wait for an answer; answer them before the year can be made final.
    }
settle-line-reason = Why it was called off: { $reason }
settle-line-changed = Since it was counted, records of { $count ->
        [one] one person
       *[other] { $count } people
    } have changed. To count them in, press “Count again”.
settle-line-changed-after = Since it became final, records of { $count ->
        [one] one person
       *[other] { $count } people
    } were corrected. The stars stay; the corrections are shown as such.
settle-line-no-group = No group chat is bound, so everybody is told in private only; please put the printed list up as well.
settle-line-provisional = Next year's holidays are not announced yet; days are counted from Monday to Friday for now.
settle-standing = <b>{ $branch }: the stars of { $year }</b> – { $state }

settle-state-none = not begun
settle-state-frozen = frozen, not published
settle-state-published = published
settle-state-final = final
settle-state-abandoned = called off

settle-button-freeze = Freeze { $year }
settle-button-review = Confirm records first
settle-button-year = See { $year }
settle-button-households = Model households
settle-button-issued = Certificates issued
settle-button-publish = Publish
settle-button-list = The list
settle-button-paper = To print
settle-button-again = Count again
settle-button-drop = Call off
settle-button-objections = Objections ({ $count })
settle-button-link = Link to the list
settle-button-end = Make it final
settle-button-final = Final, for good
settle-button-as-published = Final as published
settle-button-go = Publish now
settle-button-anew = Begin anew
settle-button-see = Have a look
settle-button-answer = Look and answer
settle-button-why = Why
settle-button-records = See the records
settle-button-object = Object
settle-button-plaque = My plaque
settle-button-say = Something wrong? Press here

settle-toast-frozen = Frozen
settle-toast-published = Published
settle-toast-final = Final

settle-list = <b>{ $branch }: the stars of { $year }</b>. Press a number to see why.
settle-list-line =
    <b>{ $number }.</b> { $name } { $stars }
    services: { $services }, { $minutes }
settle-why =
    <b>{ $name }, { $year }</b> { $stars }
    Confirmed: { $services ->
        [one] one service
       *[other] { $services } services
    }, { $minutes }

settle-plan = <b>{ $branch }: publishing the stars of { $year }</b> from now until <b>{ $day }</b>. It goes to { $groups ->
        [0] no group chat
        [one] one group chat
       *[other] { $groups } group chats
    }, and everybody is told their own stars in private.
settle-choice-calendar = { $mark }{ $days } days
settle-choice-working = { $mark }{ $days } working days
settle-link =
    Whoever has this link can read the list and object; somebody else can do it for a member without an account:
    { $link }

settle-again = <b>Counted again</b>: { $count ->
        [one] one person has
       *[other] { $count } people have
    } another result. If it is published, they have been told.
settle-again-line = { $name }: { $before } → { $after } ({ $was } → { $now } services)
settle-again-line-hours = { $name }: { $before } → { $after } ({ $was } → { $now })
settle-again-same = Counted again: nothing has changed.
settle-sure = Make the stars of { $year } in { $branch } final? <b>They can never be changed after that</b>, and whoever has stars gets a plaque.
settle-stale = Since it was counted, records of these people have changed: { $names }. Count again, or let the published figures stand?
settle-differing = <b>Wait</b>: for { $count ->
        [one] one person
       *[other] { $count } people
    } the running sums differ from their records: { $names }. Nothing was changed. Please ask the operator to run <code>zhibu doctor</code>, then try again.
settle-ask-reason = Call off the publication of { $year }? Please write in a sentence why; everybody will read it:
settle-sure-to-drop = Call off what was frozen of { $year }? It can be frozen again.

settle-all = <b>The stars of { $year }</b>. What needs you comes first.
settle-all-count = { $state }: { $count ->
        [one] one branch
       *[other] { $count } branches
    }
settle-branch = { $branch }: { $state }
settle-branch-open = ❗ { $branch }: { $count ->
        [one] one objection
       *[other] { $count } objections
    }
settle-branch-over = ❗ { $branch }: published long enough

# On paper

settle-column-name = Name
settle-column-group = Group
settle-column-stars = Stars
settle-column-services = Services
settle-column-hours = Hours
settle-file-name = stars
settle-file = The stars of { $year } in { $branch }, to print and put up.
settle-paper-note = Published until { $day }, that day included. To object, tell the secretary or open https://t.me/{ $bot }?start=o_{ $code }

# What people get

settle-group-published = <b>{ $branch }: the stars of { $year }</b>, published until { $day }.
settle-group-changed = <b>{ $branch }: the stars of { $year }</b>, corrected; published until { $day }. This list takes the place of the one before.
settle-group-line = { $stars } { $names }
settle-group-rest = { $count ->
        [0] Everybody has a star this year.
        [one] One more has no star yet this year and is not named.
       *[other] { $count } others have no star yet this year and are not named.
    } Everybody has been told in private what was counted.
settle-group-final = <b>{ $branch }: the stars of { $year } are final.</b> Thank you all for a year of service!
settle-push-published =
    <b>Your stars of { $year }: { $stars }</b>
    Confirmed: { $services ->
        [one] one service
       *[other] { $services } services
    }, { $minutes }. { $branch } has published the list until { $day }. If something is wrong, press “Object”.
settle-push-published-none =
    <b>The stars of { $year } are published</b>
    Confirmed of yours: { $services ->
        [0] nothing yet
        [one] one service, { $minutes }, not a star yet
       *[other] { $services } services, { $minutes }, not a star yet
    }. { $branch } has published the list until { $day }. If something is wrong, press “Object”.
settle-push-changed =
    <b>The stars of { $year } were corrected. Yours are now { $stars }</b>
    Confirmed: { $services ->
        [one] one service
       *[other] { $services } services
    }, { $minutes }. You can object until { $day }.
settle-push-final = <b>The stars of { $year } are final. Yours: { $stars }</b> { $services ->
        [one] One service
       *[other] { $services } services
    }, { $minutes }. { $branch } thanks you!
settle-push-final-none = The stars of { $year } in { $branch } are final. { $services ->
        [0] Let us do something together this year!
        [one] You did one service, { $minutes }. Let us do more together this year!
       *[other] You did { $services } services, { $minutes }. Let us do more together this year!
    }
settle-push-off = { $branch } has called off its list of the stars of { $year } and will publish it anew. Why: { $reason }
settle-push-over = { $branch }: the stars of { $year } have been published long enough. <b>You can make them final.</b>
settle-push-over-open = { $branch }: the stars of { $year } have been published long enough. { $count ->
        [one] One objection still waits
       *[other] { $count } objections still wait
    } for an answer; then you can make them final.
settle-push-objection = { $branch }: somebody objects to the stars of { $year }: { $words }
settle-push-upheld =
    Your objection to the stars of { $year } in { $branch } was looked into and <b>upheld</b>.
    You wrote: { $words }
    Answer: { $answer }
settle-push-rejected =
    Your objection to the stars of { $year } in { $branch } was looked into and not upheld.
    You wrote: { $words }
    Answer: { $answer }
reason-settlement = You get this because it is your own result in your branch.
reason-settlement-group = This group is bound to the branch.
reason-settlement-secretary = You get this because you settle the year of this branch.
reason-settlement-answer = You get this because you objected.

# Objections

objection-list = <b>{ $branch }: the stars of { $year }</b>, published until { $day }. Whose are wrong? Press the name:
objection-list-over = <b>{ $branch }: the stars of { $year }</b>. They were published until { $day }; it is too late to object.
objection-nobody = Nobody has a star in that year yet.
objection-button-name = { $name }
objection-button-whole = Somebody else, or the whole list
objection-ask = What is wrong with the stars of { $name } for { $year }? Please write a sentence or two. The branch will look into it and tell you:
objection-ask-own = What is wrong with your stars of { $year }? Please write a sentence or two. The branch will look into it and tell you:
objection-ask-whole = What is wrong with the stars of { $year } in { $branch }? Please say who and what. The branch will look into it and tell you:
objection-sent = Received. The branch will look into it and tell you the result and why.
objection-not-sent = All right, nothing was handed in.
objections = <b>Objections</b>: { $count }. Press a number:
objection-none = Nobody has objected.
objection-line =
    <b>{ $number }.</b> { $state } – { $about }
    { $words }
objection-card =
    <b>Objection</b> – { $state }
    About: { $about }
    From: { $by }
    { $words }
objection-answered =
    <b>Answered, and they have been told</b> – { $state }
    About: { $about }
    From: { $by }
    { $words }
objection-line-answer = Answer: { $answer }
objection-line-own = This one concerns you. Please let another leader or a committee administrator answer it.
objection-line-correct = Correct the record under “See the records”, then press “Count again”.
objection-open = waits for an answer
objection-upheld = upheld
objection-rejected = not upheld
objection-by-resident = a resident
objection-about-whole = the whole list
objection-button-uphold = Uphold
objection-button-reject = Do not uphold
objection-button-all = All objections
objection-ask-upheld = “{ $words }” is upheld. Please write an answer in a sentence; they will read it:
objection-ask-rejected = “{ $words }” is not upheld. Please write why in a sentence; they will read it:

# Refusals

error-settle-year-not-now = The stars of { $year } cannot be settled now. The running year can from December on, the year before at any time.
error-settle-from-appraisal = The stars of this branch come from appraisal, not from service records, so there is nothing to freeze here.
error-settle-nobody = There is nobody on the roster of this branch yet.
error-settle-differs = For { $count ->
        [one] one person
       *[other] { $count } people
    } the running sums differ from their records: { $names }. Please ask the operator to run zhibu doctor.
error-settle-moved-on = That was done before, or something has just changed. Please look at /settle again.
error-settle-is-final = The stars of that year are final and cannot be changed.
error-settle-not-over = It is published until { $day }; it can be made final after that.
error-settle-objections-open = { $count ->
        [one] One objection waits for an answer. Please answer it first.
       *[other] { $count } objections wait for an answer. Please answer them first.
    }
error-settle-upheld-not-counted = An objection was upheld and records were changed, but not counted again: { $names }. Please press “Count again” first.
error-settle-stale = Since it was counted, records of these people have changed: { $names }.
error-settle-objections-over = The list is not published now, so nobody can object. Please talk to the secretary.
error-settle-objections-many = { $count ->
        [one] One of your objections still waits for an answer. Please wait for that first.
       *[other] { $count } of your objections still wait for an answer. Please wait for those first.
    }
error-settle-link-unknown = This link opens no list. Please try it once more as it is printed, or ask the secretary.
error-settle-own-objection = This one concerns you. Please let another leader or a committee administrator answer it.
error-settle-answered = This objection has been answered.
error-settle-draft-over = That is done already.
