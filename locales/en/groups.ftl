# Group chats: binding them to a branch, topics, unbinding, and what happens to them.

command-bind = Bind a group chat to a branch
command-unbind = Unbind this group

groups-which-branch = Which branch does this group belong to? Please tap one.
groups-which-branch-instead = This group is bound to <b>{ $branch }</b>. Which branch should it be instead?
groups-branch = { $name }
groups-bound-now = Done: this group now belongs to <b>{ $branch }</b>.
groups-bound = This group is bound to <b>{ $branch }</b>.
groups-what-comes = Notices, meetings, study and reminders that the branch sends to its groups arrive here. Nobody's records or personal data are ever posted in a group.
groups-topics = Tap what should come to <b>this topic</b>; tap again to send it back to General. For another topic, send /bind there.
groups-kind-here = ✓ { $kind }
groups-kind-elsewhere = + { $kind }
groups-kind-notice = Notices
groups-kind-meeting = Meetings
groups-kind-study = Study
groups-kind-reminder = Reminders
groups-unbind-here-sure = After this, nothing from <b>{ $branch }</b> is sent to this group any more. Are you sure?
groups-unbound-here = This group is no longer bound to <b>{ $branch }</b>. Send /bind whenever you need it again.

groups-hello = Hello, I am the branch's helper. Would the secretary, as an administrator of this group, please send /bind here once? Then the branch's notices can come to this group.
groups-hello-again = I am back. This group is still bound to <b>{ $branch }</b>, and notices will come as before.

groups-list = <b>The branch's groups</b>. Tap one to look at it or to unbind it.
groups-none = <b>The branch's groups</b>: none has been bound yet.
groups-how =
    Binding a group takes two steps:
    1. Tap the button below to add me to the group.
    2. As an administrator of that group, send /bind there and pick the branch.
    In a group with topics, send /bind inside a topic to choose what goes to it.
groups-one = { $title } ({ $branch })
groups-one-lost = ⚠ { $title } ({ $branch })
groups-card =
    <b>{ $title }</b>
    Branch: { $branch }
    Messages arrive as they should.
groups-card-lost =
    <b>{ $title }</b>
    Branch: { $branch }
    ⚠ Nothing arrives now: I am no longer in the group, or may not write there. Please have an administrator add me or let me write, then send /bind in the group.
groups-unbind-sure = After this, nothing from <b>{ $branch }</b> is sent to the group “{ $title }” any more. Are you sure?
groups-unbound = The group “{ $title }” is unbound.

groups-push-lost = The group <b>“{ $title }”</b> cannot be reached any more: it is gone, or I was taken out of it. To go on, have an administrator add me again; if you do not need it, unbind it below.
groups-push-silenced = I may not write in the group <b>“{ $title }”</b> any more, so notices do not arrive there. Please have an administrator let me write, then send /bind in the group.
groups-push-topic-lost = A topic of the group <b>“{ $title }”</b> was closed or deleted. What went there ({ $kinds }) goes to General for now. To choose another topic, send /bind in it.
reason-group-chat = Because you look after this branch's groups.

button-groups = The branch's groups
button-add-to-group = Add me to a group
button-unbind-group = Unbind
button-other-branch = Another branch
button-every-kind = Everything
button-group-reminder-on = ○ Remind the group before a meeting
button-group-reminder-off = ✓ Remind the group before a meeting

error-groups-not-yours = Binding a group is for the branch secretary, or a committee member who was given that right.
error-groups-not-administrator = You are not an administrator of this group yet. Please ask its owner to make you one, then send /bind again.
error-groups-taken = This group is bound to { $branch }. To change that, the secretary of that branch has to unbind it first.
error-groups-no-such-branch = There is no branch with “{ $words }” in its name to choose. Send just /bind to pick from the list.
error-groups-not-bound = This group is not bound to a branch now.
error-groups-not-asked = Somebody else is doing this. If you want to, please send /bind yourself.
error-groups-cannot-ask = I could not make sure just now that you administer this group, so nothing was changed. Please try again in a little while.
