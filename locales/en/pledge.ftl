# Making a pledge: one sentence or a few buttons, a card, submitted, reviewed, published.

command-pledge = make a pledge
button-pledge = Make a pledge

pledge-card = <b>Is this what you pledge?</b>
pledge-card-open = <b>Make a pledge</b>
pledge-card-again = <b>Change it and submit again</b>
pledge-cancelled = Fine, no pledge for now.
pledge-item-menu = <b>Item { $number }</b>

pledge-line-person = Pledge of: <b>{ $name }</b>
pledge-line-branch = Pledge of the branch: <b>{ $name }</b>
pledge-line-made-by = Filled in by { $name }
pledge-line-kind = Kind: <b>{ $kind }</b>
pledge-line-item = { $number }. <b>{ $words }</b> — by { $due }
pledge-day = { MONTHDAY($day) }
pledge-day-of-year = { FULLDATE($day) }
pledge-line-item-undated = { $number }. <b>{ $words }</b> — no date yet
pledge-line-reason = Returned because: { $reason }
pledge-line-alone = Nobody else could review it: published by the person.

pledge-kind-common = common
pledge-kind-post = post
pledge-kind-deed = deed
pledge-kind-button-common = Common: what every member should do
pledge-kind-button-post = Post: about one's own work
pledge-kind-button-deed = Deed: something concrete

pledge-ask-more =
    👉 What do you pledge? Tap one, or write it to me, for example:
    <i>By Dec 20 help 2 families in need; give 3 talks by the end of the month</i>
pledge-ask-due = 👉 Item { $number }, “{ $words }”: by when? Tap one, or write it, for example “Dec 20”.
pledge-ask-words = 👉 What should item { $number } say? Please write it to me.
pledge-ask-change = 👉 Which one do you want to change?
pledge-ask-kind = 👉 Of which kind is it?
pledge-ask-who = 👉 Whose pledge is it?

pledge-button-item = { $number }. { $words }
pledge-button-words = Change words
pledge-button-due = Change date
pledge-button-drop = Remove it
pledge-button-more = Add one
pledge-button-kind = Change kind
pledge-button-who = For somebody else
pledge-button-branch = Pledge of the branch
pledge-button-again = Change
pledge-button-publish = Publish
pledge-button-queue = Pledges to review
pledge-button-waiting = Pledges to review: { $count }
pledge-button-show = Show in groups

pledge-due-month = End of month ({ MONTHDAY($due) })
pledge-due-next-month = End of next month ({ MONTHDAY($due) })
pledge-due-quarter = End of quarter ({ MONTHDAY($due) })
pledge-due-next-quarter = End of next quarter ({ MONTHDAY($due) })
pledge-due-year = End of year ({ MONTHDAY($due) })
pledge-due-next-year = End of next year ({ FULLDATE($due) })
pledge-due-days = In 30 days ({ MONTHDAY($due) })

# What may be pledged, by sector: one tap writes it, and it can be changed.

pledge-topic-household = Help households
pledge-example-household = help 2 families in need, a visit each month
pledge-topic-talks = Policy talks
pledge-example-talks = give 3 policy talks in the village
pledge-topic-tidy-village = Tidy village
pledge-example-tidy-village = take part in the village clean-up every month
pledge-topic-farm-skills = Farm skills
pledge-example-farm-skills = teach 5 households a farming skill
pledge-topic-residents = Serve residents
pledge-example-residents = run 10 errands for residents
pledge-topic-tidy-homes = Tidy homes
pledge-example-tidy-homes = look after one stairway, swept every week
pledge-topic-manners = Good manners
pledge-example-manners = guide people at the crossing 6 times
pledge-topic-stability = Good neighbours
pledge-example-stability = visit 20 households and help settle quarrels
pledge-topic-efficiency = Efficiency
pledge-example-efficiency = make 3 proposals for better work and carry out one
pledge-topic-post-skill = Skill at work
pledge-example-post-skill = train 1 new colleague in one task
pledge-topic-staff-care = Care for staff
pledge-example-staff-care = visit and help colleagues in need 4 times
pledge-topic-honesty = Honesty
pledge-example-honesty = keep to contracts and rules without one mistake
pledge-topic-environment = Better service
pledge-example-environment = halve the time that one formality takes
pledge-topic-development = Serve development
pledge-example-development = stay in touch with 2 firms and solve 3 problems
pledge-topic-lawful = Lawful work
pledge-example-lawful = answer every petition within 5 days
pledge-topic-clean = Clean conduct
pledge-example-clean = take no gifts and no invitations
pledge-topic-pupils = Care for pupils
pledge-example-pupils = help 3 pupils who find learning hard
pledge-topic-open-lesson = Good lessons
pledge-example-open-lesson = give 2 open lessons and visit 10 of colleagues
pledge-topic-home-visits = Home visits
pledge-example-home-visits = visit 15 families and listen to the parents
pledge-topic-safe-school = Safe school
pledge-example-safe-school = stand at the school gate once every week
pledge-topic-public-good = Public good
pledge-example-public-good = take part in 3 charity activities
pledge-topic-learning = Keep learning
pledge-example-learning = join the study every month and read 2 books
pledge-topic-conduct = Good example
pledge-example-conduct = volunteer twice every quarter

