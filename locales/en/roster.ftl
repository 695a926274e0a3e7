# The roster: list, card, invitations, importing a file, adding one member.

roster-list =
    Roster of <b>{ $branch }</b>, { $count } in all (page { $page }/{ $pages })
    ✓ means joined. Tap a name for more, or type the name.
roster-person = { $name } · { $group }
roster-person-joined = ✓ { $name } · { $group }
roster-branch = { $name }
roster-which-person = There are several called <b>{ $name }</b>. Which one?
roster-namesake = { $branch } · { $group }
roster-which-branch = Whose roster would you like to see?
roster-no-branch = There is no branch yet. Please send me the roster file (csv or xlsx).
roster-no-group = no party group

roster-card =
    <b>{ $name }</b> ({ $kind })
    { $branch } · { $group }
roster-card-category = Category: { $category }
roster-card-party = Joined the party: { FULLDATE($day) }
roster-card-phone = Phone: { $phone }
roster-card-skills = Skills: { $skills }
roster-card-roles = Roles: { $roles }
roster-card-joined = Has joined on Telegram
roster-card-not-joined = Has not joined on Telegram yet
roster-card-rebind = <b>Asks to move to a new Telegram account.</b> Please make sure it is really them.

roster-remove-sure = Take <b>{ $name }</b> off the roster? Roles and account end at once; service records stay.
roster-removed = <b>{ $name }</b> is off the roster.
roster-unbind-sure = Disconnect <b>{ $name }</b>'s Telegram account? A new invitation is needed to join again.
roster-unbound = <b>{ $name }</b>'s account is disconnected.
roster-push-removed = You are no longer on the roster of { $branch }. If in doubt, please speak to the branch secretary.
roster-push-unbound = Your Telegram account has been disconnected from the roster. To join again, ask the branch secretary for a new invitation.
roster-push-office = On the roster of { $branch } your post is now: <b>{ $office }</b>.
reason-roster = Because the branch roster has changed.

roster-preview = Read, but not imported yet. New: { $created }, changed: { $updated }, unchanged: { $unchanged }{ $branches ->
        [0] .
       *[other] , new branches: { $branches }.
    }
roster-imported = Imported. New: { $created }, changed: { $updated }, unchanged: { $unchanged }{ $branches ->
        [0] .
       *[other] , new branches: { $branches }.
    }
roster-bad-rows = Rows with problems: { $bad }. Please mend the file and try again, or leave these rows out and import the others.
roster-skipped = Rows with problems, not imported: { $bad }
roster-more-problems = … and { $count } more.
roster-file-dropped = All right, this roster was not imported.
roster-committee = Party committee

roster-at = Row { $number }, { $column }
roster-column-row = whole row
roster-column-name = name
roster-column-branch = branch
roster-column-sector = sector
roster-column-group = group
roster-column-kind = kind of member
roster-column-category = category
roster-column-office = office
roster-column-joined-on = date of joining
roster-column-phone = phone
roster-column-skills = skills

roster-problem-name-missing = { roster-at }: there is no name
roster-problem-name-length = { roster-at }: too short or too long for a name ({ $value })
roster-problem-name-character = { roster-at }: a character that no name has ({ $value })
roster-problem-branch-missing = { roster-at }: there is no branch
roster-problem-control-character = { roster-at }: holds invisible damaged characters, please type it again
roster-problem-formula = { roster-at }: looks like a formula, please make it plain text ({ $value })
roster-problem-too-long = { roster-at }: too long ({ $value })
roster-problem-identity-number = { roster-at }: holds an identity-card number. These are never stored; please remove it
roster-problem-sector-unknown = { roster-at }: no such sector ({ $value })
roster-problem-category-unknown = { roster-at }: no such category ({ $value })
roster-problem-category-several = { roster-at }: categories that exclude each other ({ $value })
roster-problem-office-unknown = { roster-at }: no such office ({ $value })
roster-problem-office-several = { roster-at }: please give one office only ({ $value })
roster-problem-date-unclear = { roster-at }: not a date I can read ({ $value })
roster-problem-date-impossible = { roster-at }: there is no such day ({ $value })
roster-problem-date-future = { roster-at }: that day has not come yet ({ $value })
roster-problem-phone-wrong = { roster-at }: not a mobile number of 11 digits ({ $value })
roster-problem-phone-shortened = { roster-at }: the spreadsheet has shortened the number, please make it text ({ $value })
roster-problem-duplicate = { roster-at }: same name and branch as row { $value }; a phone or a date of joining tells them apart
roster-problem-same-name = { roster-at }: the branch has somebody of this name ({ $value }) and it is unclear who is meant; please give phone or date of joining
roster-problem-other-branch = { roster-at }: you do not look after this branch ({ $value })
roster-problem-leader-without-group = { roster-at }: a group leader needs a group
roster-problem-office-not-yours = { roster-at }: you can neither give nor take this office
roster-problem-group-not-yours = { roster-at }: this move changes who leads or who confirms, so please let the secretary make it
roster-problem-own-office = { roster-at }: your own office cannot be changed by a file

