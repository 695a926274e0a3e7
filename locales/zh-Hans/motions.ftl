# 表决和决定：写议题、计票、更正；没有计票的决定记成一条。

motion-button-list = 表决和决定
motion-list = <b>表决和决定　{ $kind } { $day } { $time }</b>
motion-list-empty =
    <b>表决和决定　{ $kind } { $day } { $time }</b>
    还没有。点下面的按钮加一项。
motion-one = <b>{ $kind } { $day } { $time }</b>
motion-line-voting = 有表决权的党员：应到{ $should }人，到会{ $present }人。预备党员不计票。
motion-line-decision = { $number }. 决定：{ $words }
motion-line-open = { $number }. { $words }　（还没计票）
motion-line-passed = { $number }. { $words }　<b>✓ 通过</b>：赞成{ $favour }，反对{ $against }，弃权{ $abstained }，未投{ $silent }（应到{ $should }，到会{ $present }，过半是{ $needed }）
motion-line-failed = { $number }. { $words }　<b>没有通过</b>：赞成{ $favour }，反对{ $against }，弃权{ $abstained }，未投{ $silent }（应到{ $should }，到会{ $present }，要{ $needed }人赞成）
motion-line-no-quorum = { $number }. { $words }　<b>不算数</b>：到会{ $present }人，不到应到{ $should }人的一半（赞成{ $favour }，反对{ $against }，弃权{ $abstained }，未投{ $silent }）
motion-line-corrected = 　{ $day } { $time }{ $name }更正过，原来是赞成{ $favour }，反对{ $against }，弃权{ $abstained }
motion-line-late = 　这是{ $day } { $time }过后补记的
motion-line-dropped = 　{ $day } { $time }{ $name }撤下

motion-button-new = 加一项表决
motion-button-note = 记一条决定
motion-ask-words = 要表决什么？写一句给我，比如：同意李明同志按期转正。
motion-ask-decision = 定了什么？写一句给我，比如：周六上午清扫村口。
motion-ask-count = 到会有表决权的{ $present }人。点一个，或者写一句：赞成12 反对1 弃权0
motion-ask-recount = 票数不对，就重新写一句：赞成12 反对1 弃权0。原来的会留底。
motion-button-all = 全部赞成（{ $count }人）
motion-button-one-against = 1人反对，{ $count }人赞成
motion-button-one-abstains = 1人弃权，{ $count }人赞成
motion-toast-counted = 票数记好了
motion-button-drop = 撤下这一项
motion-button-sure = 撤下
motion-ask-sure = 把“{ $words }”撤下来吗？记录里会留一笔。

error-motion-no-votes-here = 这种会不用表决，可以记一条决定。
error-motion-too-many-motions = 一次会最多记{ $limit }项，再多请写进会议记录。
error-motion-empty = 请写一句话给我。
error-motion-too-long = 一项最多{ $limit }个字，您写了{ $count }个，没有记上。请写短一点。
error-motion-no-room = 一次会的表决和决定加起来最多{ $limit }个字，这一项没有记上。请写进会议记录。
error-motion-said-before = 这一项已经有了。
error-motion-dropped = 这一项已经撤下了。
error-motion-nobody-votes = 这个会没有有表决权的党员，不能表决。
error-motion-roll-first = 还没有记谁到会。请先签到，再计票。
error-motion-count-unclear = 没看懂票数。请这样写：赞成12 反对1 弃权0
error-motion-card-old = 签到或票数后来改过了，请看最新的数再点。
error-motion-too-many-votes = 报了{ $cast }票，可是到会有表决权的只有{ $present }人。请核对票数，或者先把签到补全。
