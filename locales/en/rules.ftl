# Meetings that come again: proposed in time. Texts of meetings to begin with.

rule-title-month = { $mark }Day { $day } of each month, { $time }: { $kind }
rule-title-last = { $mark }Last day of each month, { $time }: { $kind }
rule-title-week = { $mark }Every { $day }, { $time }: { $kind }
rule-title-other = { $mark }{ $kind }
rule-title-broken = { $mark }This one is broken

rule-list = <b>Regular meetings of { $branch }</b>
rule-none =
    <b>Regular meetings of { $branch }</b>
    There are none yet. Write a meeting and tap “Every month” or “Every week” on it.
rule-line-other = { $what }: next on { $day }, { $time }
rule-kind-study = Study
rule-kind-study-reminder = Study reminder
rule-kind-study-week = How study goes, in groups
rule-kind-pledge-quarter = Quarterly word about pledges
rule-kind-dues = Dues reminder
rule-kind-month-star = Reminder of the star of the month
rule-kind-dues-end = Dues at the end of the month
rule-line-asks = { $days ->
        [one] One day before, I prepare the notice and show it to you.
       *[other] { $days } days before, I prepare the notice and show it to you.
    }
rule-line-automatic = { $days ->
        [one] One day before, everybody is told without your tap.
       *[other] { $days } days before, everybody is told without your tap.
    }
rule-line-working-day = On a day off it moves to the next working day.
rule-line-next = Next: <b>{ $day }, { $time }</b> (notice on { $ahead })
rule-line-provisional = The days off of that year are not known yet: the day may change.
rule-line-paused = It rests now: nothing will be prepared.
rule-line-broken = This one cannot be read any more: please delete it and make a new one.
rule-line-draft = The meeting above is not sent yet: do not forget to tap “Send”.
rule-line-went = This year: in time { $fired }, late { $late }, left out { $skipped }, failed { $failed }.
rule-past-fired = ✓ { $day }: in time
rule-past-late = ✓ { $day }: a little late
rule-past-skipped = ○ { $day }: left out
rule-past-failed = ⚠ { $day }: something went wrong
rule-past-reason = ○ { $day }: left out, { $why }
rule-why-too-late = it was too late
rule-why-nobody = nobody should attend
rule-why-no-secretary = the branch has no secretary who can be reached
rule-why-done-before = it was prepared before

rule-ask-hour = When does it begin? Tap one, or write it, for example: 7:30 pm.
rule-ask-day = On which day of the month? 31 is its last day.
rule-ask-weekday = On which day of the week?
rule-ask-ahead = How many days before shall I prepare the notice?
rule-end-sure = Really delete it? Nothing will be prepared any more. Meetings that were announced stay.
rule-ended = Deleted.

rule-button-list = Regular meetings
rule-button-time = Change the time
rule-button-day = Change the day
rule-button-ahead = How early
rule-button-automatic = Send by itself
rule-button-ask = Show me first
rule-button-working-day = Avoid days off
rule-button-any-day = Also on days off
rule-button-late-once = Make up if missed
rule-button-late-skip = Let missed ones go
rule-button-pause = Pause
rule-button-resume = Go on
rule-button-end = Delete
rule-button-hour = { $time }
rule-button-weekday = { $day }
rule-button-monthday = { $day }
rule-button-days = { $days ->
        [one] 1 day
       *[other] { $days } days
    }

repeat-button-month = Every month
repeat-button-week = Every week
repeat-button-skip = Not this time
repeat-button-again = Hold it after all
repeat-proposal =
    <b>{ $place }: the notice of the { $kind } is ready</b>
    Have a look; tap “Send” and everybody is told:
repeat-sent = { $count ->
        [one] <b>{ $place }: { $kind }</b> was announced by itself to one person:
       *[other] <b>{ $place }: { $kind }</b> was announced by itself to { $count } people:
    }
repeat-skipped = All right, { $place } holds no { $kind } this time. Nobody has got anything.
reason-meeting-draft = The branch holds this meeting regularly, and you look after it.

template-button-list = Use a kept text
template-button-save = Keep as a text
template-button-use = { $kind }: { $words }
template-button-drop = Delete
template-list = <b>Which kept text?</b>
template-none = There is none yet. When you have sent a meeting, tap “Keep as a text”.
template-toast-saved = Kept. Next time tap “Use a kept text”

# What cannot be

error-rule-gone = This one was deleted.
error-rule-broken = This one cannot be read any more: please delete it and make a new one.
error-meeting-planned-sent = Everybody has been told of this one already.
error-meeting-planned-skipped = It was decided not to hold this one. To hold it after all, tap “Change”.
error-template-gone = This text was deleted.
error-template-too-many = At most { $limit } texts are kept: please delete what you do not use.
