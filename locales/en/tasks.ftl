# The work calendar: what is to be done in each month of a year, by whom, and whether it is done.

task-month = <b>{ $branch }: { $month } { $year }</b>
task-month-empty =
    <b>{ $branch }: { $month } { $year }</b>
    Nothing is planned for this month.
task-line-open = { $number }. { $when }: { $title }{ $owner }
task-line-late = ⚠ { $number }. { $when }: <b>{ $title }</b>{ $owner } (overdue)
task-line-done = ✓ { $number }. { $title }{ $owner }
task-which-branch = Whose work calendar?

task-card = <b>{ $title }</b>
task-card-day = By: { $day }
task-card-month = By: the end of { $month } { $year }
task-card-owner = Who: { $owner }
task-card-remind = { $days ->
        [0] I remind you at 9 in the morning of that day.
        [one] I remind you one day before, and at 9 in the morning of that day.
       *[other] I remind you { $days } days before, and at 9 in the morning of that day.
    }
task-card-late = ⚠ It is overdue.
task-card-done = ✓ It is done.
task-drop-sure = Really delete “{ $title }”?
task-dropped = Deleted: { $title }
task-ask-day = By when is “{ $title }” to be done? Just write it, for example: March 20, or: by April.
task-ask-owner = Who does “{ $title }”? Just write the name, or something like: committee.
task-ask-ahead = How many days before shall I remind?
task-toast-done = Noted: it is done

task-button-branch = { $branch }
task-button-branches = Other branches
task-button-before = Month before
task-button-after = Next month
task-button-add = Add tasks
task-button-export = Get a spreadsheet
task-button-finish = Done
task-button-finish-one = { $number } is done
task-button-open-one = Change { $number }
task-button-undo = Not done yet
task-button-day = Change the day
task-button-owner = Somebody else
task-button-ahead = When to remind
task-button-days = { $days ->
        [one] 1 day
       *[other] { $days } days
    }
task-button-drop = Delete
task-button-calendar = See the calendar
task-button-import = { $count ->
        [one] Import one task
       *[other] Import { $count } tasks
    }
task-button-year = It is { $year }

task-ask-list =
    <b>Tasks for { $branch }</b>
    One sentence will do, for example: by March 15 check the members' list, owner: Li Ming
    Or paste the whole year: each month on a line of its own, and one task on each line below it.
    Or send me a spreadsheet with a column “month” or “date” and a column “task”.
task-list =
    <b>{ $branch }: { $count ->
        [one] I have read one task
       *[other] I have read { $count } tasks
    }</b>
    Please have a look. Nothing is kept before you tap “Import”.
task-list-bad =
    <b>{ $branch }</b>
    I could not read a single task:
task-list-day = { $day } { $year }: { $title }{ $owner }
task-list-month = { $month } { $year }: { $title }{ $owner }
task-list-more = { $count ->
        [one] And one more.
       *[other] And { $count } more.
    }
task-problem = ⚠ Line { $number }: { $why }
task-problem-with = ⚠ Line { $number }: { $why } { $text }
task-problem-more = { $count ->
        [one] One more line cannot be read.
       *[other] { $count } more lines cannot be read.
    }
task-problem-date-missing = there is no month and no day.
task-problem-date-unclear = the day is not clear.
task-problem-date-impossible = there is no such day.
task-problem-title-missing = it does not say what to do.
task-problem-title-long = a task has at most 200 characters.
task-problem-owner-long = the owner is too long.
task-problem-remind-far = the days to remind before must be from 0 to 60.
task-problem-identity-number = it holds an identity-card number: please take it out.
task-problem-control-character = it holds strange invisible characters.
task-imported = { $count ->
        [one] ✓ One task is in the calendar. I will remind its owner in time.
       *[other] ✓ { $count } tasks are in the calendar. I will remind their owners in time.
    }
task-imported-known = { $count ->
        [one] One more was there already.
       *[other] { $count } more were there already.
    }
task-list-dropped = All right, nothing is imported.
task-exported = The work calendar of { $branch }. Change it and send it back, and it can be imported again.
task-file = Work calendar { $year }
task-column-day = Date
task-column-title = Task
task-column-owner = Owner
task-column-remind = Remind days
task-column-state = State
task-state-done = Done
task-state-open = Open

task-reminder-soon =
    <b>{ $title }</b>
    This is to be done by { $day }.
    Who: { $owner }
task-reminder-today =
    <b>{ $title }</b>
    Today is the last day.
    Who: { $owner }
task-reminder-late =
    <b>{ $title }</b>
    This was to be done by { $day } and is overdue.
    Who: { $owner }
reason-task-owner = This task is yours.
reason-task-secretary = Nobody who can be reached owns this task, and you are the secretary.

# What cannot be

error-task-none = I have not found a single task.
error-task-too-many = At most { $limit } tasks at a time: please send them in parts.
error-task-too-many-open = A branch has at most { $limit } open tasks: please tap “Done” on those that are.
error-task-header-missing = I have not found the header. One of the first { $rows } rows needs a column “month” or “date” and a column “task”.
error-task-no-list = Please write me the tasks, or send a spreadsheet (xlsx or csv).
error-task-which-branch = You look after several branches. Please open the calendar, choose one, tap “Add tasks”, and then send the spreadsheet.
error-task-list-done = This one is dealt with. To import again, please send it once more.
error-task-dropped = This task was deleted.
error-task-owner-long = The owner is too long: please write less.
error-task-date-unclear = I do not understand the day. Please write: March 20, or: by April.
error-task-date-impossible = There is no such day. Please have another look.
