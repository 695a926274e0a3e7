# Invitations: of one person, or of a branch.

inviting-one =
    Please send this link to <b>{ $name }</b> ({ $branch }), and to nobody else:
    { $link }
    Code <code>{ $code }</code>, good for 14 days and for one use; earlier ones no longer work.

inviting-all-sure =
    Make a new invitation for each of the { $count } people of <b>{ $branch }</b> who have not joined, and send them to you in one table?
    Invitations handed out before and not used yet will stop working.
inviting-made = Done: <b>{ $branch }</b>, one invitation each for { $count }. The file is below.
inviting-file = invitations
inviting-with-care = Give each to its own person, on the phone or on paper; do not post the file in a group. Good for 14 days and one use each.
inviting-nobody = Everybody has joined; there is nobody to invite.

button-invite-all = Invite all ({ $count })
button-share = Send to them
button-make-invites = Make and send me

error-invites-done = The invitations are made already; the file is below.
