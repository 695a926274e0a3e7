# 收到、谁还没有收到、再提醒一次。

button-received = 收到
button-received-before = ✓ 已收到
button-answer-given = ✓ { $answer }

answer-read = 收到
answer-available = 能来
answer-coming = 在路上
answer-cannot = 来不了

receipt-toast-read = 已确认
receipt-toast-read-before = 您{ $at }已经确认过了
receipt-toast-answer = 已记下：{ $answer }
receipt-toast-answer-before = 您已经答过“{ $answer }”，记着呢
receipt-toast-answer-changed = 已改成：{ $answer }

receipt-toast-text = 全文这就发给您
receipt-toast-text-before = 全文已经再发过一次，请往上找

receipt-no-words = 没有文字的通知
receipt-said = ✓ 已确认：{ $about }
receipt-call-up =
    🚨 { $about }
    能不能来，请点一下：
receipt-which = 您有{ $count }条通知还没有确认。看过哪一条，就点哪一条：
receipt-all-said = ✓ 都确认过了，谢谢。
button-receipt-about = 收到：{ $about }

error-receipt-preview = 这是预览。发出去以后，大家点这里就算收到。
error-receipt-own = 这条通知是您发的，您不用确认。
error-receipt-not-yours = 这条通知不是发给您的，不用确认。
error-receipt-stranger = 这里只统计本支部的党员。您若是党员，请先向支部书记要一条邀请链接。
error-receipt-other-branch = 这里只统计本支部的党员，您在别的支部，不用在这里确认。
error-receipt-not-sent = 这条通知还没有发出去，现在没有收到情况可看。
error-receipt-withdrawn = 这条通知已经撤回，不用再确认了。
error-receipt-stopped = 这条通知已经停止发送，不能再看全文了。请向支部书记问一声。

# 收到情况

receipts-counts =
    <b>收到情况</b>　{ $about }
    共{ $concerned }人，已收到<b>{ $done }</b>人，还没有<b>{ $left }</b>人
receipts-counts-call-up =
    <b>集结情况</b>　{ $about }
    共{ $concerned }人：能来<b>{ $available }</b>，在路上<b>{ $coming }</b>，来不了{ $cannot }，没回答{ $left }
receipts-untold = 其中{ $count }人在 Telegram 上联系不到，请当面或打电话告诉。
receipts-everybody = ✓ 大家都收到了。
receipts-branch = { $number }. { $branch }　{ $done }/{ $concerned }
receipts-of-branch = <b>{ $branch }</b>　{ $done }/{ $concerned }
receipts-page = 第{ $page }页，共{ $pages }页
receipts-group = <b>{ $group }</b>　{ $done }/{ $concerned }
receipts-no-group = 没有分组的
receipts-names-left = 还没有：{ $names }
receipts-names-untold = 要当面告诉：{ $names }
receipts-names-read = 已收到：{ $names }
receipts-names-answer = { $answer }：{ $names }
receipts-names-silent = 没回答：{ $names }
receipts-file = 收到情况
receipts-file-caption = 每个人的收到情况。里面有姓名，请只给该看的人看。
receipts-column-branch = 支部
receipts-column-group = 党小组
receipts-column-name = 姓名
receipts-column-answer = 回答
receipts-column-at = 时间
receipts-column-reach = 能否在 Telegram 上联系到
receipts-cell-yes = 能
receipts-cell-no = 不能，要当面告诉
receipts-cell-silent = 还没有

button-receipts-done = 看已收到的人
button-receipts-left = 看还没有收到的人
button-receipts-file = 名单文件
button-receipts-again = 刷新
button-receipts-branches = 所有支部
