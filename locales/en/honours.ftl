# Honours: star cards, certificates, plaques, a year as a picture, verifying codes, taking back.

honours-genuine = ✅ <b>This is genuine</b>
honours-replaced = ✅ <b>This is genuine</b>; a newer one took its place on { FULLDATE($day) }.
honours-revoked = ❌ <b>This one was revoked</b> on { FULLDATE($day) }: { $reason }
honours-unknown = ❓ <b>There is no such code</b>: I have not issued this. Please compare it with the paper: 10 characters; 5 and S, 8 and B, 2 and Z look alike, and there is no letter I, L, O or U.
honours-about =
    { $what }
    { $name }, { $branch }
    Number { $number }, issued on { FULLDATE($day) }

honours-what-stars = Star card of { $year }: { $stars ->
        [one] { $stars } star
       *[other] { $stars } stars
    }, services: { $services }, { $minutes }
honours-what-plaque = { $stars }-star member of { $year }: services: { $services }, { $minutes }
honours-what-service = Certificate of service for { $year }: services: { $services }, { $minutes }
honours-what-pledge = Public pledge of { $year } ({ $state })
honours-what-household = Five-star household of { $year }
honours-what-month = Star of the month, { $month }/{ $year }

honours-mine = <b>My honours</b>
honours-of = <b>Honours of { $name }</b>
honours-line = <b>{ $place }.</b> { $what }
honours-line-revoked = <b>{ $place }.</b> <s>{ $what }</s> (revoked)
honours-none = Nothing here yet. You can get a star card, or a certificate of service for a past year.
honours-none-of = Nothing here yet.
honours-which-year = <b>A certificate of service for which year?</b>
honours-no-year = Certificates of service are for whole years: once a year is over and has confirmed services, you can get one.
honours-caption =
    <b>{ $what }</b>
    Number { $number }; scan the code to verify it
honours-not-drawn = The picture cannot be drawn right now. Please press again in a while.

honours-my-year-said = <b>My { $year }</b>: services: { $services }, { $minutes }
honours-year-said = <b>{ $year } of { $name }</b>: services: { $services }, { $minutes }
honours-branch-year-said = <b>{ $year } of { $branch }</b>: services: { $services }, { $minutes }
honours-month-line = { $month }: { $services }

honours-issued = <b>Certificates of { $branch }</b>
honours-issued-none = { $branch } has not issued any certificates yet.
honours-issued-line =
    <b>{ $place }.</b> { $name }, { $number }
    { $what }
honours-issued-line-revoked =
    <b>{ $place }.</b> { $name }, { $number } (revoked)
    <s>{ $what }</s>
honours-one =
    <b>{ $name }</b>
    { $what }
    Number { $number }, issued on { FULLDATE($day) }
honours-one-revoked =
    <b>{ $name }</b> (revoked)
    { $what }
    Number { $number }, issued on { FULLDATE($day) }
honours-line-reason = Revoked because: { $reason }
honours-which-reason =
    <b>{ $name }</b>: { $what }
    Number { $number }, issued on { FULLDATE($day) }

    Why do you revoke it? One press on a reason does it. It cannot be undone, and the person is told.
honours-type-reason =
    To revoke the certificate of <b>{ $name }</b>, number { $number } ({ $what }, issued on { FULLDATE($day) }), please write the reason to me, in 200 characters at most.
honours-told-revoked =
    Your certificate was revoked: { $what }
    Number { $number }
    Reason: { $reason }
honours-toast-revoked = This one has been revoked
honours-toast-revoked-now = Revoked

honours-why-wrong-figures = Wrong figures
honours-why-wrong-name = Wrong name
honours-why-not-earned = Issued by mistake
honours-why-twice = Issued twice
honours-why-asked = The person asked
honours-why-replaced = A newer one was issued

honours-button-star-card = Star card
honours-button-my-year = My year
honours-button-year-of = The year
honours-button-branch-year = The branch’s year
honours-button-mine = My honours
honours-button-of = Honours
honours-button-service = Certificate of service
honours-button-year = { $year }
honours-button-settle = Stars of the year
honours-button-issued = Certificates issued
honours-button-picture = Picture
honours-button-revoke = Revoke

honours-scan = Scan to verify
honours-year = { $year }
honours-year-month = { $month }/{ $year }
honours-day = { FULLDATE($day) }
honours-number = No. { $number }
honours-card-title = Star card
honours-card-line = Services: { $services }, { $minutes }
honours-card-settled = Result of the year
honours-card-top = { FULLDATE($day) }: the most stars there are
honours-card-missing-services = { FULLDATE($day) }: { $missing } more for star { $next }
honours-card-missing-minutes = { FULLDATE($day) }: { $missing } more for star { $next }
honours-card-missing-topics = { FULLDATE($day) }: { $missing } more for star { $next }
honours-title-plaque = { $stars ->
        [1] One-star member
        [2] Two-star member
        [3] Three-star member
        [4] Four-star member
        [5] Five-star member
        [6] Six-star member
        [7] Seven-star member
        [8] Eight-star member
        [9] Nine-star member
        [10] Ten-star member
       *[other] { $stars }-star member
    }
honours-title-household = Five-star household
honours-title-month = Star of the month
honours-title-service = Certificate of service
honours-title-pledge = Public pledge
honours-body-service = Member of { $branch }. In { $year }: { $minutes } of voluntary service, on { $services ->
        [one] one occasion
       *[other] { $services } occasions
    }.
honours-body-pledge = { $branch }: pledged in { $year } ({ $state })
honours-pledge-published = being kept
honours-pledge-kept = kept
honours-pledge-partly = partly kept
honours-pledge-not-kept = not kept
honours-my-year = My year
honours-branch-year = The branch’s year
honours-stars-title = Stars of the members
honours-stars = { $stars } ★
honours-unit-services = services
honours-unit-hours = hours
honours-unit-members = members

reason-your-certificate = This certificate was issued to you.

error-certificate-too-many = That was wrong too often. Please try again in an hour.
error-certificate-revoked = This certificate (number { $number }) was revoked, and there is nothing new to say in another one. Please ask the secretary.
error-no-services-yet = There are no confirmed services in { $year } yet. Come back for the star card once there are.
error-no-services-in-year = There are no confirmed services in { $year }, so there is nothing to certify.
error-year-not-over = { $year } is not over yet. Then you can get the certificate of service.
