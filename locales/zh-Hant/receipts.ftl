# 收到、誰還沒有收到、再提醒一次。

button-received = 收到
button-received-before = ✓ 已收到
button-answer-given = ✓ { $answer }

answer-read = 收到
answer-available = 能來
answer-coming = 在路上
answer-cannot = 來不了

receipt-toast-read = 已確認
receipt-toast-read-before = 您{ $at }已經確認過了
receipt-toast-answer = 已記下：{ $answer }
receipt-toast-answer-before = 您已經答過「{ $answer }」，記着呢
receipt-toast-answer-changed = 已改成：{ $answer }

receipt-toast-text = 全文這就發給您
receipt-toast-text-before = 全文已經再發過一次，請往上找

receipt-no-words = 沒有文字的通知
receipt-said = ✓ 已確認：{ $about }
receipt-call-up =
    🚨 { $about }
    能不能來，請點一下：
receipt-which = 您有{ $count }條通知還沒有確認。看過哪一條，就點哪一條：
receipt-all-said = ✓ 都確認過了，謝謝。
button-receipt-about = 收到：{ $about }

error-receipt-preview = 這是預覽。發出去以後，大家點這裏就算收到。
error-receipt-own = 這條通知是您發的，您不用確認。
error-receipt-not-yours = 這條通知不是發給您的，不用確認。
error-receipt-stranger = 這裏只統計本支部的黨員。您若是黨員，請先向支部書記要一條邀請連結。
error-receipt-other-branch = 這裏只統計本支部的黨員，您在別的支部，不用在這裏確認。
error-receipt-not-sent = 這條通知還沒有發出去，現在沒有收到情況可看。
error-receipt-withdrawn = 這條通知已經撤回，不用再確認了。
error-receipt-stopped = 這條通知已經停止發送，不能再看全文了。請向支部書記問一聲。

# 收到情況

receipts-counts =
    <b>收到情況</b>　{ $about }
    共{ $concerned }人，已收到<b>{ $done }</b>人，還沒有<b>{ $left }</b>人
receipts-counts-call-up =
    <b>集結情況</b>　{ $about }
    共{ $concerned }人：能來<b>{ $available }</b>，在路上<b>{ $coming }</b>，來不了{ $cannot }，沒回答{ $left }
receipts-untold = 其中{ $count }人在 Telegram 上聯繫不到，請當面或打電話告訴。
receipts-everybody = ✓ 大家都收到了。
receipts-branch = { $number }. { $branch }　{ $done }/{ $concerned }
receipts-of-branch = <b>{ $branch }</b>　{ $done }/{ $concerned }
receipts-page = 第{ $page }頁，共{ $pages }頁
receipts-group = <b>{ $group }</b>　{ $done }/{ $concerned }
receipts-no-group = 沒有分組的
receipts-names-left = 還沒有：{ $names }
receipts-names-untold = 要當面告訴：{ $names }
receipts-names-read = 已收到：{ $names }
receipts-names-answer = { $answer }：{ $names }
receipts-names-silent = 沒回答：{ $names }
receipts-file = 收到情況
receipts-file-caption = 每個人的收到情況。裏面有姓名，請只給該看的人看。
receipts-column-branch = 支部
receipts-column-group = 黨小組
receipts-column-name = 姓名
receipts-column-answer = 回答
receipts-column-at = 時間
receipts-column-reach = 能否在 Telegram 上聯繫到
receipts-cell-yes = 能
receipts-cell-no = 不能，要當面告訴
receipts-cell-silent = 還沒有

button-receipts-done = 看已收到的人
button-receipts-left = 看還沒有收到的人
button-receipts-file = 名單檔案
button-receipts-again = 刷新
button-receipts-branches = 所有支部
