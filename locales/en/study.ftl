# Study: what is open for me, plans, reminders, the week's totals, class-hours.

# One's own

study-own = <b>My study</b>
study-line-hours = <b>{ $hours }</b> class-hours in { $year }; { $target } are asked, { $missing } to go.
study-line-hours-reached = ✓ <b>{ $hours }</b> class-hours in { $year }: the { $target } that are asked are reached.
study-line-entered = { $hours } of them from lessons and training.
study-line-open = { $count ->
        [one] <b>One</b> item is open:
       *[other] <b>{ $count }</b> items are open:
    }
study-line-all-done = ✓ Nothing is open now.
study-button-title = { $title }
study-button-done = Done
study-button-quiz = Start the quiz
study-button-quiz-on = Go on with the quiz
study-button-link = Open the link
study-button-open = Open it
study-button-mine = See what is open
study-button-finished = ✓ Finished
study-button-left = { $count ->
        [one] One more is open
       *[other] { $count } more are open
    }
study-toast-done = ✓ Noted: { $hours } class-hours this year
study-toast-done-before = You had finished this before: { $hours } class-hours this year

# What people get

study-item =
    <b>{ $title }</b>
    { $plan }, class-hours: { $hours }
study-item-text = { $text }
study-reminder = A reminder: <b>{ $count }</b> items of “{ $plan }” are still open. Have a look when you have time.
study-reminder-one = A reminder: <b>{ $title }</b> of “{ $plan }” is still open. Have a look when you have time.
study-week =
    <b>{ $branch }: this week's study</b>
    { $plan }: items this week: { $items }, finished { $done } of { $of } ({ $percent }%), class-hours: { $hours }.
study-week-group = { $group }: { $percent }%
reason-study-item = Because the study plan of your branch is for you, too.
reason-study-reminder = Because something is still open for you. Whoever has finished gets no reminder.
reason-study-week = Because the study plan of the branch tells its totals here once a week.

# Putting a plan together

study-run = <b>The branch's study</b>
study-button-new = New study plan
study-button-quizzes = Quizzes
study-button-plans = Plans
study-button-hours = Class-hours
study-button-another = Another one
study-ask-branch = Which branch is the plan for?
study-ask-content =
    <b>Please send me the study plan</b>:
    its name in the first line, then one item a line. Links, pictures and files are fine, too.
study-ask-more = Please send me what to add: one item a line, or links, pictures, files.
study-ask-title = <b>What is this plan called?</b> Just write it, for example: December study.
study-card = <b>{ $title }</b>
study-card-change =
    <b>{ $title }</b>
    Nothing changes before you tap “Save”.
study-unfinished = You have begun a study plan and not sent it:
study-dropped = All right, it is dropped. Nobody has got anything.
study-button-save = Save
study-button-peek = See the first item

study-line-item = { $number }. { $title } ({ $kind }, class-hours: { $hours })
study-line-items-more = … { $count } items in all
study-kind-text = text
study-kind-link = link
study-kind-file = file
study-kind-quiz = quiz
study-line-weekly = { $count ->
        [one] One item every { $weekday } at { $time }
       *[other] { $count } items every { $weekday } at { $time }
    }
study-line-daily = { $count ->
        [one] One item every day at { $time }
       *[other] { $count } items every day at { $time }
    }
study-line-working = Only on working days
study-line-days = From { $first } to { $last }
study-line-once = All on { $first }
study-line-provisional = The days off of that year are not announced yet: the last day is a guess.
study-line-reminder = Whoever has not finished is reminded on { $weekday } at { $time }
study-line-people = { $count ->
        [one] For the whole branch: reaches one person
       *[other] For the whole branch: reaches { $count } people
    }
study-line-groups = { $count ->
        [one] For { $groups }: reaches one person
       *[other] For { $groups }: reaches { $count } people
    }
study-line-missed = { $count ->
        [one] One more cannot be reached on Telegram: you can note what they have finished.
       *[other] { $count } more cannot be reached on Telegram: you can note what they have finished.
    }
study-line-chats = The group hears the totals on Sundays, without names
study-line-chats-ranking = The group hears the totals and the order of the party groups on Sundays, without names

