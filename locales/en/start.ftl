# Greeting, joining with a code, moving to another phone.

start-stranger =
    Hello, this is <b>Zhibu</b>. I help party branches with service records and stars, notices, meetings and study.
    What a branch makes public, anyone may read; personal things are said only in each person's own chat with me.
    If you are a member, ask your branch secretary for an invitation link and open it.
start-member = Hello, <b>{ $name }</b>!
start-official = Hello!
start-can-log = · Log a service in one sentence, such as "this morning 2h clearing snow at East Gate"
start-can-mine = · /mine shows your records and what became of them
start-can-stars = · /stars shows your stars and why
start-can-review = · /review is where you confirm what members hand in
start-can-roster = · /roster is the member list, and where you invite people

start-invited =
    Hello, <b>{ $name }</b>!
    { $branch } invites you to join. Is this you?

start-consent =
    <b>What is stored:</b> your Telegram account; your name, branch and group from the roster; your service records; what concerns your meetings, study and dues.
    <b>What for:</b> the work of your branch: service records, stars, notices, meetings, study and dues, nothing else.
    Your phone number is seen only by the secretary, people the secretary allows and the operator, your income only by the secretary; identity-card numbers are never stored. To leave, just tell your secretary.
start-joined =
    Welcome, <b>{ $name }</b>! You have joined { $branch }.
start-declined = All right: you have not joined and nothing was agreed. Open the link again whenever you like.
start-already-in = <b>{ $name }</b>, you are already in { $branch }; there is nothing left to do.
start-code-unknown =
    This invitation code does not work now: it may be mistyped, used or expired.
    Please ask your branch secretary for a new one.
start-other-phone =
    The person this code belongs to has joined with another Telegram account.
    If that is you and you have changed your phone or account, ask to move here; your secretary confirms it.

start-rebind-asked = Your request has been passed on. I will tell you here once it is confirmed.
start-rebind-asked-nobody = Your request is noted, but nobody can be asked here yet. Please tell your secretary or the operator in person.
start-rebind-approved = Confirmed: <b>{ $name }</b> has moved to the new account.
start-rebind-refused = <b>{ $name }</b>'s request to move was returned.
start-decided-before = This was decided before

start-push-rebind =
    <b>{ $name }</b> of { $branch } asks to move to a new Telegram account.
    Please make sure in person or by phone that it is really them before you confirm.
start-push-rebind-approved = <b>{ $name }</b>, your move is confirmed. This is your account from now on.
start-push-rebind-refused = Your request to move was returned. Please speak to your branch secretary.
start-push-moved-away = Your place on the roster has moved to another Telegram account; this one is no longer used. If you did not ask for that, tell your branch secretary at once.

reason-rebind = Because somebody asked to change their Telegram account.

button-agree = Agree and join
button-my-new-phone = It's me, with a new phone
button-ask-rebind = Agree and ask to move here

error-invite-too-many = Too many wrong codes. Please try again in an hour, or ask your branch secretary for a new link.
error-account-taken = This account has joined already; one account belongs to one person.
error-rebind-waiting = Somebody has just asked for this move and is waiting. Please try again in an hour, or tell your branch secretary.
error-rebind-refused-lately = Your request to move was just returned. Please try again in a day, or speak to your branch secretary.
error-rebind-gone = This request is no longer valid; nothing was changed.
error-rebind-taken = The new account already belongs to another member; nothing was changed.
error-own-rebind = Somebody else has to confirm your own request.
