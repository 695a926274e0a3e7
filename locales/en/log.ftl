# Logging a service: a sentence or a few buttons become a card, which is then submitted.

log-card = <b>Is this right?</b>
log-card-open = <b>Log a service</b>
log-nothing-open = No service is being logged at the moment.
log-card-again = <b>Change it and hand it in again</b>
log-gap = { "" }
log-cancelled = All right, this one is dropped.

# The lines of cards and messages

service-line-day = Day: <b>{ $day }</b>
service-line-start = Start: <b>{ $start }</b>
service-line-hours = Time: <b>{ $start }–{ $end }, { $minutes }</b>
service-line-minutes = Duration: <b>{ $minutes }</b>
service-line-place = Place: <b>{ $place }</b>
service-line-category = Category: <b>{ $category }</b>
service-line-words = What: <b>{ $words }</b>
service-line-helped = Helped: { $helped }
service-line-helped-whom = Helped: { $helped } ({ $words })
service-line-photos = Photos: { $count }
service-line-people = Logged for: <b>{ $names }</b>
service-line-entered-by = Entered on their behalf by { $name }

category-policy-talk = Policy talk
category-household-help = Help to households
category-environment = Environment
category-safety = Safety and order
category-technical = Technical guidance
category-elderly-care = Care for the elderly
category-emergency = Emergency
category-culture = Culture and sports
category-other = Other

helped-household = A household
helped-group = A group
helped-public = The public

# One question at a time

log-ask-day = 👉 Which day? Tap one, or write it, such as “3 Nov”.
log-ask-start = 👉 When did it start? You can also write “2pm to 4pm”.
log-ask-minutes = 👉 How long did it take?
log-ask-place = 👉 Where was it? Tap one, or write it.
log-ask-category = 👉 What kind of service?
log-ask-words = 👉 What did you do? Tap one, or write it.
log-ask-helped = 👉 Whom did it help?
log-ask-helped-words = 👉 Which household or group? Write it, or tap Skip.
log-ask-field = 👉 What would you like to change?
log-ask-people = 👉 For whom? Tap to tick, tap again to untick.
log-ask-photos = 👉 Please send the photos, up to { $limit }.

log-field-day = Day
log-field-start = Start
log-field-minutes = Duration
log-field-place = Place
log-field-category = Category
log-field-words = What

log-today = Today
log-yesterday = Yesterday
log-day-before = The day before
log-button-day = { $day }
log-button-clock = { $time }
log-button-no-start = Leave the start out
log-button-minutes = { $minutes }
log-button-longer = Longer
log-button-shorter = Shorter
log-button-place = { $place }
log-button-photo = Add photos
log-button-no-photos = Remove the photos
log-button-helped = Whom it helped
log-button-no-helped = Leave this out
log-button-people = For others
log-button-chosen = ✓ { $name }
log-button-not-chosen = { $name }
log-button-submit-anyway = Submit anyway

log-deed-explain = Explained policies
log-deed-leaflets = Handed out leaflets
log-deed-visit-household = Visited a household
log-deed-errands = Ran errands
log-deed-clean = Cleaned up
log-deed-snow = Cleared snow
log-deed-litter = Picked up litter
log-deed-patrol = Patrolled
log-deed-traffic = Helped with traffic
log-deed-advice = Gave technical advice
log-deed-training = Taught a course
log-deed-visit-elderly = Visited the elderly
log-deed-chores = Did chores for the elderly
log-deed-on-duty = Was on emergency duty
log-deed-rescue = Helped in a disaster
log-deed-perform = Performed
log-deed-organise = Organised an event
log-deed-volunteer = Volunteered

# Notes and doubts

log-note-assumed = “{ $text }” is taken as { $minutes }. If that is wrong, tap Change.
log-note-words-only = Only a leader can log for others, so { $names } went into the text.
log-note-not-found = Among those you can log for I did not find { $names }; the text says so instead.
log-note-offered = You named others. Tap a name to log for them too, or not.
log-note-returned = Why it came back: { $reason }

log-doubt-date-impossible = “{ $text }”: there is no such day.
log-doubt-day-contradictory = “{ $text }” contradicts itself.
log-doubt-day-unclear = “{ $text }”: I am not sure which day that is.
log-doubt-month-unclear = “{ $text }”: I am not sure which month that is.
log-doubt-two-days = There are two days: “{ $text }”. One record is for one day.
log-doubt-duration-impossible = “{ $text }” is no duration.
log-doubt-not-half-hours = “{ $text }” is not in half hours; please take the nearest.
log-doubt-duration-unclear = “{ $text }”: I am not sure how long that is.
log-doubt-two-durations = There are two durations: “{ $text }”.
log-doubt-range-backwards = “{ $text }” ends before it begins.
log-doubt-time-contradictory = “{ $text }” contradicts itself.
log-doubt-time-impossible = “{ $text }”: there is no such time.
log-doubt-time-unclear = “{ $text }”: I am not sure what time that is.
log-doubt-time-of-day-unclear = “{ $text }”: morning or afternoon?
log-doubt-two-times = There are two times: “{ $text }”.

log-alike = ⚠️ This may be logged already:
log-alike-line = · { $name }, { $day }, { $place }, { $minutes } ({ $state })
log-alike-line-short = · { $name }, { $day }, { $minutes }

# After submitting

log-submitted = <b>Submitted. Thank you!</b>
log-waits-for = { $names } will look at it, and you will hear the result.
log-waits-for-nobody = Nobody can confirm it here yet. It is kept safely; please tell your secretary.
log-toast-submitted = Submitted
log-toast-asked = Something is still missing
log-toast-alike = This may be logged already, please have a look

push-review-request = <b>{ $name }</b> logged a service. Please confirm it:
push-review-several = A service of <b>{ $names }</b> ({ $count } people). Please confirm it:
button-review-list = Open the queue
reason-review-request = You confirm their service records.

error-service-text-too-long = At most { $limit } characters, please; yours has { $count }.
error-service-photos-full = There is room for { $limit } photos.
error-service-day-full-for = { $name } already has { $already } on that day; the limit is { $limit } a day.
error-log-no-roster = Your account is on no branch’s roster, so you cannot log services of your own.
error-log-draft-not-yours = This card is somebody else’s.
error-log-draft-submitted = This one has been submitted already. It is now: { $state }.
error-log-draft-cancelled = This one was cancelled. For a new one, tap /log.
error-log-person-left = { $name } is no longer on the roster.
error-log-not-for = You cannot log for { $name }.
error-log-nobody = At least one person must stay.
error-log-too-many-people = One record can be for { $limit } people at most.
error-log-people-fixed = A returned record stays with the same person.
error-log-day-unclear = I am not sure which day that is. Write “yesterday” or “3 Nov”, or tap a button below.
error-log-time-unclear = I am not sure what time that is. Write “2pm” or “2pm to 4pm”.
error-log-length-unclear = I am not sure how long that is. Write “2.5 hours”, or tap a button below.
error-log-category-unclear = Please tap one of the kinds below.
error-log-helped-first = Please tap below whom it helped first.
