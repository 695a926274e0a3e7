# 学习：我的学习、学习计划、提醒、周报、学时。

# 我的学习

study-own = <b>我的学习</b>
study-line-hours = { $year }年学了<b>{ $hours }</b>学时，要求{ $target }学时，还差{ $missing }学时。
study-line-hours-reached = ✓ { $year }年学了<b>{ $hours }</b>学时，已经达到要求的{ $target }学时。
study-line-entered = 其中集中学习等{ $hours }学时。
study-line-open = 还有<b>{ $count }</b>项没学：
study-line-all-done = ✓ 眼下没有要学的内容。
study-button-title = { $title }
study-button-done = 完成学习
study-button-quiz = 开始答题
study-button-quiz-on = 继续答题
study-button-link = 打开链接
study-button-open = 打开看看
study-button-mine = 看看还有哪些
study-button-finished = ✓ 学完了
study-button-left = 还有{ $count }项没学
study-toast-done = ✓ 记下了，今年学了{ $hours }学时
study-toast-done-before = 这一项早就学完了，今年学了{ $hours }学时

# 大家收到的

study-item =
    <b>{ $title }</b>
    { $plan }　{ $hours }学时
study-item-text = { $text }
study-reminder = 提醒您：“{ $plan }”还有<b>{ $count }</b>项没学完，有空看看。
study-reminder-one = 提醒您：“{ $plan }”里的<b>{ $title }</b>还没学完，有空看看。
study-week =
    <b>{ $branch }　本周学习</b>
    { $plan }：本周{ $items }项，完成{ $done }/{ $of }人次（{ $percent }%），共{ $hours }学时。
study-week-group = { $group }　{ $percent }%
reason-study-item = 因为支部的学习计划里有您。
reason-study-reminder = 因为您还有没学完的。学完的人不会收到提醒。
reason-study-week = 因为支部的学习计划每周在群里说一次总数。

# 写学习计划

study-run = <b>支部的学习</b>
study-button-new = 新建学习计划
study-button-quizzes = 测验
study-button-plans = 学习计划
study-button-hours = 学时
study-button-another = 另写一份
study-ask-branch = 是哪个支部的学习计划？
study-ask-content =
    <b>请把学习计划发给我</b>：
    第一行写名称，下面每行一项。也可以发链接、图片或文件。
study-ask-more = 请把要加的内容发给我：每行一项，或者发链接、图片、文件。
study-ask-title = <b>这份学习计划叫什么？</b>写给我就行，比如：十二月学习。
study-card = <b>{ $title }</b>
study-card-change =
    <b>{ $title }</b>
    点“保存”以后，改动才算数。
study-unfinished = 您有一份学习计划写了还没发：
study-dropped = 好的，放下了，谁也没有收到。
study-button-save = 保存
study-button-peek = 看看第一项的样子

study-line-item = { $number }. { $title }（{ $kind }，{ $hours }学时）
study-line-items-more = ……一共{ $count }项
study-kind-text = 文字
study-kind-link = 链接
study-kind-file = 文件
study-kind-quiz = 测验
study-line-weekly = 每{ $weekday } { $time }发{ $count }项
study-line-daily = 每天{ $time }发{ $count }项
study-line-working = 只在工作日发
study-line-days = 从{ $first }到{ $last }
study-line-once = { $first }发完
study-line-provisional = 那一年的放假安排还没公布，最后的日子是估计的。
study-line-reminder = { $weekday } { $time }提醒没学完的人
study-line-people = 发给全支部，{ $count }人收得到
study-line-groups = 发给{ $groups }，{ $count }人收得到
study-line-missed = 另有{ $count }人在 Telegram 上联系不到，学完了可以替他们记。
study-line-chats = 每周日在群里说总数，不点名
study-line-chats-ranking = 每周日在群里说总数，并按党小组排名，不点名

