# Roles and rights.

roles-card =
    <b>{ $name }</b> · { $branch }
    One tap gives or takes a role. It holds at once, and the person is told.
roles-rights-below = Below are the rights of a committee member, given one by one.
roles-changed = Changed
roles-held = ✓ { $role }
roles-not-held = + { $role }
roles-right-given = ✓ { $right }
roles-right-not-given = + { $right }
roles-last-secretary =
    <b>{ $name }</b> is the only secretary of { $branch }, which would be left without one.
    It is better to appoint the next one first. Take the role away all the same?

roles-push-given = You are now <b>{ $role }</b> in { $branch }. See /help for what you can do.
roles-push-taken = You are no longer <b>{ $role }</b> in { $branch }.
roles-push-right-given = In { $branch } you can now: <b>{ $right }</b>.
roles-push-right-taken = In { $branch } you no longer have this task: <b>{ $right }</b>.

reason-roles = Because your roles or rights have changed.

right-log-for-others = log for others
right-confirm-record = confirm records
right-correct-record = correct records
right-read-records = read records
right-read-roster = read the roster
right-read-phones = read phone numbers
right-edit-roster = edit the roster
right-invite = invite people
right-confirm-rebind = confirm account moves
right-choose-scheme = choose the star scheme
right-send-notice = send notices
right-bind-group = bind group chats
right-run-study = run the study of the branch
right-review-pledges = review and appraise pledges
right-settle-year = settle the year and issue certificates
right-run-meetings = run meetings

button-sure = Take it away

error-last-secretary = You are the only secretary of the branch. Please appoint the next one first.
error-role-without-place = This role needs a group or a committee that the person belongs to.
error-own-powers = Roles and rights are given to you by somebody else, so that everybody can rely on them. Please ask another secretary or administrator.
error-not-committee-member = This person is not a committee member now, so no single rights can be given.
