# Signing in on site: a QR code that changes every 30 seconds.

sign-in-button-open = Sign in
sign-in-button-shut = End sign-in
sign-in-toast-coming = The QR code comes at once: show it to everybody
sign-in-toast-over = Sign-in has ended
sign-in-screen =
    <b>Sign in: { $kind }, { $day } { $time }</b>
    Scan it with your phone, or send me <b>{ $digits }</b>.
    <b>{ $present }</b> of { $should } are here. The code changes every 30 seconds.
sign-in-screen-over =
    <b>Sign-in has ended: { $kind }, { $day } { $time }</b>
    <b>{ $present }</b> of { $should } are here.

sign-in-done = ✓ <b>You are signed in: { $place }, { $kind }</b>
sign-in-in-time = You are in time.
sign-in-early = { $minutes ->
        [one] You are a minute early.
       *[other] You are { $minutes } minutes early.
    }
sign-in-late = { $minutes ->
        [one] You are a minute late; that is noted.
       *[other] You are { $minutes } minutes late; that is noted.
    }
sign-in-before = ✓ { $place }, { $kind }: you have signed in already.
sign-in-wrong = That code is not right. Please look at the six digits on the screen now and send them again.

error-sign-in-old = That code has changed. Please scan the one on the screen now.
error-sign-in-unknown = That code does not open. Please scan the one on the screen, or ask the secretary to put you on the list.
error-sign-in-stranger = This is for members signing in to a meeting. You are not known here yet: ask the secretary to put you on the list, and for an invitation code.
error-sign-in-guest = You are not among those who should attend this meeting. If you are a guest, just tell the secretary; there is no need to sign in.
error-sign-in-early = It is too early. Sign-in begins on { $day } at { $time }.
error-sign-in-over = Sign-in has ended. If you are missing, ask the secretary to put you on the list.
error-sign-in-too-many = Too many wrong codes. Please try again in an hour, or ask the secretary to put you on the list.
