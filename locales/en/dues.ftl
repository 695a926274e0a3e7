# Party dues: what is owed, who has paid, and the month's reminder. No money passes through here.

dues-own = <b>Dues for { $month }</b>: not marked yet
dues-own-marked = <b>Dues for { $month }</b>: ✓ marked as paid
dues-line-rate = { $kind }, { $base } yuan a month after tax: <b>{ $amount } yuan</b> a month
dues-line-range = { $kind }: from <b>{ $least }</b> to <b>{ $most }</b> yuan a month, as you choose
dues-line-fixed = { $kind }: <b>{ $amount } yuan</b> a month
dues-line-unknown = Your branch has not set yet what you owe a month.
dues-bracket-first = Up to { $up_to } yuan the rate is { $percent }%.
dues-bracket-middle = Above { $above } and up to { $up_to } yuan the rate is { $percent }%.
dues-bracket-last = Above { $above } yuan the rate is { $percent }%.
dues-is-old = This was set in an earlier year; this year’s is still open.
dues-own-paid = Marked this year: { $months }
dues-own-open = Not marked: { $months }. If you have paid, please tell your secretary.
dues-own-not-kept = Your branch does not keep its dues here yet.

dues-kind-wage = Employed
dues-kind-retired = Retired
dues-kind-farmer = Farmer
dues-kind-student = Student or on benefits
dues-no-kind = not set

# The calculator

dues-ask-kind = <b>Dues calculator</b>: which are you? Nothing is kept.
dues-ask-base = { $kind }: how many yuan a month, after tax? Just the number, for example 4200
dues-result = <b>Here it is</b>

# For the secretary

dues-which-branch = Dues of which branch?
dues-month =
    <b>{ $branch }: dues for { $month } { $year }</b>
    { $paid } marked, { $open } open. Tap whoever has paid; tap again to take it back.
dues-paid = ✓ { $name }
dues-paid-sum = ✓ { $name } { $amount }
dues-open = ○ { $name }
dues-before = ‹ { $month }
dues-after = { $month } ›
dues-behind = Nothing marked for three months: { $names }. You may ask in private whether something is wrong.
dues-old = For { $count } people the rate is still that of an earlier year: see “Rates”.
dues-button-mine = My dues
dues-button-calculator = Calculator
dues-button-month = The list
dues-button-rest = All others paid
dues-button-paste = Paste a list
dues-button-bases = Rates
dues-button-reminder = Reminder
dues-button-file = Get the table
dues-button-sure = Yes, all paid
dues-ask-sure = { $month }: have all { $count } who are not marked really paid?
dues-toast-marked = Marked
dues-toast-unmarked = No longer marked
dues-ask-list =
    Who has paid for { $month }? Send me the names, one on a line, with the sum if you like:
    <i>Zhang San 42
    Li Si</i>
dues-pasted = <b>{ $month }: { $count } newly marked.</b> { $paid } marked, { $open } open.
dues-pasted-before = Marked before: { $names }
dues-pasted-unknown = Not on the roster: { $names }. Please check the names and paste those again.
dues-pasted-choose = More than one person has this name; tap the right one: { $names }
dues-choice = { $name } · { $group }
dues-choice-sum = { $name } · { $group } · { $amount } yuan

# Rates

dues-bases = <b>Rates of { $branch }</b>: set for { $known } of { $count }. Only you and the person see an income.
dues-person = { $name } · { $kind }
dues-button-keep = Keep last year’s ({ $count })
dues-button-next = Next: { $name }
dues-toast-kept = Kept for { $count }
dues-payer = <b>Dues of { $name }</b>: tap what they are reckoned by.
dues-paid-month = ✓ { $month }
dues-paid-month-sum = ✓ { $month }: { $amount } yuan
dues-ask-base-of = { $name } ({ $kind }): how many yuan a month, after tax? Just the number, for example 4200
dues-toast-set = Set
dues-button-rates = Paste rates
dues-ask-rates =
    One person on a line, please: the name, which kind, and the monthly income after tax.
    <i>Zhang San wages 4200
    Li Si retired 3500
    Wang Wu farmer</i>
dues-rates-set = <b>Set for { $count }</b>
dues-rates-unclear = No kind, or no income: { $lines }
dues-rates-unknown = Not on the roster: { $lines }
dues-rates-namesakes = More than one person has this name; tap the names one by one: { $lines }

# The month's reminder

dues-reminder-off = <b>Reminder</b>: off. Choose a day of the month; only those not marked will be reminded:
dues-reminder-on = <b>Reminder</b>: on day { $day } of every month at { $time }, only those not marked. At the month’s end you hear how many are open. Choose another day to change it:
dues-day = { $day }
dues-ask-hour = Day { $day } of every month: at what time?
dues-hour = { $time }
dues-button-off = No reminders

dues-reminder = <b>Dues for { $month }</b>: please remember to pay them to { $branch }. If you have, just tell your secretary.
dues-month-end = <b>{ $branch }, dues for { $month }</b>: { $count } not marked yet.
dues-new-year = <b>{ $branch }</b>: a new year. The rates of { $count } people are to be set again; where nothing has changed, keep last year’s with one tap.
reason-dues-reminder = because your branch has not marked your dues for this month yet
reason-dues-month-end = because you keep the dues of your branch

# The table

dues-column-name = Name
dues-column-group = Group
dues-column-kind = Kind
dues-column-due = Owed a month
dues-column-total = Total
dues-file-name = dues
dues-file = { $branch }: dues of { $year }. A tick is paid, with no sum noted. It holds personal data; please do not pass it on.

# What cannot be done

error-dues-sum-unclear = I could not read that sum. Please write the monthly income after tax, for example 4200
error-dues-sum-negative = A sum cannot be less than 0. Please write it again, for example 4200
error-dues-sum-large = That is too large; are there a few zeros too many? It is the income of a month, not of a year.
error-dues-base-large = A monthly income is { $limit } yuan at most; are there a few zeros too many?
error-dues-month-far = Dues can be marked for the last two years and the next one.
error-dues-list-empty = There was no name in that. One on a line, please, for example: Zhang San 42
error-dues-list-long = { $limit } people at once is the most; you sent { $count }, and nobody was marked. Please send it in two parts.
error-dues-hour-quiet = People rest at that time. Please choose another.
