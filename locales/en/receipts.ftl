# Received, who has not yet, and a gentle reminder.

button-received = Received
button-received-before = ✓ Received
button-answer-given = ✓ { $answer }

answer-read = Received
answer-available = I can come
answer-coming = On my way
answer-cannot = I can’t come

receipt-toast-read = Confirmed
receipt-toast-read-before = You confirmed it before: { $at }
receipt-toast-answer = Noted: { $answer }
receipt-toast-answer-before = Noted before: { $answer }
receipt-toast-answer-changed = Changed to: { $answer }

receipt-toast-text = The notice is on its way to you
receipt-toast-text-before = It was sent to you once more before, please scroll up

receipt-no-words = a notice without words
receipt-said = ✓ Confirmed: { $about }
receipt-call-up =
    🚨 { $about }
    Can you come? Please tap:
receipt-which = You have { $count } notices to confirm. Press those you have read:
receipt-all-said = ✓ All confirmed, thank you.
button-receipt-about = Received: { $about }

error-receipt-preview = This is a preview. Once it is sent, people press here to confirm.
error-receipt-own = You sent this notice; you need not confirm it.
error-receipt-not-yours = This notice was not for you; you need not confirm it.
error-receipt-stranger = Only members of this branch are counted here. If you are one, please ask the secretary for an invitation.
error-receipt-other-branch = Only members of this branch are counted here. You are in another one and need not confirm.
error-receipt-not-sent = This notice has not been sent yet, so there is nothing to see.
error-receipt-withdrawn = This notice was withdrawn; you need not confirm it any more.
error-receipt-stopped = This notice was stopped and is no longer sent out. Please ask the secretary.

# Who has answered

receipts-counts =
    <b>Received</b>  { $about }
    Of { $concerned } people <b>{ $done }</b> have confirmed, <b>{ $left }</b> not yet
receipts-counts-call-up =
    <b>Call-up</b>  { $about }
    Of { $concerned } people: can come <b>{ $available }</b>, on the way <b>{ $coming }</b>, can’t come { $cannot }, no answer { $left }
receipts-untold =
    { $count ->
        [one] One of them cannot be reached on Telegram: please tell them in person or by phone.
       *[other] { $count } of them cannot be reached on Telegram: please tell them in person or by phone.
    }
receipts-everybody = ✓ Everybody has confirmed.
receipts-branch = { $number }. { $branch }  { $done }/{ $concerned }
receipts-of-branch = <b>{ $branch }</b>  { $done }/{ $concerned }
receipts-page = Page { $page } of { $pages }
receipts-group = <b>{ $group }</b>  { $done }/{ $concerned }
receipts-no-group = Without a group
receipts-names-left = Not yet: { $names }
receipts-names-untold = Tell in person: { $names }
receipts-names-read = Received: { $names }
receipts-names-answer = { $answer }: { $names }
receipts-names-silent = No answer: { $names }
receipts-file = received
receipts-file-caption = Who has confirmed. It holds names: please hand it on with care.
receipts-column-branch = Branch
receipts-column-group = Group
receipts-column-name = Name
receipts-column-answer = Answer
receipts-column-at = When
receipts-column-reach = Can be reached on Telegram
receipts-cell-yes = yes
receipts-cell-no = no, to be told in person
receipts-cell-silent = not yet

button-receipts-done = Who has confirmed
button-receipts-left = Who has not
button-receipts-file = List as a file
button-receipts-again = Refresh
button-receipts-branches = All branches