study-ask-change = What shall be changed?
study-edit-when = When it is sent
study-edit-from = First day
study-edit-who = For whom
study-edit-many = Items at once
study-edit-rem = Reminder
study-edit-title = Name
study-edit-items = Take items out
study-edit-min = Class-hours
study-edit-chat = In the group
study-edit-add = Add items
study-choice = { $what }
study-chosen = ● { $what }
study-ticked = ✓ { $what }
study-not-ticked = ○ { $what }
study-every-day = Every day
study-working = Only on working days
study-ask-when = <b>When shall it be sent?</b> Tap the day and the hour, or write it: every Wednesday 7:30pm.
study-ask-from = <b>From which day on?</b> Tap one, or write a day: Dec 1.
study-from-now = At once
study-from-monday = Next Monday ({ $day })
study-from-first = The first of next month ({ $day })
study-ask-who = <b>For whom?</b> Tap the party groups. It reaches { $count } now.
study-everybody = The whole branch
study-ask-many = <b>How many items at once?</b>
study-ask-reminder = <b>On which day is reminded who has not finished?</b> Once a week. Or write it: Friday 5pm.
study-no-reminder = Never
study-ask-chats = <b>What shall the group hear on Sundays?</b> Never any names.
study-totals = The totals
study-ranking = The order of the party groups
study-ask-length = <b>How many class-hours is each item?</b>
study-button-length = { $hours }
study-items = { $count ->
        [one] <b>One item</b>. Tap it to take it out.
       *[other] <b>{ $count } items</b>. Tap one to take it out.
    }
study-button-drop = ✕ { $number }. { $title }
study-button-clear = Begin anew
study-started = { $count ->
        [one] ✓ “{ $title }” has begun. It reaches one person.
       *[other] ✓ “{ $title }” has begun. It reaches { $count } people.
    }
study-changed = { $count ->
        [one] ✓ “{ $title }” is changed. It reaches one person.
       *[other] ✓ “{ $title }” is changed. It reaches { $count } people.
    }
study-line-first = Next: <b>{ $day }, { $time }</b>
study-button-plan = See the plan

# How plans go

study-plans = { $count ->
        [one] <b>One study plan</b>
       *[other] <b>{ $count } study plans</b>
    }
study-plans-none = There is no study plan yet.
study-button-running = { $title }
study-button-paused = { $title } (resting)
study-button-ended = ✓ { $title }
study-button-stopped = { $title } (stopped)
study-plan = <b>{ $title }</b>, { $branch }
study-state-running = Running
study-state-paused = Resting: nothing is sent
study-state-ended = ✓ Everything is sent
study-state-stopped = Stopped
study-line-sent = { $sent } of { $items } items sent
study-line-finished = <b>{ $finished }</b> of { $people } people have finished everything
study-line-next = Next: { $day }, { $time }
study-button-who = Who has finished
study-button-items = Item by item
study-button-pause = Let it rest
study-button-resume = Go on
study-button-stop = Stop
study-button-sure = Stop this plan
study-ask-stop = { $count ->
        [one] Really stop “{ $title }”? One item is not sent yet; it cannot go on afterwards.
       *[other] Really stop “{ $title }”? { $count } items are not sent yet; it cannot go on afterwards.
    }
study-names = <b>{ $title }: who has finished</b>
study-names-group = <b>{ $group }</b>: { $done }/{ $of }
study-names-no-group = <b>In no party group</b>: { $done }/{ $of }
study-names-done = ✓ { $names }
study-names-open = Not yet (and how many items): { $names }
study-sent = { $count ->
        [one] <b>{ $title }</b>: one item sent. Tap it to see who has finished.
       *[other] <b>{ $title }</b>: { $count } items sent. Tap one to see who has finished.
    }
study-button-item = { $title }: { $percent }%
study-item-who =
    <b>{ $title }</b>: finished by { $done } of { $of }
    When somebody without a phone has finished, tap the name to note it; once more takes it back.

# Class-hours

study-hours = <b>{ $branch }: class-hours of { $year }</b>, reached by { $reached } of { $of }
study-hours-which = Which branch's class-hours?
study-hours-line = { $name }: { $hours }, { $missing } to go
study-hours-line-reached = ✓ { $name }: { $hours }
study-hours-enter = Enter a lesson
study-hours-file = Send me the list
study-hours-entered = What was entered
study-column-name = Name
study-column-group = Party group
study-column-hours = Class-hours
study-column-target = Asked
study-column-missing = To go
study-file = { $branch } class-hours { $year }
study-file-caption = The class-hours of { $branch } in { $year }.
study-hours-who = <b>For whom?</b> Tap the names. Chosen: { $count }.
study-hours-all = Everybody / nobody
study-hours-came = Who came: { $kind }, { $day }
study-hours-next = That's all
study-hours-how-long = { $count ->
        [one] <b>How many class-hours?</b> For one person. Tap one, or write a number: 2.5.
       *[other] <b>How many class-hours each?</b> For { $count } people. Tap one, or write a number: 2.5.
    }
