# Help, about me, language, cancel, and answers used everywhere.

command-start = Start
command-log = Log a service
command-stars = My stars and why
command-mine = My service records
command-review = Records to confirm
command-roster = Branch roster
command-member = Add one member
command-meeting = Call a meeting
command-meetings = Meetings, and what is owed
command-honours = Roll of honour, households
command-settle = Settle the stars of a year
command-calendar = The work calendar
command-notice = Send a notice
command-study = What to study, and my class-hours
command-dues = My dues, and what they are
command-me = About me
command-mute = Fewer messages
command-language = Change language
command-help = How it works
command-cancel = Drop this step

button-meetings = Meetings
button-study = Study
button-dues = Dues
button-calendar = Work calendar
button-meeting = Call a meeting

general-help-member =
    <b>One sentence logs a service</b>, for example:
    <i>this morning 2h clearing snow at East Gate</i>

    Or tap a button below, no typing needed.
general-help-leader =
    <b>One sentence logs a service</b>, for example:
    <i>this morning 2h clearing snow at East Gate with Zhang San</i>

    What members hand in waits under “Records to confirm”; one tap confirms it.
general-help-stranger =
    This is the record keeper of a party branch.
    If you are a member, ask your branch secretary for an invitation link and open it.
general-help-official =
    <b>Send me a roster file (xlsx or csv) to import it.</b>
    Type somebody's name to see their card.
general-help-line = { $command } { $what }

general-me =
    <b>{ $name }</b>
    { $branch } · { $group }
    Role: { $roles }
    Language: { $language }
general-no-group = no party group

general-which-language = Which language shall I use?
general-language-set = All right, { $language } from now on.
general-cancelled = All right, dropped.
general-nothing-to-cancel = There is nothing to drop.
general-in-private = Please do this in our private chat; groups never show personal data.

language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English

role-operator = operator
role-committee-administrator = committee administrator
role-secretary = branch secretary
role-committee-member = branch committee member
role-group-leader = group leader
role-contact-leader = contact leader
role-member = member
role-probationary = probationary member
role-resident = resident

button-language = Change language
button-open-private = Private chat

error-not-allowed = You do not have the right to do this now. If you need it, ask your branch secretary.
error-not-a-member = You have not joined a branch yet. Ask your branch secretary for an invitation link.
error-not-on-roster = Your account is on no branch roster, so it has no records and stars of its own.
error-button-broken = This button no longer works. Please open it again.
error-only-in-private = Please do this in our private chat.
error-forwarded = Forwarded messages do not count. Please write it yourself.
error-anonymous-sender = Please send it as yourself: an anonymous sender cannot be recognised.
error-our-fault = That did not work, and it is our fault. Please try again later.
error-service-in-future = { $day } is still to come. Log it when it is done.
error-service-too-old = { $day } is too long ago. Services of the last { $days } days can be logged.
error-service-half-hours = Services are logged in half hours; { $minutes } does not fit.
error-service-too-long = One service is { $limit } at most.
error-service-day-full = That day already has { $already }; { $limit } is the most for one day.
error-service-not-over = That time is not over yet. Log it when it is done.
error-service-incomplete = Both the place and what was done are needed.
error-identity-number = Please leave out the identity-card number: these are never stored. Send it again without it.
error-time-impossible = There is no such time. Please look again.
error-record-moved-on = This record has changed meanwhile; nothing was done.
