# 五星级党员示范户：群众推荐、党员自荐、支部投票。

household-title = <b>{ $branch }　{ $year }年五星级党员示范户</b>
household-none =
    <b>{ $branch }　{ $year }年五星级党员示范户</b>
    还没有开始评。
household-which-branch = 看哪个支部的？
household-button-branch = { $branch }
household-line-open = 评{ $places }户。群众推荐、党员自荐，到{ $until }为止。
household-line-over = 评{ $places }户。推荐和自荐的时间到了，接下来支部投票。
household-line-nobody = 还没有人报名。
household-line-stands = 报名的（不分先后）：
household-line-candidate = { $name }　{ $stars }
household-line-recommended = { $name }　{ $stars }　群众推荐{ $voices }次
household-line-words =
    <b>{ $name }</b>
    { $words }
household-line-voting = 正在投票（第{ $round }轮，{ $seats }个名额）。该投{ $should }人，已投{ $voted }人。投完以前谁也看不到票数。
household-line-voted = ✓ 您已经投了。
household-line-listens = 这次由正式党员投票。
household-line-round = 第{ $round }轮：该投{ $should }人，投了{ $voted }人
household-line-votes = { $name }　{ $votes }票
household-line-tied = <b>票数一样：{ $names }</b>。还有{ $seats }个名额。
household-line-tied-wait = 等支部决定：再投一轮，或者由书记说明理由来定。
household-line-final = <b>评上的：{ $names }</b>
household-line-final-nobody = 这次没有人评上。
household-line-decided = 票数一样的，由书记来定，理由：{ $reason }
household-line-roll = 🏅 五星级党员示范户：{ $names }
household-line-heard = <b>{ $name }</b>　{ $voices }次
household-line-why = “{ $reason }”
household-line-lent = 现在由<b>{ $name }</b>本人投，请把手机交给他。

household-button-all = 示范户评选
household-button-roll = 光荣榜
household-button-mine = 我的荣誉
household-button-plaque = 看我的奖牌
household-button-year = { $year }年
household-button-see = 去看看
household-button-new = 开始评选
household-button-days = { $days }天
household-button-stand = 我要自荐
household-button-words = 改自荐的话
household-button-off = 不参加
household-button-name = 替别人报名
household-button-put = 给{ $name }报名
household-button-bare = 不写了，直接报名
household-button-code = 群众推荐的二维码
household-button-share = 转给大家
household-button-heard = 群众推荐了谁
household-button-recommend = 我来推荐
household-button-other = 换一位
household-button-unsay = 不推荐了
household-button-seats = 名额：{ $places }
household-button-drop = 不评了
household-button-gone = 真的不评了
household-button-go = 开始投票
household-button-begin = 好，开始投票
household-button-read = 看自荐的话
household-button-person = { $mark }{ $name }
household-button-mark = { $mark }{ $name }　{ $stars }
household-button-vote = 去投票
household-button-cast = 投票
household-button-cast-empty = 都不选，投空白票
household-button-lend = 替没有手机的人投
household-button-remind = 提醒没投的人
household-button-count = 计票
household-button-close = 好，计票
household-button-again = 再投一轮
household-button-decide = 我来定，写明理由
household-button-because = 写理由

household-ask-days = <b>{ $branch }　{ $year }年五星级党员示范户</b>　群众推荐和党员自荐，几天？开始后马上告诉全支部和支部的群。
household-ask-places = 评几户？现在是{ $places }户。
household-ask-drop = { $branch }{ $year }年的示范户，真的不评了吗？报名、推荐和投的票都不留。
household-dropped = 好的，{ $branch }这次不评了。
household-ask-words = <b>自荐</b>　请说说您做了什么、打算做什么，一两句就行：
household-ask-words-of = <b>给{ $name }报名</b>　请说说做了什么，一两句就行：
household-ask-who = 给谁报名？
household-who-nobody = 能报的都报了。
household-words = <b>{ $branch }　{ $year }年示范户　自荐的话</b>
household-heard = <b>群众推荐了谁</b>　谁推荐的没有人看得到。要让被推荐的人参评，点下面的名字。
household-ask-begin = 一共{ $count }人报名，评{ $places }户，{ $should }名正式党员投票。开始后报名就关了。
household-ask-close = 已投{ $voted }人（该投{ $should }人）。计票以后就不能再投了，现在计票吗？
household-ask-lend = 谁用这部手机投票？请他本人来点。
household-lend-nobody = 没有手机的正式党员都投过了。
household-ask-tie = <b>票数一样</b>　请选{ $seats }户，再写明理由。理由会告诉全支部。
household-ask-reason = 为什么这样定？请写一两句，会告诉全支部：

