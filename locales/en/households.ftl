# Five-star households: residents recommend, members put themselves forward, the branch votes.

household-title = <b>{ $branch } · five-star households { $year }</b>
household-none =
    <b>{ $branch } · five-star households { $year }</b>
    The choice has not begun.
household-which-branch = Which branch?
household-button-branch = { $branch }
household-line-open = Places: { $places }. Residents recommend and members put themselves forward until { $until }.
household-line-over = Places: { $places }. The time for recommending is over; the branch votes next.
household-line-nobody = Nobody has put their name down yet.
household-line-stands = Put forward (in no order of merit):
household-line-candidate = { $name } { $stars }
household-line-recommended = { $name } { $stars } · recommended by residents: { $voices }
household-line-words =
    <b>{ $name }</b>
    { $words }
household-line-voting = Voting now (round { $round }, places: { $seats }). { $voted } of { $should } have voted. Nobody can see the count before it is over.
household-line-voted = ✓ You have voted.
household-line-listens = Full members vote this time.
household-line-round = Round { $round }: { $voted } of { $should } voted
household-line-votes = { $name }: { $votes }
household-line-tied = <b>A tie: { $names }</b>. Places left: { $seats }.
household-line-tied-wait = The branch decides: another round, or the secretary with a reason.
household-line-final = <b>Chosen: { $names }</b>
household-line-final-nobody = Nobody was chosen this time.
household-line-decided = The tie was decided by the secretary: { $reason }
household-line-roll = 🏅 Five-star households: { $names }
household-line-heard = <b>{ $name }</b> · { $voices }
household-line-why = “{ $reason }”
household-line-lent = <b>{ $name }</b> votes now. Please hand over the phone.

household-button-all = Five-star households
household-button-roll = Roll of honour
household-button-mine = My honours
household-button-plaque = See my plaque
household-button-year = { $year }
household-button-see = Have a look
household-button-new = Begin
household-button-days = { $days } days
household-button-stand = Put me forward
household-button-words = Change my words
household-button-off = Not me
household-button-name = Put somebody forward
household-button-put = Put forward { $name }
household-button-bare = No words, just my name
household-button-code = QR code for residents
household-button-share = Pass it on
household-button-heard = Whom residents recommend
household-button-recommend = I recommend somebody
household-button-other = Somebody else
household-button-unsay = Take it back
household-button-seats = Places: { $places }
household-button-drop = Call it off
household-button-gone = Yes, call it off
household-button-go = Begin the vote
household-button-begin = Yes, begin the vote
household-button-read = Read their words
household-button-person = { $mark }{ $name }
household-button-mark = { $mark }{ $name } { $stars }
household-button-vote = Vote
household-button-cast = Cast my vote
household-button-cast-empty = Nobody: cast an empty slip
household-button-lend = For somebody without a phone
household-button-remind = Remind who has not voted
household-button-count = Count
household-button-close = Yes, count
household-button-again = Vote again
household-button-decide = I decide, with a reason
household-button-because = Write the reason

household-ask-days = <b>{ $branch } · five-star households { $year }</b> For how many days may residents recommend and members put themselves forward? The branch and its groups hear of it at once.
household-ask-places = How many households? Now: { $places }.
household-ask-drop = Really call off the households of { $branch } for { $year }? Names, recommendations and votes are not kept.
household-dropped = All right, { $branch } chooses none this time.
household-ask-words = <b>Putting yourself forward</b> What have you done, what will you do? One or two sentences:
household-ask-words-of = <b>Putting { $name } forward</b> What have they done? One or two sentences:
household-ask-who = Whom do you put forward?
household-who-nobody = Everybody you could name is on the list.
household-words = <b>{ $branch } · households { $year } · in their own words</b>
household-heard = <b>Whom residents recommend</b> Nobody can see who said so. To put one of them forward, press the name.
household-ask-begin = Names on the list: { $count }; places: { $places }; full members who vote: { $should }. The list is closed when the vote begins.
household-ask-close = { $voted } of { $should } have voted. Nobody can vote after the count. Count now?
household-ask-lend = Who votes on this phone? Please let them press it themselves.
household-lend-nobody = All full members without a phone have voted.
household-ask-tie = <b>A tie</b> Choose { $seats }, then write the reason. The whole branch will read it.
household-ask-reason = Why this way? One or two sentences; the whole branch will read them:

household-code =
    <b>{ $branch } · five-star households { $year }</b>
    Residents scan this and recommend one member each; they can change it. Print it for the notice board, or pass it on:
    { $link }
household-recommend =
    <b>{ $branch } · five-star households { $year }</b>
    Whom do you recommend? One member each, and you can change it until { $until }. Nobody can see who recommended whom.
household-recommended = Noted: you recommend <b>{ $name }</b>. Thank you!
household-recommend-none = All right, you recommend nobody now.
household-recommend-why = If you like, tell me why in a sentence; you need not.
household-recommend-why-again = To change it, just send another sentence.

household-slip =
    <b>{ $branch } · five-star households { $year }</b>
    Choose up to { $seats }; chosen: { $marks }. Press a name, press again to undo.
    It is secret: nobody can see whom you choose. Once cast it cannot be changed.
household-cast = ✓ Your vote is cast, thank you! Nothing of it stays on this page.
household-cast-lent = ✓ { $name } has voted. Nothing of it stays on this page; you can have your phone back.

household-toast-opened = Begun; everybody is told
household-toast-stands = Done
household-toast-off = All right, not taking part
household-toast-recommended = Noted
household-toast-voting = The vote has begun; everybody is told
household-toast-cast = Cast
household-toast-reminded = Reminded
household-toast-counted = Counted

household-push-open = <b>{ $branch } chooses its five-star households of { $year }</b>: { $places ->
        [one] one of them
       *[other] { $places } of them
    }. You can put yourself forward until { $until }.
household-group-open = <b>{ $branch } chooses its five-star households of { $year }</b>: { $places ->
        [one] one of them
       *[other] { $places } of them
    }. Please recommend a good member near you until { $until }. One each, and secret.
household-push-over = <b>{ $branch } · five-star households { $year }</b> The time for recommending is over: the branch can vote.
household-push-named = { $name } has put you forward for the <b>five-star households of { $branch }, { $year }</b>. You can add your own words; if you would rather not, press “Not me”.
household-push-vote = <b>Please vote</b>: five-star households of { $branch }, { $year }. It is secret; just press the names.
household-push-vote-again = <b>Please vote once more</b>: there was a tie for the five-star households of { $branch }, { $year }. Round { $round } is only between them.
household-result =
    🏅 <b>{ $branch } · five-star households { $year }</b>
    { $names }
    Chosen by a vote of the branch: { $voted } of { $should } voted.
household-result-nobody =
    <b>{ $branch } · five-star households { $year }</b>
    { $voted } of { $should } voted, and nobody was chosen.

reason-honour-group = This group belongs to the branch.
reason-honour = Because you belong to the branch.
reason-honour-ballot = Because you are a full member and have a vote.
reason-honour-secretary = Because you look after the branch's honours.

# What cannot be done

error-household-dropped = This choice was called off.
error-household-exists = The households of { $year } are being chosen already.
error-household-final = It is over and cannot be called off.
error-household-voting = The vote has begun; this cannot be changed any more.
error-household-closed = The time for putting names down is over.
error-household-many-candidates = The list is full: { $limit } names at most.
error-household-link-unknown = This link is not known. Please ask the branch for a new one.
error-household-voices-over = The time for recommending is over. Thank you!
error-household-own-branch = You are a member of this branch: you can put yourself forward, and vote. Send /households
error-household-still-open = Residents can recommend until { $day }; the branch votes after that day.
error-household-nobody-stands = Nobody is on the list yet. Please ask for names first.
error-household-vote-over = This round of the vote is over.
error-household-not-full = Full members vote this time.
error-household-voted-before = That vote is cast already: one each, and it cannot be changed.
error-household-has-phone = They have a phone: please let them vote on it.
error-household-too-many-marks = Choose { $limit } at most: undo one first.
error-household-marks-missing = Choose { $limit }, then write the reason.
error-household-no-quorum = { $voted } of { $should } have voted. At least { $need } must have voted before anything can be counted. You can remind the others.
error-household-not-tied = It is decided already.
error-household-reminded = Everybody was told today. Please wait until tomorrow.
error-honour-words-missing = Please write a sentence or two.
error-honour-words-long = { $limit } characters at most; yours has { $count }. Please make it shorter.