study-ask-change = 要改哪一样？
study-edit-when = 什么时候发
study-edit-from = 从哪天开始
study-edit-who = 发给谁
study-edit-many = 每次几项
study-edit-rem = 提醒
study-edit-title = 名称
study-edit-items = 去掉几项
study-edit-min = 每项学时
study-edit-chat = 群里说什么
study-edit-add = 加几项
study-choice = { $what }
study-chosen = ● { $what }
study-ticked = ✓ { $what }
study-not-ticked = ○ { $what }
study-every-day = 每天
study-working = 只在工作日
study-ask-when = <b>什么时候发？</b>点哪天、几点，也可以写一句，比如：每周三晚上7点半。
study-ask-from = <b>从哪天开始？</b>点一个，或者写一个日子，比如：12月1日。
study-from-now = 马上开始
study-from-monday = 下周一（{ $day }）
study-from-first = 下月1日（{ $day }）
study-ask-who = <b>发给谁？</b>点党小组来选。现在有{ $count }人收得到。
study-everybody = 全支部
study-ask-many = <b>每次发几项？</b>
study-ask-reminder = <b>哪天提醒没学完的人？</b>一周只提醒一次。也可以写一句，比如：周五下午5点。
study-no-reminder = 不提醒
study-ask-chats = <b>每周日在支部群里说什么？</b>不会点任何人的名。
study-totals = 说总数
study-ranking = 按党小组排名
study-ask-length = <b>每项算几学时？</b>
study-button-length = { $hours }学时
study-items = <b>一共{ $count }项</b>　点哪一项，就去掉哪一项。
study-button-drop = ✕ { $number }. { $title }
study-button-clear = 全部重来
study-started = ✓ “{ $title }”开始了，{ $count }人收得到。
study-changed = ✓ “{ $title }”改好了，{ $count }人收得到。
study-line-first = 下一次：<b>{ $day } { $time }</b>
study-button-plan = 看这份计划

# 学习计划怎么样了

study-plans = <b>{ $count }份学习计划</b>
study-plans-none = 还没有学习计划。
study-button-running = { $title }
study-button-paused = { $title }（停着）
study-button-ended = ✓ { $title }
study-button-stopped = { $title }（已停止）
study-plan = <b>{ $title }</b>　{ $branch }
study-state-running = 正在进行
study-state-paused = 现在停着，什么也不发
study-state-ended = ✓ 已经发完
study-state-stopped = 已经停止
study-line-sent = 一共{ $items }项，发了{ $sent }项
study-line-finished = { $people }人里，<b>{ $finished }</b>人全学完了
study-line-next = 下一次：{ $day } { $time }
study-button-who = 谁学完了
study-button-items = 每一项
study-button-pause = 先停一停
study-button-resume = 接着发
study-button-stop = 停止
study-button-sure = 停止这份计划
study-ask-stop = “{ $title }”真的停止吗？还有{ $count }项没发，停了就不能再接着发。
study-names = <b>{ $title }　谁学完了</b>
study-names-group = <b>{ $group }</b>　{ $done }/{ $of }
study-names-no-group = <b>未分党小组</b>　{ $done }/{ $of }
study-names-done = ✓ { $names }
study-names-open = 没学完（后面是几项）：{ $names }
study-sent = <b>{ $title }</b>　发了{ $count }项，点开看谁学完了：
study-button-item = { $title }　{ $percent }%
study-item-who =
    <b>{ $title }</b>　学完{ $done }/{ $of }
    没有手机的同志学完了，点名字就替他记上，再点一下就去掉。

# 学时

