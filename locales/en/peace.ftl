# Peace: mute, later, one digest a day, and why something came.

mute-topics =
    <b>Mute</b>
    Tap one, then choose for how long.
mute-line-on = 🔔 { $topic }: { $what }
mute-line-until = 🔕 { $topic }: quiet until { $until }
mute-line-always = 🔕 { $topic }: quiet until you turn it on
mute-never =

    Notices, meetings and their changes, emergencies, your account and rights always come: missing them would hurt others too.
mute-topic-on = 🔔 { $topic }
mute-topic-off = 🔕 { $topic }
mute-how-long = Quiet for how long?  <b>{ $topic }</b>
mute-today = Today
mute-week = A week
mute-month = A month
mute-always = Until I turn it on
mute-button-undo = Turn on again
mute-done = 🔕 All right: { $topic } stays quiet until { $until }.
mute-done-always = 🔕 All right: { $topic } stays quiet until you turn it on.
mute-toast = Muted
mute-toast-undone = On again

topic-meetings = Meeting reminders
topic-study = Study
topic-dues = Dues
topic-tasks = Work calendar
topic-receipts = Unread notices
topic-records = Service records
topic-pledges = Pledges
topic-what-meetings = a day and an hour before
topic-what-study = items and reminders
topic-what-dues = reminders to pay
topic-what-tasks = tasks that are due
topic-what-receipts = reminders to tap “Got it”
topic-what-records = to be confirmed, confirmed
topic-what-pledges = pledges that are due, and their progress

me-received = { $count ->
    [one] I have sent you { $count } message this month.
   *[other] I have sent you { $count } messages this month.
    }
button-mute = Mute
button-why-received = Why I got these
received =
    <b>What came lately</b>
    This month: { $count }.
received-line =
    { $at }  { $kind }
    <i>{ $reason }</i>
received-nothing = Nothing lately.

came-notice = Notice
came-nudge = Unread notice
came-meeting = Meeting
came-study = Study
came-quiz = Quiz
came-dues = Dues
came-task = Work calendar
came-record = Service record
came-pledge = Pledge
came-honour = Honour
came-account = Account and roles
came-digest = Digest
came-other = Message

button-later = ⏰ Later
later-hour = In an hour ({ $at })
later-evening = This evening ({ $at })
later-morning = Tomorrow morning ({ $at })
later-done = ⏰ I will remind you again on { $at }.
later-toast = Again on { $at }
error-later-gone = This reminder no longer holds; you need not do anything.
error-later-too-late = It is nearly time: too late to put it off.

digest =
    <b>{ $count ->
        [one] One more reminder today
       *[other] { $count } more reminders today
    }</b>
    Put together so as not to disturb you. Tap a number to read one:
digest-line = { $number }. { $what } ({ $at })
reason-digest = There is a limit of reminders a day; the rest comes in this one.
digest-toast = On its way to you
digest-toast-again = You have it already, further down
error-digest-gone = This one cannot be found any more.
error-digest-expired = This one is over; no need to read it.