study-hours-why = <b>What was it?</b> Tap one, or write it.
study-why-lesson = Party lesson
study-why-theme-day = Theme day
study-why-together = Studying together
study-why-training = Training
study-why-online = Online course
study-hours-sure = { $count ->
        [one] <b>{ $hours }</b> class-hours for one person: { $reason }
            { $names }
       *[other] <b>{ $hours }</b> class-hours for each of { $count } people: { $reason }
            { $names }
    }
study-hours-done = { $count ->
        [one] ✓ { $hours } class-hours entered for one person: { $reason }
       *[other] ✓ { $hours } class-hours entered for each of { $count } people: { $reason }
    }
study-hours-dropped = All right, nothing was entered.
study-entries = <b>{ $branch }: entered this year</b>. Tap one to take back what is wrong.
study-entries-none = Nothing was entered for { $branch } this year.
study-entry = { $name }: { $hours }
study-entry-gone = ✕ { $name }: { $hours }
study-entry-whole = { $hours } class-hours for <b>{ $name }</b>, entered on { $day }: { $reason }
study-entry-was = { $hours } class-hours for { $name }, entered on { $day } ({ $reason }), were taken back.
study-entry-undo = It was wrong: take it back
study-entry-undone = ✓ Taken back: { $hours } class-hours of { $name }.

# What cannot be done

error-study-not-yours = This item is not in your study plan.
error-study-stopped = This study plan was stopped.
error-study-quiz-first = This is a quiz: tap “Start the quiz”; when it is answered it is finished.
error-study-over = This study plan is over and cannot be changed.
error-study-draft-not-yours = Somebody else is writing this plan.
error-study-draft-cancelled = This plan was dropped.
error-study-draft-sent = This plan has been sent.
error-study-items-fixed = The items of a plan that has begun cannot be changed. You can write another one.
error-study-item-too-long = { $count ->
        [one] One item is too long and was not taken. Please send long texts as a file.
       *[other] { $count } items are too long and were not taken. Please send long texts as files.
    }
error-study-too-many = { $count ->
        [one] A plan holds { $limit } items at most; one more was not taken. You can write another plan.
       *[other] A plan holds { $limit } items at most; { $count } more were not taken. You can write another plan.
    }
error-study-card-old = It was changed meanwhile: please look at the newest message.
error-study-empty = There is nothing to study yet. Please send me the items first.
error-study-title-missing = Please write a name for this plan first.
error-study-title-too-long = A name has { $limit } characters at most, yours has { $count }. Please write less.
error-study-nobody = There is nobody it would go to; nothing was sent. Please look at the roster first.
error-study-never = Like this it would never be sent. Please choose another time.
error-study-time-impossible = There is no such day or hour. Please look again.
error-study-time-missing = Please write the hour, too, for example: every Monday 9am.
error-study-time-unclear = I did not understand when. Please write it like this: every Monday 9am, or: daily 7:30pm.
error-study-time-quiet = People rest at that hour. Please choose one between { $start } and { $end }.
error-study-reminder-weekly = There is one reminder a week: please write the weekday, for example: Friday 5pm.
error-study-start-past = That day is over. Please name another one.
error-study-start-far = It must be within a year. Please name another day.
error-study-start-unclear = I did not understand which day. Please write it like this: Dec 1.
error-study-not-sent = This item has not been sent yet.
error-study-not-theirs = The plan is not for this person.
error-study-done-themselves = They have tapped “Done” themselves; you cannot take that back.
error-study-hours-steps = Please write class-hours in halves, 8 at most, for example: 2.5.
error-study-hours-closed = This was entered or dropped before.
error-study-hours-not-whole = People, class-hours or what it was are still missing.
error-study-reason-missing = Please write what it was.
error-study-reason-too-long = { $limit } characters at most, you wrote { $count }. Please write less.
error-study-lesson-entered = Everybody who came has the class-hours of this one already.
error-study-entry-gone = This was taken back before.
