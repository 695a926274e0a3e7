# Sending notices: writing, preview, whom for, when, sending, and how it goes.

button-notice = Send a notice
button-send = Send
button-stop = Stop
notice-button-to = Who gets it
notice-button-later = Send later
notice-button-timed = Send at that time
notice-button-now = Send right now
notice-button-call-up = Make it a call-up
notice-button-plain = Make it a notice
notice-button-all-here = That is all
notice-button-mine = My notices
notice-button-new = Write another
notice-button-go-on = Go on
notice-button-text = Replace the text
notice-button-add = Add photos or a file
notice-button-bare = Remove photos and file
notice-button-copy = Write it again
notice-button-off = Do not send
notice-button-who = Who has read it
notice-button-plan = Remind at a time
notice-button-more = More
notice-button-fix = Correct
notice-button-take = Withdraw
notice-button-file = List of who was missed
notice-button-unknown = Send the uncertain ones again

# Writing

notice-ask =
    <b>What is the notice?</b> Please send it to me.
    Text, photos or a file; just paste long texts.
    Nobody gets anything before you tap Send.
notice-ask-text = Please send the new text. It takes the place of the old one.
notice-ask-add = Please send the photos or the file: up to { $pictures } photos and one file.
notice-ask-change = What would you like to change? You will see it again afterwards.
notice-unfinished =
    There is a notice you have not sent yet:
    <i>{ $headline }</i>
notice-no-words = no text, only photos or a file
notice-collecting = <b>{ $count }</b> characters so far. Send the rest if there is more, then tap “That is all”.
notice-collecting-photos = Photos: <b>{ $photos }</b>, characters: <b>{ $count }</b>. Send the rest if there is more, then tap “That is all”.
notice-cancelled = All right, this notice is dropped.
notice-file-name = Full text
notice-preview-failed = The preview is not complete, but nothing is lost. Tap “Go on” in a while.

# The card below the preview

notice-card = <b>This is what everybody will see. Send it?</b>
notice-card-call-up = <b>Emergency call-up: this is what everybody will see. Send it?</b>
notice-line-call-up = It goes out at once, at night too; people tap whether they can come.
notice-line-whole = To: everybody in <b>{ $scope }</b>
notice-line-some = To: { $whom } in <b>{ $scope }</b>
notice-line-some-more = To: { $whom } and others in <b>{ $scope }</b>, { $count } choices in all
notice-line-only-chats = To these group chats only: <b>{ $chats }</b>
notice-line-chats-too = Also to these group chats: <b>{ $chats }</b>
notice-line-people = Private messages: <b>{ $count }</b>
notice-line-people-without-you = Private messages: <b>{ $count }</b>, without yourself
notice-line-groups = Group chats: <b>{ $count }</b>
notice-line-groups-missed = Group chats that cannot be written to now: { $count }
notice-line-in-groups = Only in a group chat: { $count } more
notice-line-missed = Not reached: <b>{ $count }</b>; please tell them in person or by phone
notice-line-why = · { $why }: { $count }
notice-line-why-names = · { $why }: { $names }
notice-line-why-names-more = · { $why }: { $names } and others, { $count } in all
notice-line-seconds =
    { $count ->
        [one] Sending takes about a second
       *[other] Sending takes about { $count } seconds
    }
notice-line-minutes = Sending takes about { $minutes }
notice-line-parts = Everybody gets { $count } messages
notice-line-file = The text is very long: it goes out as a file, and the message lists its headings
notice-line-when = To be sent: <b>{ $day } { $time }</b>
notice-line-when-quiet = 🌙 Most people rest at that hour; it will go out all the same.
notice-line-quiet = 🌙 These are quiet hours. After Send it reaches people on { $day } at { $time }.
notice-line-approval = It is for so many people that somebody else has to agree after Send.
notice-line-nobody = Nobody can get it yet. Tap “Who gets it”.

notice-everywhere = all branches
notice-role-committee = branch committee
notice-role-group-leaders = group leaders
notice-role-full = full members
notice-role-probationary = probationary members
notice-role-secretaries = branch secretaries

# Who gets it

notice-which = <b>Who gets it?</b> Tap to tick, tap again to untick.
notice-which-scope = <b>Which branches?</b> Tap to tick, tap again to untick.
notice-which-groups = <b>Which party groups?</b> Tap to tick, tap again to untick.
notice-which-roles = <b>Which roles?</b> Tap to tick, tap again to untick.
notice-which-categories = <b>Which kind of members?</b> Tap to tick, tap again to untick.
notice-which-people = <b>Which people?</b> Tap to tick, tap again to untick.
notice-which-chats = <b>Which group chats as well?</b> Tap to tick, tap again to untick.
notice-no-chats = The branch has no group chat yet. Add me to a group and send /bind there.
notice-button-whole = All members
notice-button-groups = Party groups
notice-button-roles = Roles
notice-button-categories = Kinds
notice-button-people = People
notice-button-chats = Group chats
notice-button-nobody = Group chats only, nobody in private
notice-button-branches = Branches
notice-button-chosen = ✓ { $name }
notice-button-not-chosen = { $name }

# When

