# Meetings: putting one together, its notice, attending and leave, the roll, minutes, what is owed.

meeting-kind-assembly = Branch assembly
meeting-kind-committee = Branch committee
meeting-kind-group = Group meeting
meeting-kind-lesson = Party lesson
meeting-kind-theme-day = Theme day
meeting-kind-life = Organisational life meeting
meeting-kind-appraisal = Democratic appraisal
meeting-kind-other = Meeting

meeting-line-kind = { $kind }
meeting-line-when = When: <b>{ $day }, { $time }</b>
meeting-line-place = Where: <b>{ $place }</b>
meeting-line-host = Host: { $host }
meeting-line-agenda = About: { $agenda }
meeting-line-chats = { $count ->
        [one] Also goes to the branch's group chat
       *[other] Also goes to the branch's { $count } group chats
    }
meeting-line-people = { $count ->
        [one] Goes to one person
       *[other] Goes to { $count } people
    }
meeting-line-missed = { $count ->
        [one] One more cannot be reached on Telegram: please tell them in person.
       *[other] { $count } more cannot be reached on Telegram: please tell them in person.
    }
meeting-line-told-at = It is quiet time now; their phones get it on { $day } at { $time }.

# Putting one together

meeting-card = <b>{ $place }: { $kind }</b>
meeting-card-change =
    <b>{ $place }: { $kind }</b>
    Nothing changes before you tap “Tell everybody”.
meeting-ask-branch = Which branch meets?
meeting-ask-kind = <b>What kind of meeting is it?</b> Just tap one.
meeting-ask-group = Which group meets?
meeting-ask-time = <b>When does it begin?</b> Tap one, or write it, for example: Nov 25 7pm.
meeting-ask-place = <b>Where is it?</b> Just write it, for example: activity room.
meeting-ask-agenda = What is it about? Just write it, long or short.
meeting-ask-host = Who is the host? Just write the name.
meeting-ask-change = What shall be changed?
meeting-unfinished = You have begun a meeting and not sent it:
meeting-dropped = All right, it is dropped. Nobody has got anything.
meeting-told = { $count ->
        [one] ✓ One person is told. { $should } should attend.
       *[other] ✓ { $count } people are told. { $should } should attend.
    }
meeting-line-chats-told = { $count ->
        [one] The branch's group chat is told, too.
       *[other] The branch's { $count } group chats are told, too.
    }
meeting-told-change = { $count ->
        [one] ✓ One person is told of the change. { $should } should attend.
       *[other] ✓ { $count } people are told of the change. { $should } should attend.
    }

meeting-button-new = Another one
meeting-button-kind = Kind
meeting-button-time = Time
meeting-button-place = Place
meeting-button-agenda = Agenda
meeting-button-host = Host
meeting-button-name = { $name }
meeting-button-chats-on = ○ Tell the group chat, too
meeting-button-chats-off = ✓ Tell the group chat, too
meeting-button-last = Same as last time
meeting-button-tell = Tell everybody
meeting-button-tomorrow-morning = Tomorrow, 9 am
meeting-button-tomorrow-afternoon = Tomorrow, 3 pm
meeting-button-tomorrow-night = Tomorrow, 7 pm
meeting-button-after-tomorrow = In two days, 7 pm

# What people get

meeting-invitation =
    <b>{ $place }: { $kind }</b>
    Please come:
meeting-changed =
    <b>{ $place }: { $kind } has changed</b>
    This is what holds now:
meeting-called-off =
    <b>{ $place }: { $kind } is off</b>
    It was to be:
meeting-reminder =
    <b>Do not forget: { $place }, { $kind }</b>
    If you cannot come, tap “Ask for leave”.
reason-meeting = You are among those who should attend this meeting.
reason-meeting-reminder = You are to attend this meeting. Whoever asked for leave is not reminded.
reason-meeting-group = This group is bound to the branch.
reason-meeting-leave = You run this meeting.

# What groups get

meeting-group-invitation =
    <b>{ $place }: { $kind }</b>
    Please come:
meeting-group-changed =
    <b>{ $place }: { $kind } has changed</b>
    This is what counts now:
meeting-group-called-off =
    <b>{ $place }: { $kind } is off</b>
    It was to be:
meeting-group-reminder =
    <b>Soon: { $place }: { $kind }</b>

