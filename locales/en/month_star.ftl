# The roll of honour and the star of the month.

mstar-roll = <b>{ $branch } · roll of honour { $year }</b>
mstar-line-star = ⭐ { $month } · <b>{ $name }</b>: { $reason }
mstar-line-none = Nothing yet.
mstar-which-branch = The star of the month of which branch?

mstar-month = <b>{ $branch } · star of the month, { $month } { $year }</b>
mstar-line-choose = Press a name to propose somebody. It is shown only if they agree. By name, not by rank, and for your eyes only:
mstar-line-nobody = No confirmed services this month: nobody to choose from yet.
mstar-line-asked = <b>{ $name }</b> was asked and has not answered yet. Reason: { $reason }
mstar-line-agreed = ⭐ <b>{ $name }</b>: { $reason }
mstar-line-deeds = { $name }: services { $services }, { $minutes } ({ $kinds })
mstar-reason = Services this month: { $services }, { $minutes } in all: { $kinds }
mstar-ask-why = <b>Star of { $month }: { $name }</b> Why? One or two sentences:

mstar-button-choose = Star of the month
mstar-button-person = { $name }
mstar-button-use = That is the reason
mstar-button-spoke = Agreed in person
mstar-button-drop = Take it back
mstar-button-before = ‹ { $month }
mstar-button-after = { $month } ›
mstar-button-prompt = Remind me on the 25th
mstar-button-hush = No monthly reminder
mstar-button-yes = Yes, gladly
mstar-button-see = Have a look
mstar-button-hide = Show me no more ({ $month })

mstar-toast-asked = They are asked now
mstar-toast-dropped = All right, taken back
mstar-toast-shown = It is shown now
mstar-toast-on = I will remind you on the 25th
mstar-toast-off = No more reminders

mstar-push-ask =
    <b>{ $branch } would like you to be the star of { $month }</b>
    { $reason }
    May everybody see it? If you would rather not, that is fine, and nobody will ask why.
mstar-push-agreed = <b>{ $name }</b> is glad to be the star of { $month }; it is shown now.
mstar-push-declined = { $name } is not shown as the star of { $month } this time; you can propose somebody else.
mstar-push-prompt = <b>{ $branch }</b>: the star of { $month } is not chosen yet.
mstar-group =
    ⭐ <b>{ $branch } · star of { $month }: { $name }</b>
    { $reason }
mstar-agreed = Thank you! The star of { $month } is shown now. You can take it back on the roll of honour whenever you like.
mstar-declined = All right, it is not shown. Thank you for all you do!
mstar-hidden = All right, the roll of honour shows it no more.

reason-honour-prompt = Because you asked to be reminded of the star of the month.

error-month-far = The star can be chosen for this month and the two before.
error-month-has-star = { $name } has been proposed for this month.
error-month-answered = That is settled already.
error-month-has-phone = They have a phone: please wait for their own answer.