notice-ask-when =
    <b>When shall it be sent?</b> Tap one, or write it, such as:
    <i>tomorrow 8am</i>
    <i>25 Nov 19:00</i>
    <i>in 2 hours</i>
notice-button-tonight = Tonight at 7
notice-button-tomorrow = Tomorrow at 8
notice-button-tomorrow-night = Tomorrow night at 7
notice-button-no-time = No set time

# How it goes

notice-is-awaiting-approval = ⏳ <b>Somebody else has been asked; it is sent once they agree</b>
notice-is-scheduled = 🕗 <b>All set: it will be sent at its time</b>
notice-is-sending = 📣 <b>Sending…</b>
notice-is-ended = ✅ <b>Sent</b>
notice-is-stopped = ⏹ <b>Stopped</b>; nothing more is sent
notice-is-cancelled = <b>Cancelled</b>; nobody got it
notice-is-withdrawn = ↩️ <b>Withdrawn</b>
notice-headline = <i>{ $headline }</i>
notice-line-sent = Delivered: <b>{ $count }</b>
notice-line-sent-of = Delivered: <b>{ $count }</b>, to go: <b>{ $left }</b>
notice-line-seconds-left =
    { $count ->
        [one] About a second left
       *[other] About { $count } seconds left
    }
notice-line-minutes-left = About { $minutes } left
notice-line-held-back = Held back: <b>{ $count }</b>
notice-line-unknown = Uncertain: <b>{ $count }</b>. The network broke off; they were not sent again by themselves
notice-line-not-reached = Not delivered: <b>{ $count }</b>; please tell them in person or by phone
notice-line-read = Tapped Received: <b>{ $count }</b> of { $total }
notice-line-answer = { $answer }: <b>{ $count }</b>
notice-line-silent = No answer yet: <b>{ $count }</b>
notice-more =
    What else?
    <i>{ $headline }</i>
notice-sure-again = For <b>{ $count }</b> it is uncertain. Sent again, some may get it twice. Send it again?
notice-button-sure-again = Send again
notice-sent-again =
    { $count ->
        [one] All right, sending it to one again.
       *[other] All right, sending it to { $count } again.
    }
notice-let-be = All right, not sent again.
notice-toast-sent = Sending
notice-toast-scheduled = All set
notice-toast-awaiting = Somebody else has been asked
notice-toast-stopped = Stopped
notice-toast-off = Cancelled
notice-missed-file = Not reached: { $count }. The list has names; please share it with care.
notice-missed-title = not reached
notice-missed-name = Name
notice-missed-branch = Branch
notice-missed-group = Party group
notice-missed-why = Why

why-no-account = has not joined
why-blocked = stopped the bot
why-deactivated = account deleted
why-not-started = never opened the bot
why-not-found = no such account
why-kicked = the bot is not in the group
why-migrated = the group was upgraded
why-no-rights = the bot may not write there
why-no-media = pictures and files are not allowed there
why-topic-gone = the topic is gone
why-topic-closed = the topic is closed
why-message-gone = the message is gone
why-bad-content = could not be sent as it is
why-expired = too late
why-gave-up = never got through
why-failed = our fault
why-not-theirs = account changed hands
why-unbound = the group was unbound
why-stopped = stopped before it was sent
why-in-group = only in a group chat
why-unknown = uncertain

# My notices

notice-list = <b>My notices</b>
notice-list-empty = You have not sent a notice yet.
notice-state-awaiting-approval = <b>{ $number }.</b> { $day } (waits for approval) { $headline }
notice-state-scheduled = <b>{ $number }.</b> { $day } (waits for its time) { $headline }
notice-state-sending = <b>{ $number }.</b> { $day } (sending) { $headline }
notice-state-ended = <b>{ $number }.</b> { $day } { $headline }
notice-state-stopped = <b>{ $number }.</b> { $day } (stopped) { $headline }
notice-state-cancelled = <b>{ $number }.</b> { $day } (cancelled) { $headline }
notice-state-withdrawn = <b>{ $number }.</b> { $day } (withdrawn) { $headline }

# Somebody else agrees

notice-approval =
    <b>{ $sender } would like to send the notice above. May it go out?</b>
    <i>{ $headline }</i>
notice-approval-done =
    This notice of { $sender } has been decided already:
    <i>{ $headline }</i>
notice-approval-cancelled =
    This notice of { $sender } will not be sent:
    <i>{ $headline }</i>
notice-approved =
    ✅ You agreed to the notice of { $sender }:
    <i>{ $headline }</i>
notice-why-refused =
    Returning this notice:
    <i>{ $headline }</i>
    Please write the reason, 200 characters at most.
notice-refused =
    ↩️ Returned: <i>{ $headline }</i>
    Reason: { $reason }
notice-toast-approved = Approved

error-notice-video = Videos cannot be sent. Please send photos, or choose “File” on your phone.
error-notice-voice = Voice messages cannot be sent. Tap the microphone of your keyboard and send the text.
error-notice-not-this = A notice cannot hold this. Please send text, photos or a file.
error-notice-time-unclear = I am not sure what time that is. Write “tomorrow 8am” or “25 Nov 19:00”, or tap a button above.
error-notice-time-missing = Please say the hour too, such as “tomorrow 8am”.
