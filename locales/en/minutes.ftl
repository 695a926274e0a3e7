# Minutes: texts, pictures and files; looking at them, as a document, told to the branch.

minutes-button-see = See the record
minutes-button-again = Rewrite the text
minutes-button-bare = Remove pictures and files
minutes-button-done = Done
minutes-button-report = Make a document
minutes-button-publish = Tell the branch
minutes-button-sure = Tell everybody
minutes-ask = Please send me the minutes: text, pictures, files, in as many messages as you like. Then tap “Done”.
minutes-ask-more = Noted. Send more if there is more, or tap “Done”.
minutes-ask-again = Please send the new text. It takes the place of this one:
minutes-line-files = { $count ->
        [one] One picture or file
       *[other] { $count } pictures and files
    }
minutes-record = <b>{ $place }: { $kind }, { $day }, { $time }</b>
minutes-report-title = { $place }, { $kind }, { $day }
minutes-report-caption = Record of { $kind }, { $day }, { $time }, to be printed and filed. It has names in it: please pass it on only to those who may see them.
minutes-section-meeting = The meeting
minutes-section-people = Who was there
minutes-section-decisions = Votes and decisions
minutes-section-minutes = Minutes
minutes-line-present = Present: { $names }
minutes-line-late = Late: { $names }
minutes-line-minutes-late = { $minutes ->
        [one] { $name } came one minute late.
       *[other] { $name } came { $minutes } minutes late.
    }
minutes-line-left-early = Left early: { $names }
minutes-line-leave = On leave: { $names }
minutes-line-dropped = Taken back: { $words }
minutes-line-text = { $minutes }
minutes-ask-sure = { $should ->
        [one] Send this to the one who should have attended? There are no names in it.
       *[other] Send this to the { $should } who should have attended? There are no names in it.
    }
minutes-published = { $count ->
        [one] ✓ Sent to one person.
       *[other] ✓ Sent to { $count } people.
    }

meeting-minutes = <b>{ $place }: { $kind }, { $day }, { $time }</b>

error-minutes-empty = Please send me the minutes.
error-minutes-too-long = Minutes have { $limit } characters at most; with this text they have { $count }, so it was not noted. Please send a long text as a file.
error-minutes-too-many-files = One meeting holds { $limit } pictures and files. This one was not kept.
error-minutes-not-held = Please tap “Roll complete” first, then tell the branch.
error-minutes-nothing-decided = There is no vote or decision to tell of yet.
error-minutes-published-before = This was sent before and has not changed since, so nobody is disturbed again.