study-hours = <b>{ $branch }　{ $year }年学时</b>　{ $reached }/{ $of }人够了
study-hours-which = 看哪个支部的学时？
study-hours-line = { $name }　{ $hours }，还差{ $missing }
study-hours-line-reached = ✓ { $name }　{ $hours }
study-hours-enter = 补记集中学习的学时
study-hours-file = 发表格给我
study-hours-entered = 补记过的
study-column-name = 姓名
study-column-group = 党小组
study-column-hours = 学时
study-column-target = 要求
study-column-missing = 还差
study-file = { $branch }{ $year }年学时
study-file-caption = { $branch } { $year }年的学时。
study-hours-who = <b>给谁记？</b>点名字来选。选了{ $count }人。
study-hours-all = 全选 / 全不选
study-hours-came = { $kind } { $day }到会的人
study-hours-next = 选好了
study-hours-how-long = <b>每人记几学时？</b>一共{ $count }人。点一个，或者写个数，比如：2.5。
study-hours-why = <b>是什么学习？</b>点一个，或者写一句。
study-why-lesson = 上党课
study-why-theme-day = 主题党日
study-why-together = 集中学习
study-why-training = 参加培训
study-why-online = 网上学习
study-hours-sure =
    给{ $count }人每人记<b>{ $hours }</b>学时：{ $reason }
    { $names }
study-hours-done = ✓ 给{ $count }人每人记了{ $hours }学时：{ $reason }
study-hours-dropped = 好的，没有记。
study-entries = <b>{ $branch }　今年补记过的</b>　点开可以去掉记错的。
study-entries-none = { $branch }今年没有补记过。
study-entry = { $name }　{ $hours }学时
study-entry-gone = ✕ { $name }　{ $hours }学时
study-entry-whole = { $day }给<b>{ $name }</b>记了{ $hours }学时：{ $reason }
study-entry-was = { $day }给{ $name }记过{ $hours }学时（{ $reason }），后来去掉了。
study-entry-undo = 记错了，去掉
study-entry-undone = ✓ 去掉了：{ $name }的{ $hours }学时。

# 办不到的

error-study-not-yours = 这一项不在您的学习计划里。
error-study-stopped = 这份学习计划已经停止了。
error-study-quiz-first = 这是测验，请点“开始答题”，答完就算学完。
error-study-over = 这份学习计划已经结束，改不了了。
error-study-draft-not-yours = 这份计划是别人在写的。
error-study-draft-cancelled = 这份计划已经取消不写了。
error-study-draft-sent = 这份计划已经发出去了。
error-study-items-fixed = 已经开始的计划，内容不能再改。可以另写一份。
error-study-item-too-long = 有{ $count }项太长，没有记上。请把长文章做成文件发给我。
error-study-too-many = 一份计划最多{ $limit }项，多出的{ $count }项没有记上。可以另写一份。
error-study-card-old = 后来又改过了，请看最新的那一条。
error-study-empty = 还没有学习内容。请先把内容发给我。
error-study-title-missing = 请先给这份计划写个名称。
error-study-title-too-long = 名称最多{ $limit }个字，您写了{ $count }个，请写短一点。
error-study-nobody = 一个人也没有，没有发出去。请先看看名册。
error-study-never = 这样定的话永远发不出去，请改一下时间。
error-study-time-impossible = 没有这样的日子或钟点，请再看一下。
error-study-time-missing = 请把钟点也写上，比如：每周一上午9点。
error-study-time-unclear = 没看懂是什么时候。请这样写：每周一上午9点，或者：每天晚上7点半。
error-study-time-quiet = 这个钟点是大家休息的时间。请定在{ $start }到{ $end }之间。
error-study-reminder-weekly = 一周只提醒一次，请写是周几，比如：周五下午5点。
error-study-start-past = 这个日子已经过去了，请另说一个。
error-study-start-far = 只能定一年以内的日子，请另说一个。
error-study-start-unclear = 没看懂是哪天。请这样写：12月1日。
error-study-not-sent = 这一项还没有发给大家。
error-study-not-theirs = 这份计划里没有这位同志。
error-study-done-themselves = 这一项是本人点的“完成学习”，不能替他去掉。
error-study-hours-steps = 学时请按半学时写，最多8，比如：2.5。
error-study-hours-closed = 这一次已经记完或放下了。
error-study-hours-not-whole = 还没选人，或者还没写几学时、是什么学习。
error-study-reason-missing = 请写上是什么学习。
error-study-reason-too-long = 最多{ $limit }个字，您写了{ $count }个，请写短一点。
error-study-lesson-entered = 到会的人都已经记过这一次的学时了。
error-study-entry-gone = 这一条已经去掉了。
