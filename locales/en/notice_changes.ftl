# After a notice went out: correcting a slip, or taking it back.

fix-mark = <i>(corrected { $at })</i>
fix-ask =
    <b>Correct</b>  { $about }
    Please send me the <b>whole</b> corrected text; bold words, links and the like are kept.
    You can copy the notice, change it and send it. Pictures and files stay as they are.
fix-collecting = { $count } characters so far. Your phone seems to have split the text; press when all of it is here.
fix-preview = This is what people will see. Those who have confirmed stay confirmed.
fix-done = ✓ Corrected: { $about }
fix-done-edits =
    { $count ->
        [one] One message that had arrived is being changed.
       *[other] { $count } messages that had arrived are being changed.
    }
fix-dropped = Fine, nothing was changed.

button-fix-all-sent = That is all

error-fix-not-yours = Only whoever sent a notice can correct it.
error-fix-not-now = This notice cannot be corrected now.
error-fix-approved = Somebody else approved this notice, so its words stay. To change it, withdraw it and send it anew.
error-fix-file = A long text sent as a file cannot be corrected. Withdraw it and send it anew.
error-fix-empty = Please send me the corrected text.
error-fix-text-only = Only the text can be corrected. For other pictures or files, withdraw it and send it anew.
error-fix-too-long = The text is too long: { $limit } characters at most.
error-fix-same = This is the same text. Please send me the corrected one.
error-fix-shape = The corrected text needs another number of messages, so it cannot take the old one’s place. Make it shorter, or withdraw the notice and send it anew.
error-fix-over = This correction is done. For another one press Correct again.

# Taking back

withdraw-ask =
    <b>Withdraw</b>  { $about }
    What has not arrived will not be sent, and what has is deleted from people’s chats. It cannot be undone.
withdraw-ask-old = What arrived more than 48 hours ago stays: Telegram does not let us delete it.
withdraw-title = <b>Withdrawn</b>  { $about }
withdraw-deleted = Deleted: { $count }
withdraw-waiting = Being deleted: { $count }
withdraw-nothing = It had not reached anybody, so there is nothing to delete.
withdraw-stays = Not deleted: { $count } ({ $why })
withdraw-names = Among them: { $names }
withdraw-complete = All of it is deleted.
withdraw-left-alone = Fine, nothing was withdrawn.

withdraw-too-old = older than 48 hours, or deleted by the reader
withdraw-never-known = nobody knows whether it arrived
withdraw-unsure = nobody knows whether it was deleted

error-withdraw-not-now = This notice has not gone out yet: cancel it instead.
