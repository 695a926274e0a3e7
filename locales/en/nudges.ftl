# Reminding those who have not confirmed: now, or each day at an hour.

nudge-ask =
    <b>Remind</b>  { $about }
    { $count ->
        [one] <b>One</b> person has not confirmed. Remind them once now?
       *[other] <b>{ $count }</b> people have not confirmed. Remind them once now? Those who have will get nothing.
    }
nudge-ask-untold =
    { $count ->
        [one] One more cannot be reached on Telegram: please tell them in person or by phone.
       *[other] { $count } more cannot be reached on Telegram: please tell them in person or by phone.
    }
nudge-ask-held = People are resting now; it arrives { $at }.
nudge-sent =
    { $count ->
        [one] ✓ One person reminded: { $about }
       *[other] ✓ { $count } people reminded: { $about }
    }
nudge-sent-held =
    { $count ->
        [one] ✓ One person will be reminded { $at }: { $about }
       *[other] ✓ { $count } people will be reminded { $at }: { $about }
    }
nudge-left-alone = Fine, nobody was reminded.
nudge-notice =
    🔔 { $by } asks you to look at this notice:
    { $about }

    When you have read it, please press “Received”.
nudge-call-up =
    🚨 Emergency call-up: { $by } waits for your answer
    { $about }

    Can you come? Please press one button.
reason-nudge = You have not pressed “Received” yet, hence this reminder.
reason-nudge-call-up = You have not answered yet, hence this reminder.
button-whole-notice = Show the whole notice
button-nudge = Remind
button-nudge-sure = Remind them

error-nudge-not-now = This notice is not being sent, so nobody can be reminded.
error-nudge-nobody = There is nobody to remind: all who can be reached have confirmed.
error-nudge-too-soon = People were reminded not long ago. You can do it again after { $at }.

# Reminders at a fixed hour

plan-choose =
    <b>Daily reminder</b>  { $about }
    Each day those who have not confirmed are reminded, until all have, { $times } times at most.
    Not confirmed now: { $waiting }. Choose a time:
plan-set =
    <b>Daily reminder</b>  { $about }
    Each day at { $time } those who have not confirmed are reminded; times left: { $left }.
    Next: { $next }
plan-type = At what time each day? Please write it, for example <i>19:30</i> or <i>8am</i>.
plan-off = Fine, no more reminders by themselves.
button-plan = Remind daily
button-plan-at = Daily at { $time }
button-plan-type = Write a time
button-plan-off = No more reminders
plan-toast-set = Done
error-plan-time = I did not understand that time. Please write it like 19:30 or 8am.
error-nudge-quiet = Nobody is disturbed between 21:00 and 7:30. Please choose another time.