household-code =
    <b>{ $branch }　{ $year }年五星级党员示范户</b>
    群众扫码推荐，一人推荐一位，可以改。打印出来贴在公开栏，或者转给大家：
    { $link }
household-recommend =
    <b>{ $branch }　{ $year }年五星级党员示范户</b>
    您推荐谁？一人推荐一位，{ $until }以前可以改。是谁推荐的，没有人看得到。
household-recommended = 记下了，您推荐的是<b>{ $name }</b>。谢谢您！
household-recommend-none = 好的，您现在没有推荐谁。
household-recommend-why = 想说说为什么，就写一句发过来；不写也可以。
household-recommend-why-again = 想改，就再写一句发过来。

household-slip =
    <b>{ $branch }　{ $year }年五星级党员示范户</b>
    最多选{ $seats }位，已选{ $marks }位。点名字选，再点一下取消。
    不记名：谁也看不到您选了谁。投出去就不能改了。
household-cast = ✓ 投好了，谢谢您！这一页不留您选了谁。
household-cast-lent = ✓ { $name }投好了。这一页不留他选了谁，手机可以收回了。

household-toast-opened = 开始了，已经告诉大家
household-toast-stands = 报好了
household-toast-off = 好的，不参加
household-toast-recommended = 记下了
household-toast-voting = 开始投票了，已经告诉大家
household-toast-cast = 投好了
household-toast-reminded = 提醒了
household-toast-counted = 计好了

household-push-open = <b>{ $branch }评{ $year }年五星级党员示范户</b>，共{ $places }户。想参评的可以自荐，到{ $until }为止。
household-group-open = <b>{ $branch }评{ $year }年五星级党员示范户</b>，共{ $places }户。请大家推荐身边的好党员，到{ $until }为止。一人推荐一位，不记名。
household-push-over = <b>{ $branch }　{ $year }年五星级党员示范户</b>　推荐和自荐的时间到了，可以投票了。
household-push-named = { $name }给您报名参评<b>{ $branch }{ $year }年五星级党员示范户</b>。可以自己写两句；不想参评就点“不参加”。
household-push-vote = <b>请投票</b>　{ $branch }{ $year }年五星级党员示范户。不记名，点一点名字就行。
household-push-vote-again = <b>请再投一次</b>　{ $branch }{ $year }年五星级党员示范户有人票数一样，第{ $round }轮只在他们里面选。
household-result =
    🏅 <b>{ $branch }　{ $year }年五星级党员示范户</b>
    { $names }
    支部投票评出，投了{ $voted }人，该投{ $should }人。
household-result-nobody =
    <b>{ $branch }　{ $year }年五星级党员示范户</b>
    投了{ $voted }人，该投{ $should }人，没有人评上。

reason-honour-group = 因为本群绑定了这个支部。
reason-honour = 因为您是支部的一员。
reason-honour-ballot = 因为您是正式党员，有投票的权利。
reason-honour-secretary = 因为支部评优由您负责。

# 办不到的

error-household-dropped = 这次评选已经取消了。
error-household-exists = { $year }年的示范户已经在评了。
error-household-final = 已经评完了，不能再取消。
error-household-voting = 已经开始投票了，不能再改。
error-household-closed = 报名的时间已经过了。
error-household-many-candidates = 最多{ $limit }人报名，已经满了。
error-household-link-unknown = 这个链接认不出来了，请向支部要一个新的。
error-household-voices-over = 推荐的时间已经过了，谢谢您。
error-household-own-branch = 您是本支部的党员：可以自荐，也可以投票。请发“示范户”
error-household-still-open = 群众推荐到{ $day }为止，过了这一天才能投票。
error-household-nobody-stands = 还没有人报名，先请大家报名吧。
error-household-vote-over = 这一轮投票已经结束了。
error-household-not-full = 这次由正式党员投票。
error-household-voted-before = 已经投过了，一人投一次，不能改。
error-household-has-phone = 他有手机，请他在自己的手机上投。
error-household-too-many-marks = 最多选{ $limit }位，先取消一位再选。
error-household-marks-missing = 要选满{ $limit }位，再写理由。
error-household-no-quorum = 投了{ $voted }人，该投{ $should }人。至少要有{ $need }人投票才能计票，可以先提醒没投的人。
error-household-not-tied = 已经定了，不用再选。
error-household-reminded = 今天已经告诉过大家了，明天再提醒吧。
error-honour-words-missing = 请写一两句话。
error-honour-words-long = 最多写{ $limit }个字，您写了{ $count }个字，请写短一点。
