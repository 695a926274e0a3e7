# 发出去以后：更正错字，或者撤回。

fix-mark = <i>（已更正 { $at }）</i>
fix-ask =
    <b>更正</b>　{ $about }
    请把改好的<b>全文</b>发给我，加粗、链接这些格式会保留。
    可以长按原来的通知复制下来，改好再发。照片和文件不能换。
fix-collecting = 收到了{ $count }个字，手机好像把它分成了几条，正在等后面的。都发完了就点一下。
fix-preview = 大家看到的会变成上面这样。已经点过“收到”的，仍然算收到。
fix-done = ✓ 已更正：{ $about }
fix-done-edits = 已经送到的{ $count }条消息，马上逐条改好。
fix-dropped = 好的，没有改动。

button-fix-all-sent = 发完了

error-fix-not-yours = 更正要由发通知的人自己来做。
error-fix-not-now = 这条通知现在不能更正。
error-fix-approved = 这条通知是别人批准以后发的，内容不能再改。要改请撤回后重新发。
error-fix-file = 长文件不能在原处更正。要改请撤回后重新发。
error-fix-empty = 请把改好的文字发给我。
error-fix-text-only = 更正只能改文字。要换照片或文件，请撤回后重新发。
error-fix-too-long = 文字太长了，最多{ $limit }个字。
error-fix-same = 和原来的一样，没有要改的。请把改好的文字发给我。
error-fix-shape = 改完以后消息的条数不一样了，没法在原处改。请改得短一点，或者撤回后重新发。
error-fix-over = 这次更正已经办完了。要再改，请从通知的“更多”里再点更正。

# 撤回

withdraw-ask =
    <b>撤回</b>　{ $about }
    还没送到的不再送，已经送到的会从大家的聊天里删掉。撤回后不能恢复。
withdraw-ask-old = 48小时以前送到的，Telegram 不让删，会留在大家手里。
withdraw-title = <b>已撤回</b>　{ $about }
withdraw-deleted = 已删掉：{ $count }处
withdraw-waiting = 正在删：{ $count }处
withdraw-nothing = 还没有送到任何人手里，没有要删的。
withdraw-stays = 没能删掉：{ $count }处（{ $why }）
withdraw-names = 其中有：{ $names }
withdraw-complete = 全部删掉了。
withdraw-left-alone = 好的，没有撤回。

withdraw-too-old = 超过48小时，或者对方自己删了
withdraw-never-known = 不清楚当时有没有送到
withdraw-unsure = 不清楚删掉没有

error-withdraw-not-now = 这条通知还没有发出去，不用撤回，取消就行。
