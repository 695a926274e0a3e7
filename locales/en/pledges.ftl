# Keeping pledges and their ends: how far they are, what is due, whether they were kept, residents, coverage.

command-pledges = How far pledges are
button-pledges = Pledges

# Lists

pledges-list-mine = <b>My pledges</b>
pledges-list-mine-none =
    <b>My pledges</b>
    You have none yet. Tap “New pledge”: it takes a few taps.
pledges-list-team = <b>{ $branch }: members' pledges</b>
pledges-list-team-none =
    <b>{ $branch }: members' pledges</b>
    None is published yet.
pledges-list-branch = <b>{ $branch }: the branch's pledges</b>
pledges-list-branch-none =
    <b>{ $branch }: the branch's pledges</b>
    The branch has published none yet.
pledges-list-to-end = <b>{ $branch }: pledges to appraise</b>
pledges-list-to-end-none =
    <b>{ $branch }</b>
    No pledge waits to be appraised.
pledges-line = { $number }. <b>{ $name }</b>: { $words }. { $state } { $done }/{ $count } { $left }
pledges-line-own = { $number }. { $words }. <b>{ $state }</b> { $done }/{ $count } { $left }
pledges-left = { $days ->
        [one] one day left
       *[other] { $days } days left
    }
pledges-left-today = due today
pledges-left-late = { $days ->
        [one] one day late
       *[other] { $days } days late
    }

pledges-state-submitted = To be reviewed
pledges-state-returned = Returned
pledges-state-published = Published
pledges-state-keeping = Being kept
pledges-state-withdrawn = Withdrawn
pledges-state-kept = Kept
pledges-state-partly = Partly kept
pledges-state-not-kept = Not kept

# One pledge

pledges-card =
    <b>{ $name }'s pledge</b> ({ $kind })
    { $state }, { $done } of { $count } done
pledges-card-branch =
    <b>{ $name }: pledge of the branch</b> ({ $kind })
    { $state }, { $done } of { $count } done
pledges-item = { $number }. { $words } (by { $due })
pledges-item-open = { $number }. { $words } (by { $due }, { $days ->
        [one] one day left
       *[other] { $days } days left
    })
pledges-item-today = { $number }. { $words } (<b>due today</b>)
pledges-item-late = ⚠ { $number }. { $words } (by { $due }, { $days ->
        [one] one day late
       *[other] { $days } days late
    })
pledges-item-done = ✓ { $number }. { $words }
pledges-steps =

    <b>Progress: { $count ->
        [one] one step
       *[other] { $count } steps
    }</b>
pledges-steps-earlier = ({ $count } more before)
pledges-step-done = · { $at } { $by }: item { $number } is done
pledges-step-note = · { $at } { $by }: { $words }{ $photos ->
        [0] { "" }
        [one] { " " }(one photo)
       *[other] { " " }({ $photos } photos)
    }
pledges-step-photos = · { $at } { $by }: { $photos ->
        [one] one photo
       *[other] { $photos } photos
    }
pledges-step-record = · { $at } Service record: { $on } { $category } { $minutes }
pledges-step-record-revoked = · { $at } Service record: <s>{ $on } { $category } { $minutes }</s> (revoked since)
pledges-residents =

    Residents ({ $voices }): satisfied { $satisfied }, fairly { $fairly }, basically { $basically }, not { $not }
pledges-residents-few =

    { $voices ->
        [0] Residents were asked; nobody has answered.
       *[other] Residents were asked; { $voices } answered. So few that what they said would show who said it.
    }
pledges-residents-open =

    Residents are being asked; { $voices } have answered. You see what they say once it is closed.
pledges-line-reported =

    Reported as done; the branch appraises it now.
pledges-line-verdict =

    To be appraised as: <b>{ $state }</b> (not published yet)
pledges-line-reason = Reason: { $reason }
pledges-line-returned = Returned because: { $reason }
pledges-line-explanation = What the person adds: { $explanation }

pledges-button-mine = My pledges
pledges-button-team = Members' pledges
pledges-button-branch = The branch's pledges
pledges-button-new = New pledge
pledges-button-to-end = To appraise ({ $count })
pledges-button-cover = Coverage
pledges-button-all = All branches
pledges-button-open = See the pledge
pledges-button-update = Update progress
pledges-button-report = Done
pledges-button-appraise = Appraise
pledges-button-publish = Publish the result
pledges-button-again = Appraise again
pledges-button-ask = Ask residents
pledges-button-poster = QR code
pledges-button-shut = Close the questions
pledges-button-review = Review
pledges-button-show = Send to groups
pledges-button-follow = Follow
pledges-button-leave = Follow no more
pledges-button-picture = Pledge card
pledges-button-story = History

# Progress

