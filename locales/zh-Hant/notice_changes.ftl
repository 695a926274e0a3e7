# 發出去以後：更正錯字，或者撤回。

fix-mark = <i>（已更正 { $at }）</i>
fix-ask =
    <b>更正</b>　{ $about }
    請把改好的<b>全文</b>發給我，加粗、連結這些格式會保留。
    可以長按原來的通知複製下來，改好再發。照片和檔案不能換。
fix-collecting = 收到了{ $count }個字，手機好像把它分成了幾條，正在等後面的。都發完了就點一下。
fix-preview = 大家看到的會變成上面這樣。已經點過「收到」的，仍然算收到。
fix-done = ✓ 已更正：{ $about }
fix-done-edits = 已經送到的{ $count }條消息，馬上逐條改好。
fix-dropped = 好的，沒有改動。

button-fix-all-sent = 發完了

error-fix-not-yours = 更正要由發通知的人自己來做。
error-fix-not-now = 這條通知現在不能更正。
error-fix-approved = 這條通知是別人批准以後發的，內容不能再改。要改請撤回後重新發。
error-fix-file = 長檔案不能在原處更正。要改請撤回後重新發。
error-fix-empty = 請把改好的文字發給我。
error-fix-text-only = 更正只能改文字。要換照片或檔案，請撤回後重新發。
error-fix-too-long = 文字太長了，最多{ $limit }個字。
error-fix-same = 和原來的一樣，沒有要改的。請把改好的文字發給我。
error-fix-shape = 改完以後消息的條數不一樣了，沒法在原處改。請改得短一點，或者撤回後重新發。
error-fix-over = 這次更正已經辦完了。要再改，請從通知的「更多」裏再點更正。

# 撤回

withdraw-ask =
    <b>撤回</b>　{ $about }
    還沒送到的不再送，已經送到的會從大家的聊天裏刪掉。撤回後不能恢復。
withdraw-ask-old = 48小時以前送到的，Telegram 不讓刪，會留在大家手裏。
withdraw-title = <b>已撤回</b>　{ $about }
withdraw-deleted = 已刪掉：{ $count }處
withdraw-waiting = 正在刪：{ $count }處
withdraw-nothing = 還沒有送到任何人手裏，沒有要刪的。
withdraw-stays = 沒能刪掉：{ $count }處（{ $why }）
withdraw-names = 其中有：{ $names }
withdraw-complete = 全部刪掉了。
withdraw-left-alone = 好的，沒有撤回。

withdraw-too-old = 超過48小時，或者對方自己刪了
withdraw-never-known = 不清楚當時有沒有送到
withdraw-unsure = 不清楚刪掉沒有

error-withdraw-not-now = 這條通知還沒有發出去，不用撤回，取消就行。
