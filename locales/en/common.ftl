# Words that dates, durations and lists are put together from.

date-day = { $weekday } { $day } { $month }
date-full = { $day } { $month } { $year }
date-month-day = { $day } { $month }
date-moment = { $day } { $month } { $time }

month-1 = Jan
month-2 = Feb
month-3 = Mar
month-4 = Apr
month-5 = May
month-6 = Jun
month-7 = Jul
month-8 = Aug
month-9 = Sep
month-10 = Oct
month-11 = Nov
month-12 = Dec

weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun

minutes-hours = { $hours } h
minutes-mixed = { $hours } h { $minutes } min
minutes-short = { $minutes } min

list-empty = none
list-separator = { ", " }

button-submit = Submit
button-change = Change
button-cancel = Cancel
button-confirm = Confirm
button-return = Return
button-back = Back
button-next = Next
button-previous = Previous
button-log = Log a service
button-done = Done
button-skip = Skip
button-no = No, thanks