pledges-update = <b>How far is it?</b> Tap what is done; write a few words or send photos if you like.
pledges-button-done = ☐ { $number } { $words }
pledges-button-undone = ✓ { $number } { $words }
pledges-button-note = Words or photos
pledges-button-records = Service records
pledges-toast-done = Noted: one more is done
pledges-toast-undone = All right, not done yet
pledges-ask-note = Write a few words about how far it is, or send photos. Then tap “Done”.
pledges-noted = ✓ Noted{ $photos ->
        [0] { "" }
        [one] , one photo
       *[other] , { $photos } photos
    }. You can go on.
pledges-records =
    <b>Which services were for this pledge?</b>
    Tap one to count it, tap again to take it away.
pledges-button-use = ☐ { $day } { $category } { $minutes } { $words }
pledges-button-used = ✓ { $day } { $category } { $minutes } { $words }
pledges-toast-used = Counted
pledges-toast-unused = Taken away
pledges-report-sure = <b>Is all of it done?</b> Then the branch appraises it.
pledges-button-all-done = All of it is done
pledges-toast-reported = The branch has been told

# What is due

pledges-due-soon = · { $words } (by { $day }, { $days ->
        [one] one day left
       *[other] { $days } days left
    })
pledges-due-today = · { $words } (due today)
pledges-due-late = · { $words } (by { $day }, { $days ->
        [one] one day late
       *[other] { $days } days late
    })
pledges-remind = <b>{ $name }'s pledge is due soon</b>
pledges-remind-late =
    <b>{ $name }'s pledge is due</b>
    If it is done, tap “Done”; if not, tap “Update progress” and write a word.
pledges-overdue = <b>{ $name }'s pledge has been overdue for some days</b>
pledges-quarter =
    Nothing has been written about your pledge this quarter.
    One tap for each thing that is done is enough.
pledges-quarter-others = Nothing has been written about some pledges this quarter. Their people do not use this bot: please do it for them.
pledges-nudge = You have no pledge for { $year } yet. Tap “New pledge”: it takes a few taps.

reason-pledge-for-others = The person cannot be reached here, and you are the secretary.
reason-pledge-appraise = You appraise pledges.
reason-pledge-followed = You follow this pledge. “Follow no more” on its card ends that.
reason-pledge-nudge = The branch asks members without a pledge for one.

# The end

pledges-told-reported = <b>{ $name } reports: all of it is done</b>: { $words }
pledges-ask-end =

    👉 Was it kept?
pledges-button-kept = Kept
pledges-button-partly = Partly kept
pledges-button-not-kept = Not kept
pledges-ask-reason =
    “{ $state }”: what is the objective reason?
    It is published with the result.
pledges-type-reason = What is the objective reason? Write it to me; it is published with the result.
pledges-button-type = Write it
pledges-why-weather = Weather or disaster
pledges-why-policy = Plans have changed
pledges-why-others = Others' situation changed
pledges-why-means = Too few means or hands
pledges-why-time = Too little time yet
pledges-proposed = <b>{ $name } hears of it first.</b> It is published after an answer, or after 3 days.
pledges-proposed-by-hand = <b>{ $name } gets no messages here.</b> Please tell them, hear what they say, and then tap “Publish the result”.
pledges-told-first =
    <b>Your pledge</b>: { $words }
    { $by } means to appraise it as “{ $state }”.
    Reason: { $reason }
    Would you add a word? For { $days } days you can; it is published too.
pledges-button-explain = Add a word
pledges-button-fine = Nothing to add
pledges-ask-word = Write a word about it; it is published with the result.
pledges-word-taken = Noted, and the branch has been told.
pledges-told-explained =
    <b>{ $name } adds</b>: { $explanation }
    You meant to appraise it as “{ $state }”.
pledges-told-kept = 🎉 <b>Your pledge is kept</b>: { $words }
pledges-told-end = <b>Your pledge is appraised as “{ $state }”</b>: { $words }
pledges-told-follower = 🎉 <b>{ $name }'s pledge is kept</b>: { $words }
pledges-toast-judged = Appraised
pledges-toast-published = Published
pledges-toast-followed = You will hear when it is kept
pledges-toast-left = You follow it no more

# History

pledges-story = <b>{ $name }'s pledge: history</b>
pledges-was-submitted = { $moment } { $by }: submitted
pledges-was-returned = { $moment } { $by }: returned
pledges-was-resubmitted = { $moment } { $by }: changed and submitted again
pledges-was-published = { $moment } { $by }: reviewed and published
pledges-was-withdrawn = { $moment } { $by }: withdrawn
pledges-was-shown = { $moment } { $by }: sent to the groups
pledges-was-reported = { $moment } { $by }: all of it is done
pledges-was-proposed = { $moment } { $by }: asked the person first
pledges-was-explained = { $moment } { $by }: added a word
pledges-was-kept = { $moment } { $by }: kept
pledges-was-partly = { $moment } { $by }: partly kept
pledges-was-not-kept = { $moment } { $by }: not kept
pledges-was-reason = — { $reason }