# What was not understood, and what should be known

pledge-remark-date-impossible = ⚠️ There is no such day as “{ $text }”. Please choose a date.
pledge-remark-time-impossible = ⚠️ There is no such time as “{ $text }”. Please choose a date.
pledge-remark-lasting = (It goes on all the time: taken until the end of the year, you can change that.)
pledge-remark-unknown = ⚠️ I found no “{ $name }” whom you can pledge for: this is your own pledge now. “For somebody else” changes it.
pledge-remark-returned = Returned because: { $reason }

# After submitting

pledge-submitted = <b>Submitted: the pledge of { $name }</b>
pledge-waits-for = { $names } will look at it, and I will tell you.
pledge-waits-for-you = Nobody else can review it now. You may publish it yourself; its history will say so.
pledge-waits-for-nobody = Nobody here can review it yet. It is kept; please tell the secretary.
pledge-withdrawn = This pledge is taken back; it was not published.
pledge-toast-submitted = Submitted
pledge-toast-withdrawn = Taken back

# Reviewing

push-pledge-review = <b>{ $name }</b> has made a pledge. Please review it:
reason-pledge-review = You review the pledges of the branch.
pledge-told-yours-published = ✅ Reviewed by { $by }: <b>your pledge</b> is published:
pledge-told-published = ✅ Reviewed by { $by }: the pledge of <b>{ $name }</b> is published:
pledge-told-yours-returned =
    ↩️ { $by } has returned <b>your pledge</b>: change it a little and submit it again.
    Reason: { $reason }
pledge-told-returned =
    ↩️ { $by } has returned the pledge of <b>{ $name }</b>.
    Reason: { $reason }
reason-your-pledge = This pledge concerns you.

pledge-queue = <b>Pledges to review: { $count }</b>
pledge-queue-line =
    { $count ->
        [one] { $number }. { $name }: { $words }
       *[other] { $number }. { $name }: { $words } ({ $count } items)
    }
pledge-queue-empty = No pledge waits for you. All done.
pledge-review-submitted = <b>The pledge of { $name }</b> waits for review:
pledge-review-published = ✅ <b>The pledge of { $name }</b> is published:
pledge-review-returned = ↩️ <b>The pledge of { $name }</b> was returned by { $by }:
pledge-review-withdrawn = <b>The pledge of { $name }</b> was taken back:
pledge-review-kept = <b>The pledge of { $name }</b> was kept:
pledge-review-partly = <b>The pledge of { $name }</b> was partly kept:
pledge-review-not-kept = <b>The pledge of { $name }</b> was not kept:
pledge-which-reason = Why do you return <b>the pledge of { $name }</b>? Choose, or write a reason.
pledge-type-reason =
    You return the pledge of <b>{ $name }</b>.
    Please write the reason to me, 200 characters at most.
pledge-reason-too-vague = Too vague
pledge-reason-no-measure = No number in it
pledge-reason-due-unfit = Date does not fit
pledge-reason-not-feasible = Hard to keep
pledge-reason-made-twice = Pledged before
pledge-reason-alone = nobody else could review it
pledge-toast-published = Published
pledge-toast-returned = Returned
pledge-toast-was-decided = Somebody has decided about it before
pledge-toast-shown =
    { $count ->
        [one] Sent to one group
       *[other] Sent to { $count } groups
    }

pledge-group = 📣 <b>{ $name }</b> pledges:
pledge-group-of-branch = 📣 The branch <b>{ $name }</b> pledges:
reason-pledge-group = This is a group of the branch, where pledges are published.

error-pledge-no-roster = Your account is on no roster, so it cannot pledge.
error-pledge-empty = Nothing is pledged yet: please write something first.
error-pledge-incomplete = One item has no date yet: please choose it first.
error-pledge-nothing-said = I see nothing to pledge. Write for example “By Dec 20 help 2 families in need”.
error-pledge-words-missing = Please write what you pledge.
error-pledge-words-too-long = An item has { $limit } characters at most, yours has { $count }. Make it shorter, or several items.
error-pledge-too-many = A pledge has { $limit } items at most, this would be { $count }. Please make two of it.
error-pledge-due-past = ⚠️ { FULLDATE($day) } is over: please choose a day to come.
error-pledge-due-far = ⚠️ { FULLDATE($day) } is too far away: { FULLDATE($last) } at the latest.
error-pledge-due-unclear = I do not understand which day. Tap one, or write it as “Dec 20”.
error-pledge-item-gone = This item is gone. Please open the card again.
error-pledge-draft-submitted = This pledge has been submitted before.
error-pledge-draft-cancelled = This pledge was put aside. For a new one: /pledge
error-pledge-twice = The same pledge is there already.
error-pledge-not-for = You cannot pledge for { $name }.
error-pledge-not-for-branch = The secretary pledges for the branch. For your own pledge write “I pledge …”.
error-pledge-moved-on = This pledge has changed meanwhile; nothing was done.
error-pledge-is-yours = Your own pledge is reviewed by others; they have been asked.
error-pledge-not-public = This pledge is not published, so it cannot go to groups.
error-pledge-shown = This pledge was sent to the groups before.
error-pledge-no-groups = The branch has bound no group yet. /bind in a group does it.
