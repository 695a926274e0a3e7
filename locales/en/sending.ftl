# What a notice looks like when it arrives; what can go wrong in sending; what its sender hears.

# -- What recipients see --

sending-notice =
    📢 <b>{ $place }: notice</b>{ $pages ->
        [1] { "" }
       *[other] { " " }({ $page }/{ $pages })
    }
sending-call-up =
    🚨 <b>{ $place }: emergency call-up</b>{ $pages ->
        [1] { "" }
       *[other] { " " }({ $page }/{ $pages })
    }
sending-page =
    ({ $page }/{ $pages })
    { "" }
    { $text }
sending-text =
    { "" }
    { $text }
sending-summary =
    { "" }
    The whole text is in this file, tap it to read. It contains:
    { $text }
sending-place = Party organisation
reason-notice = Your branch sends this to the members it concerns. Please tap “Received” when you have read it.
reason-call-up = This is urgent and comes at night, too. Please tap to say whether you can come.

# -- What the sender hears --

reason-own-notice = This is about a notice you sent.
reason-approve-notice = You may send notices here, too.

sending-push-approval =
    { $name } wants to send { $kind ->
        [call-up] an emergency call-up
       *[notice] a notice
    } that { $count ->
        [one] one person
       *[other] { $count } people
    } will read. It goes out once you have looked at it and agreed:
    { $headline }
button-look-at-notice = Have a look
sending-push-approved =
    { $name } agreed to your notice, and { $when ->
        [now] it is being sent
       *[later] it will be sent at its time
    }: { $headline }
sending-push-refused =
    { $name } gave your notice back: { $headline }
    Why: { $reason }
    Nothing is lost, you can change it and send it again.
button-write-again = Change and send
sending-push-stopped = { $name } stopped your notice: { $headline }
sending-push-cancelled = { $name } cancelled the notice you were going to send: { $headline }
sending-push-revoked = You may not send notices any more; what was not sent yet has been stopped: { $headline }
sending-push-no-right = It was time to send this, but you may not write to these people now, so it was not sent: { $headline }
sending-push-nobody = It was time to send this, but nobody can be reached now, so it was not sent: { $headline }
sending-no-words = (no text)
sending-operator = An operator

# -- What can go wrong --

error-notice-empty = Please send me what to tell people: text, pictures or a file.
error-notice-too-long = A notice holds { $limit } characters at most, and this makes { $count }. What you sent before is kept; please send the rest as a file.
error-notice-too-many-pictures = A notice holds { $limit } pictures at most. The earlier ones are kept.
error-notice-one-file = A notice holds one file. The one you sent before is kept.
error-notice-draft-not-yours = Somebody else is writing this notice.
error-notice-draft-cancelled = This notice was cancelled. For a new one tap /notice.
error-notice-draft-sent = This notice has been sent. For a new one tap /notice.
error-notice-changed = The notice has changed meanwhile. Please use the newest card, at the bottom.
error-notice-unfinished = Not everything has arrived yet. Please tap “That is all” first.
error-notice-not-previewed = Please look at the preview first.
error-notice-nobody = Chosen like this it reaches nobody. Please choose other recipients.
error-notice-no-audience = Please choose first which branches it is for.
error-notice-too-many-chosen = At most { $limit } can be chosen one by one; for more choose groups or branches.
error-notice-time-past = That time is over. Please give a later one.
error-notice-time-far = At most a year ahead, please.
error-notice-nobody-approves = A notice to so many people needs a second person to agree, and there is nobody who could. Please send it to fewer, or ask the operator.
error-notice-own-approval = Somebody else has to agree to your own notice.
error-notice-moved-on = This notice has been dealt with already.
error-notice-sent-already = This notice has been sent. It can only be stopped or withdrawn.
error-notice-stopped = This notice was stopped or withdrawn and cannot be sent again.
error-notice-sender-may-not = Whoever wrote this notice may not send it any more.