# Residents

pledges-poster =
    <b>Residents, please: { $name }'s pledge</b>
    Scan the code or open this link: { $link }
    Until { $closes }. We do not know who says what, and cannot find out.
pledges-booth =
    <b>{ $branch }: { $name }'s pledge</b>
    Are you satisfied? One tap is enough, and nobody knows whose it is.
pledges-booth-item = { $number }. { $words }
pledges-booth-done = ✓ { $number }. { $words }
pledges-booth-said =

    You said: <b>{ $grade }</b>. Tap again to change it.
pledges-grade-satisfied = Satisfied
pledges-grade-fairly = Fairly satisfied
pledges-grade-basically = Basically satisfied
pledges-grade-not = Not satisfied
pledges-toast-said = Thank you, noted
pledges-toast-shut = It is closed
pledges-told-residents-few =
    <b>Residents have answered: { $name }'s pledge</b>
    { $voices ->
        [0] Nobody has answered.
       *[other] { $voices } answered. So few that what they said would show who said it.
    }
pledges-told-residents =
    <b>Residents have answered: { $name }'s pledge</b>
    { $voices } voices: satisfied { $satisfied }, fairly { $fairly }, basically { $basically }, not { $not }

# Coverage

pledges-cover =
    <b>{ $branch }: pledges { $year }</b>
    { $have } of { $should }, <b>{ $percent } %</b> (aim: { $aim } %)
pledges-cover-lacking = Without one ({ $count }): { $names }
pledges-cover-whole = ✓ Everybody who counts has pledged.
pledges-cover-voluntary = If they like, not counted ({ $count }): { $names }
pledges-cover-title = Pledge coverage
pledges-cover-line = { $have } of { $should } members have pledged
pledges-cover-picture = { $branch }: pledge coverage
pledges-button-nudge = Ask those without
pledges-button-voluntary = Who counts
pledges-button-chart = Chart
pledges-button-year = { $year }
pledges-button-settings = Reminders, residents
pledges-toast-nudged = { $count ->
        [one] One person was asked
       *[other] { $count } people were asked
    }
pledges-who-counts =
    <b>Who counts?</b>
    The frail and retired pledge if they like and do not count. Tap to change.
pledges-button-counts = ☑ { $name }
pledges-button-free = ☐ { $name } (if they like)
pledges-toast-counts = Counted
pledges-toast-voluntary = Pledges if they like
pledges-overview =
    <b>Pledges of the branches { $year }</b>
    { $count ->
        [one] One branch
       *[other] { $count } branches
    }, { $have } of { $should } members, <b>{ $percent } %</b> (aim: { $aim } %)
pledges-overview-line = { $number }. { $branch } <b>{ $percent } %</b> ({ $have } of { $should })
pledges-settings =
    <b>{ $branch }: reminders and residents</b>
    How many days before the person is reminded (several can be chosen), how many days later the secretary hears, and whether residents are asked.
pledges-set-days = { $mark }{ $days } d before
pledges-set-after = { $mark }{ $days } d after it is overdue
pledges-set-residents-on = Let residents be asked
pledges-set-residents-off = Do not ask residents

pledges-picture = { $name }'s pledge
pledges-picture-title = Public pledge
pledges-picture-due = by { $due }

# What cannot be done

error-pledges-over = This pledge has been appraised and cannot be updated any more.
error-pledges-own-word = Somebody else has to appraise your own pledge.
error-pledges-note-empty = Please write a word, or send a photo.
error-pledges-note-only = Only words and photos can be kept here. Please send a picture as a photo, not as a file.
error-pledges-note-long = At most { $limit } characters at a time; these are { $count }. Please make it shorter.
error-pledges-photos-many = A pledge holds { $limit } photos at most.
error-pledges-steps-many = A pledge holds { $limit } steps at most.
error-pledges-no-records = There is no confirmed service record since the pledge was published.
error-pledges-record-other = Only the person's own confirmed records since the pledge was published can be used.
error-pledges-not-heard = The person is to be heard first: it can be published after an answer, or after { $days } days.
error-pledges-residents-off = The branch does not ask residents. “Reminders, residents” under “Coverage” changes that.
error-pledges-ask-over = Residents have been asked about this pledge; it is closed.
error-pledges-link-unknown = This link is not known. Please scan the code again.
error-pledges-link-over = This is closed now. Thank you.
error-pledges-link-own = This is your own pledge: others say how it was.
error-pledges-follow-own = This is your own pledge; you will hear of it.
error-pledges-group-stranger = This is for members of the branch. You are not on its roster, so nothing was changed.
error-pledges-group-other = This is not a pledge of your branch, so nothing was changed.
error-pledges-all-covered = Everybody who counts has pledged: there is nobody to ask.
error-pledges-asked-lately = They were asked within the last { $days } days. Please wait a few days more.
