# Stars and why

stars-mine = <b>My stars</b>
stars-of = <b>Stars of { $name }</b>
stars-year =
    { $year } <b>{ $stars }</b>
    { $scheme }
stars-year-short = { $year } <b>{ $stars }</b>
stars-sums =
    { $services ->
        [one] Confirmed this year: <b>one service</b>, <b>{ $minutes }</b>
       *[other] Confirmed this year: <b>{ $services } services</b>, <b>{ $minutes }</b>
    }
stars-lifetime-services = Counted over the years: <b>{ $value }</b>
stars-lifetime-hours = Counted over the years: <b>{ $value }</b>
stars-missing-services =
    { $missing ->
        [one] <b>One more service</b> for star { $next }
       *[other] <b>{ $missing } more services</b> for star { $next }
    }
stars-missing-hours = <b>{ $missing } more</b> for star { $next }
stars-missing-topics =
    { $missing ->
        [one] <b>One more topic</b> for star { $next }; topics come from the appraisal
       *[other] <b>{ $missing } more topics</b> for star { $next }; topics come from the appraisal
    }
stars-top = That is the highest star. Well done!

stars-past =
    { "" }
    <b>Earlier years</b>
stars-past-line =
    { $year } <b>{ $stars }</b> services: { $services }, { $minutes }
    { $scheme }

stars-settled = ✔ Settled for good
stars-settled-changed = ✔ Settled for good; { $count ->
        [one] one record was
       *[other] { $count } records were
    } corrected since

stars-why-counts = { $place }✓ { $day } { $minutes } { $words }
stars-why-not = { $place }– { $day } { $minutes } { $words } ({ $reason })
stars-why-counts-changed = { $place }✓ { $day } { $minutes } { $words } (corrected after it was settled)
stars-why-not-changed = { $place }– { $day } { $minutes } { $words } ({ $reason }) (corrected after it was settled)
stars-why-nothing = There are no records of this year yet.

why-not-confirmed = not confirmed yet
why-returned = returned
why-revoked = withdrawn or revoked
why-other-year = of another year
why-category-not-counted = this kind does not count
why-too-short = too short
why-day-cap = that day has enough
why-from-appraisal = stars come from the appraisal
why-after-settlement = came after the year was settled

stars-rules =
    <b>{ $title }</b>
    { $description }

stars-scheme-offered =
    <b>{ $title }</b>
    { $description }

stars-rule-services-year = { $steps } confirmed services within a year give stars 1 to { $top }.
stars-rule-services-lifetime = { $steps } confirmed services over the years give stars 1 to { $top }.
stars-rule-hours-year = { $steps } of confirmed service within a year give stars 1 to { $top }.
stars-rule-hours-lifetime = { $steps } of confirmed service over the years give stars 1 to { $top }.
stars-rule-topics-year = { $steps } topics granted give stars 1 to { $top }.
stars-rule-topics = The topics: { $topics }.
stars-rule-categories = Only these kinds count: { $categories }.
stars-rule-minimum = A service counts from { $minimum } on.
stars-rule-day-cap =
    { $services ->
        [one] One service a day counts.
       *[other] { $services } services a day count at most.
    }

stars-team = <b>Stars of the branch in { $year }</b>
stars-team-line =
    <b>{ $number }.</b> { $name } { $stars }
    services: { $services }, { $minutes }
stars-which-scheme = Which star scheme shall the branch use from { $year } on? Tap one to read about it. Earlier years keep their stars.
stars-scheme-chosen = All right, “<b>{ $title }</b>” from { $year } on. Earlier years keep their stars.
stars-toast-scheme-chosen = Changed

button-why = Why
button-why-year = Why { $year }
button-earlier-years = Earlier years
button-scheme-rules = The scheme
button-team-stars = Stars of the branch
button-choose-scheme = Change the scheme
button-scheme = { $title }
button-scheme-current = ✓ { $title }
button-use-scheme = Use it from { $year } on
button-my-stars = My stars

error-scheme-not-yet = This scheme starts in { $first }; it has no rules for { $year }.
error-scheme-unknown = The star scheme “{ $scheme }” cannot be found. Please tell the operator.
