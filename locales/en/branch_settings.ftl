# A branch's settings: reminders of meetings, sign-in, quiet hours, reminders a day, time zone.

command-settings = Branch settings
settings = <b>Settings of { $branch }</b>
settings-which-branch = Which branch?
settings-toast-changed = Changed
settings-button-branch = { $branch }

settings-line-remind = Reminders of a meeting: { $times }
settings-line-remind-none = Reminders of a meeting: none
settings-line-door = Sign-in: from { $before } minutes before the start to { $after } minutes after it
settings-line-grace = Late: more than { $minutes } minutes after the start
settings-line-grace-none = Late: from the start on
settings-line-quiet = Quiet hours: { $from } to { $to }
settings-line-quiet-none = Quiet hours: none
settings-line-cap = Reminders: { $count } a day for each member, the others in one message
settings-line-cap-none = Reminders: as many as there are
settings-line-zone = Clock: { $zone }
settings-line-colour = Colour of cards: { $colour }

settings-button-remind = Reminders
settings-button-opens = Sign-in begins
settings-button-shuts = Sign-in ends
settings-button-grace = Who is late
settings-button-quiet = Quiet hours
settings-button-cap = Reminders a day
settings-button-zone = Time zone
settings-button-colour = Colour of cards

settings-ask-remind = <b>When shall people be reminded of a meeting?</b> Choose as many as you like; tap again to take one away.
settings-ask-opens = <b>How long before the start can people sign in?</b>
settings-ask-shuts = <b>How long after the start can people sign in?</b>
settings-ask-grace = <b>From how long after the start is somebody late?</b>
settings-ask-quiet = <b>When shall nobody be disturbed?</b> Sudden changes of a meeting and emergencies still come.
settings-ask-cap = <b>How many reminders a day for each member?</b> The others come in one message.
settings-ask-zone = <b>Which clock does the branch live by?</b>
settings-ask-colour = <b>In which colour are star cards, certificates and charts drawn?</b>

settings-choice = { $mark }{ $what }
settings-choice-minutes = { $mark }{ $minutes ->
        [one] one minute
       *[other] { $minutes } minutes
    }
settings-choice-quiet = { $mark }{ $from } to { $to }
settings-choice-cap = { $mark }{ $count ->
        [one] one
       *[other] { $count }
    }
settings-choice-none = { $mark }None

settings-colour-red = Red
settings-colour-amber = Amber
settings-colour-green = Green
settings-colour-blue = Blue
settings-colour-plum = Plum

settings-remind-three-days = three days before
settings-remind-day = a day before
settings-remind-two-hours = two hours before
settings-remind-hour = an hour before
settings-remind-half-hour = half an hour before

settings-zone-shanghai = Beijing
settings-zone-urumqi = Urumqi
settings-zone-tokyo = Tokyo
settings-zone-singapore = Singapore
settings-zone-london = London
settings-zone-berlin = Berlin
settings-zone-new-york = New York
settings-zone-los-angeles = Los Angeles
settings-zone-sydney = Sydney

error-quiet-too-long = Quiet hours last { $hours } hours at most: something must be left of the day.
error-no-such-timezone = There is no time zone “{ $zone }”.