# A sentence that begins with one of these adds a member; separated by bars. The first may be left out after /member.
roster-add-words = add member|add a member|add new member|add a new member|add probationary member|add party member
roster-how-to-add =
    Please say who it is after the command, for example:
    <code>/member Zhang San group 1 phone 13800000000 joined 2010-07-01</code>
roster-adding =
    <b>To be added: { $name }</b>
    { $branch }
roster-adding-group = Group: { $group }
roster-adding-kind = Kind: { $kind }
roster-adding-office = Office: { $office }
roster-adding-namesake = ⚠ The branch already has a <b>{ $name }</b>. Please make sure it is not the same person.
roster-doubt-day = ⚠ Only the month was given ({ $text }); taken as its first day.
roster-doubt-joined = ⚠ The date of joining is unclear ({ $text }); left empty.
roster-doubt-date = ⚠ There is no such day ({ $text }); left empty.
roster-doubt-phone = ⚠ The phone number is unclear ({ $text }); left empty.
roster-added = <b>{ $name }</b> is on the roster now.
roster-adding-dropped = All right, nobody was added.

member-kind-full = full member
member-kind-probationary = probationary member
member-category-no-post = without a post
member-category-mobile = mobile member
member-category-in-difficulty = in difficulty
member-category-able = able member
member-category-elderly = elderly member
office-secretary = branch secretary
office-deputy = deputy secretary
office-committee-member = branch committee member
office-group-leader = group leader
office-contact-leader = contact leader
office-committee-administrator = committee administrator
office-none = no office

button-roster = Roster
button-branches = All branches
button-invite = Invite
button-roles = Roles and rights
button-remove = Take off
button-unbind = Disconnect account
button-import = Import
button-skip-bad = Import without bad rows
button-card = Details

error-person-gone = This person is no longer on the roster.
error-own-removal = You cannot take yourself off or disconnect your own account; please ask somebody else.
error-branch-unknown = There is no branch called "{ $name }".
error-member-name-unclear = I could not find the name. Please write: add member Zhang San group 1
error-member-identity-number = There is an identity-card number in it. These are never stored; please remove it and send again.
error-member-which-branch = You look after several branches, so one sentence is not clear enough. Please send a roster file.
error-member-card-done = This card has been dealt with already.
error-member-exists = { $name } is on the roster of the branch already. For another person of that name, please give phone and date of joining.
error-member-office-not-yours = You cannot give this office. Please add the person without it.
error-member-leader-without-group = Please say which group the leader belongs to.
error-roster-file-done = This roster has been dealt with already. To import again, please send the file once more.
error-roster-file-gone = The file can no longer be fetched. Please send it again.
error-roster-too-many-for-chat = At most { $limit } rows can be imported here. For a larger roster the operator uses zhibu roster import.
error-roster-no-rows = There are no members in the table.
error-roster-file-too-large = The file is too large; { $megabytes } MB at most.
error-roster-file-empty = The file is empty.
error-roster-file-old-excel = This is an old Excel file (.xls). Please save it as .xlsx and send that.
error-roster-file-unreadable = This file cannot be read. Please use xlsx or csv.
error-roster-file-unsupported = This kind of file is not known here. Please use xlsx or csv.
error-roster-file-unpacks-too-large = Unpacked, this file is larger than { $megabytes } MB, so it was not opened.
error-roster-csv-broken = The quotation marks in row { $row } do not match, so the file cannot be read.
error-roster-too-many-rows = A roster has at most { $limit } rows.
error-roster-too-many-columns = A roster has at most { $limit } columns.
error-roster-several-sheets = Several sheets look like a roster ({ $sheets }). Please keep only one.
error-roster-column-missing = There is no column "{ $column }".
error-roster-column-twice = There are two columns "{ $column }".
error-roster-header-missing = No header row in the first { $rows } rows; the columns "name" and "branch" are needed.

sector-rural = rural
sector-community = community
sector-enterprise = enterprise
sector-agency = agency
sector-school = school
sector-new-organisation = new organisation