meeting-button-come = I will come
meeting-button-leave = Ask for leave
meeting-button-calendar = Add to calendar
meeting-calendar = Open this file to put the meeting into your phone's calendar.
meeting-button-grant = Grant leave
meeting-button-refuse = Refuse

meeting-mine = <b>{ $place }: { $kind }</b>
meeting-mine-silent = You have not answered yet: please tap.
meeting-mine-attending = ✓ You will come. If you cannot after all, ask for leave.
meeting-mine-asked = You have asked for leave; the secretary will answer. If you can come after all, tap “I will come”.
meeting-mine-granted = ✓ You have leave. If you can come after all, tap “I will come”.
meeting-mine-refused = Leave was not granted this time: please come if you can.
meeting-mine-off = This meeting is off.
meeting-toast-come = Noted: you will come
meeting-toast-leave = You have asked for leave
meeting-ask-reason = { $kind } on { $day } at { $time }: why can you not come? Tap one, or write it.
meeting-why-ill = Not well
meeting-why-work = At work
meeting-why-family = Family matters
meeting-why-away = Out of town

meeting-leave-request =
    <b>{ $name }</b> asks for leave: { $kind } on { $day } at { $time }
    Reason: { $reason }
meeting-leave-granted = ✓ { $kind } on { $day } at { $time }: your leave is <b>granted</b>.
meeting-leave-refused = { $kind } on { $day } at { $time }: your leave was <b>not granted</b>. If that is hard for you, please speak to the secretary.
meeting-decided-granted = ✓ Leave granted: { $name }, { $kind } on { $day } at { $time } ({ $reason })
meeting-decided-refused = Leave refused: { $name }, { $kind } on { $day } at { $time } ({ $reason }). They have been told.

# Who comes, the roll, minutes

meeting-run = <b>{ $place }: { $kind }</b>
meeting-line-replies = { $should } should attend: <b>{ $attending }</b> will come, { $leave } on leave, { $silent } open
meeting-line-silent = No answer yet: { $names }
meeting-line-asked = Asks for leave: { $name } ({ $reason })
meeting-line-untold = To be told in person: { $names }
meeting-line-came = <b>{ $present }</b> of { $should } came, { $leave } on leave, { $absent } absent: <b>{ $percent }%</b>
meeting-line-absent = Absent: { $names }
meeting-line-recorded-late = This was recorded late.
meeting-line-minutes = Minutes: { $minutes }

meeting-button-run = Who comes
meeting-button-change = Change it
meeting-button-off = Call it off
meeting-button-sure = Call it off and tell everybody
meeting-button-roll-begin = Call the roll
meeting-button-roll = See the roll
meeting-button-minutes = Write the minutes
meeting-button-all = All others are here
meeting-button-held = Roll complete

meeting-roll =
    <b>Sign-in: { $kind }, { $day } { $time }</b>
    { $present } of { $should } are here, { $leave } on leave.
    Tap a name to mark it, tap again to take the mark away.
meeting-mode = { $mode }
meeting-mode-chosen = ● { $mode }
meeting-mode-on-time = Here
meeting-mode-late = Late
meeting-mode-left-early = Left early
meeting-mode-absent = Absent
meeting-mark-none = ○ { $name }
meeting-mark-on-time = ✓ { $name }
meeting-mark-late = Late: { $name }
meeting-mark-late-minutes = Late { $minutes } min: { $name }
meeting-mark-left-early = Left early: { $name }
meeting-mark-absent = Absent: { $name }
meeting-mark-leave = On leave: { $name }
meeting-toast-held = The roll is complete and kept
meeting-ask-sure = { $should ->
        [one] Call off the { $kind } on { $day } at { $time }? One person will be told.
       *[other] Call off the { $kind } on { $day } at { $time }? All { $should } who should attend will be told.
    }
meeting-is-off = { $count ->
        [one] { $kind } on { $day } at { $time } is off; one person is told.
       *[other] { $kind } on { $day } at { $time } is off; { $count } people are told.
    }

# What is owed

meeting-branch = <b>Meetings of { $branch }</b>
meeting-due-month = ○ { $group }{ $kind }: <b>{ $owed }</b> still owed this month, { $days } days left
meeting-due-quarter = ○ { $group }{ $kind }: <b>{ $owed }</b> still owed this quarter, { $days } days left
meeting-due-year = ○ { $group }{ $kind }: <b>{ $owed }</b> still owed this year, { $days } days left
meeting-due-fixed = ◐ { $group }{ $kind }: called for { $day }
meeting-due-paid = ✓ { $group }{ $kind }: done
meeting-line-rate = Attendance this year <b>{ $percent }%</b>, { $wanted }% is asked for
meeting-line-rate-good = ✓ Attendance this year { $percent }%, which reaches { $wanted }%
meeting-line-late = { $count ->
        [one] One of them was recorded late.
       *[other] { $count } of them were recorded late.
    }
meeting-overview = <b>Meetings of { $count } branches</b>, of which { $owing } still owe some. Those that owe most come first.
meeting-button-branch = { $branch }: { $owed } owed
meeting-button-branch-paid = ✓ { $branch }
meeting-button-draft = Prepare: { $group }{ $kind }
meeting-button-close = Roll missing: { $kind }, { $day }
meeting-button-coming = { $kind }, { $day } { $time }: { $attending }/{ $should }
meeting-button-mine = My meetings
meeting-button-past = Past meetings
meeting-past = <b>Past meetings of { $branch }</b> Open one to see its record.
meeting-past-none = <b>{ $branch }</b> has held no meeting yet.
meeting-button-held-one = { $kind }, { $day }: { $present }/{ $should }
meeting-button-held-late = { $kind }, { $day }: { $present }/{ $should } (recorded late)
meeting-button-own = ✓ { $kind }, { $day } { $time }
meeting-button-own-silent = { $kind }, { $day } { $time }
meeting-own = { $count ->
        [one] There is one meeting for you; tap to open it:
       *[other] There are { $count } meetings for you; tap to open one:
    }
meeting-own-none = There is no meeting for you at the moment.

# What cannot be done

error-meeting-time-past = That time is over. Please name another.
error-meeting-time-far = A meeting can be at most a year away. Please name another time.
error-meeting-time-missing = Please say the hour, too, for example: Nov 25 7pm.
error-meeting-time-impossible = There is no such day or hour. Please look again.
error-meeting-time-unclear = I could not tell when. Please write it like this: Nov 25 7pm.
error-meeting-kind-unclear = I could not tell which kind of meeting. Please tap a button.
error-meeting-choose-button = Please choose by the buttons above.
error-meeting-place-missing = Please say where it is.
error-meeting-place-too-long = A place has { $limit } characters at most; yours has { $count }.
error-meeting-agenda-too-long = An agenda has { $limit } characters at most; yours has { $count }, so it was not kept. Please make it shorter; a long text can go out as a notice.
error-meeting-host-too-long = A host's name has { $limit } characters at most; yours has { $count }.
error-meeting-draft-not-yours = Somebody else is preparing this meeting.
error-meeting-draft-cancelled = This meeting was dropped.
error-meeting-draft-sent = Everybody has been told of this meeting already.
error-meeting-kind-fixed = People have been told, so it cannot become another kind of meeting. You can call it off and prepare another.
error-meeting-no-last = There has been no such meeting before.
error-meeting-card-old = It has changed since. Please look at the newest message and send that.
error-meeting-not-whole = Time or place is missing. Please fill it in first.
error-meeting-nobody = There is nobody in this meeting, so nothing was sent. Please look at the roster.
error-meeting-not-changed = Nothing has changed, so nobody is disturbed.
error-meeting-cancelled = This meeting is off.
error-meeting-begun = This meeting has begun and cannot be changed now. Please speak to the secretary.
error-meeting-only-own-group = You can call your own party group. The secretary calls the branch.
error-meeting-group-stranger = This is for the members of the branch. You are not registered, so nothing was noted.
error-meeting-group-other = This meeting is not of this group's branch. Nothing was noted.
error-meeting-not-yours = You were not asked to this meeting and need not answer.
error-meeting-leave-granted-before = You have leave already.
error-meeting-leave-own = Somebody else has to decide about your own leave.
error-meeting-leave-gone = { $name } does not ask for leave now.
error-meeting-roll-early = Sign-in opens one hour before the start.
error-meeting-not-begun = The meeting has not begun. Tap “Roll complete” after it has.
error-meeting-roll-empty = Nobody has been marked as here yet.
