# 做承诺：一句话或几个按钮，变成一张卡片，提交，书记审核，公布。

command-pledge = 做一个承诺
button-pledge = 做承诺

pledge-card = <b>请您看看，这样承诺对吗？</b>
pledge-card-open = <b>做承诺</b>
pledge-card-again = <b>修改后再交</b>
pledge-cancelled = 好的，这个承诺先不做了。
pledge-item-menu = <b>第{ $number }项</b>

pledge-line-person = 承诺人：<b>{ $name }</b>
pledge-line-branch = 支部承诺：<b>{ $name }</b>
pledge-line-made-by = 填写人：{ $name }（代填）
pledge-line-kind = 类型：<b>{ $kind }</b>
pledge-line-item = { $number }. <b>{ $words }</b>　{ $due }前
pledge-day = { MONTHDAY($day) }
pledge-day-of-year = { FULLDATE($day) }
pledge-line-item-undated = { $number }. <b>{ $words }</b>　（还没定日期）
pledge-line-reason = 退回的原因：{ $reason }
pledge-line-alone = 没有别的人可以审核，由本人公布。

pledge-kind-common = 共性
pledge-kind-post = 岗位
pledge-kind-deed = 实事
pledge-kind-button-common = 共性：每名党员都该做到的
pledge-kind-button-post = 岗位：跟本职工作有关的
pledge-kind-button-deed = 实事：一件具体的事

pledge-ask-more =
    👉 承诺做什么？点一个，或写给我，比如：
    <i>12月20日前帮扶2户困难家庭，月底前宣讲3次</i>
pledge-ask-due = 👉 第{ $number }项“{ $words }”，什么时候做完？点一个，或写给我，比如“12月20日”。
pledge-ask-words = 👉 第{ $number }项改成什么？请写给我。
pledge-ask-change = 👉 要改哪一项？
pledge-ask-kind = 👉 属于哪一类？
pledge-ask-who = 👉 是谁的承诺？

pledge-button-item = { $number }. { $words }
pledge-button-words = 改内容
pledge-button-due = 改日期
pledge-button-drop = 去掉这一项
pledge-button-more = 加一项
pledge-button-kind = 改类型
pledge-button-who = 替别人填
pledge-button-branch = 支部的承诺
pledge-button-again = 修改
pledge-button-publish = 公布
pledge-button-queue = 待审的承诺
pledge-button-waiting = 待审的承诺：{ $count }个
pledge-button-show = 发到群

pledge-due-month = 月底（{ MONTHDAY($due) }）
pledge-due-next-month = 下月底（{ MONTHDAY($due) }）
pledge-due-quarter = 季末（{ MONTHDAY($due) }）
pledge-due-next-quarter = 下季末（{ MONTHDAY($due) }）
pledge-due-year = 年底（{ MONTHDAY($due) }）
pledge-due-next-year = 明年底（{ FULLDATE($due) }）
pledge-due-days = 30天后（{ MONTHDAY($due) }）

# 各领域可以承诺什么：点一下就写上，还可以改。

pledge-topic-household = 结对帮扶
pledge-example-household = 帮扶2户困难家庭，每月上门一次
pledge-topic-talks = 政策宣讲
pledge-example-talks = 到村民小组宣讲政策3次
pledge-topic-tidy-village = 村容整洁
pledge-example-tidy-village = 每月参加一次村里的环境清扫
pledge-topic-farm-skills = 农技帮带
pledge-example-farm-skills = 教会5户乡亲一门种养技术
pledge-topic-residents = 服务居民
pledge-example-residents = 为居民代办10件小事
pledge-topic-tidy-homes = 美化家园
pledge-example-tidy-homes = 认领一个楼道，每周打扫一次
pledge-topic-manners = 文明新风
pledge-example-manners = 劝导不文明行为，值守路口6次
pledge-topic-stability = 邻居和睦
pledge-example-stability = 走访20户，帮助化解邻居之间的矛盾
pledge-topic-efficiency = 提质增效
pledge-example-efficiency = 提出3条改进生产的建议并落实1条
pledge-topic-post-skill = 岗位本领
pledge-example-post-skill = 带好1名新员工，教会一项操作
pledge-topic-staff-care = 关爱同事
pledge-example-staff-care = 看望并帮助有困难的同事4次
pledge-topic-honesty = 诚信守法
pledge-example-honesty = 按合同和规章办事，不出一次差错
pledge-topic-environment = 优化环境
pledge-example-environment = 把一项手续的办理时间缩短一半
pledge-topic-development = 服务发展
pledge-example-development = 联系2家企业，帮助解决3个难题
pledge-topic-lawful = 依法办事
pledge-example-lawful = 群众来访件件有答复，5天以内办结
pledge-topic-clean = 廉洁自律
pledge-example-clean = 不收礼、不吃请，接受群众监督
pledge-topic-pupils = 关爱学生
pledge-example-pupils = 结对帮助3名学习有困难的学生
pledge-topic-open-lesson = 上好课
pledge-example-open-lesson = 上2节公开课，听同事的课10节
pledge-topic-home-visits = 家访
pledge-example-home-visits = 家访15户，听取家长的意见
pledge-topic-safe-school = 平安校园
pledge-example-safe-school = 每周在校门口值守护学一次
pledge-topic-public-good = 热心公益
pledge-example-public-good = 参加3次公益活动
pledge-topic-learning = 带头学习
pledge-example-learning = 每月参加支部学习，读完2本书
pledge-topic-conduct = 做好表率
pledge-example-conduct = 每季度参加2次志愿服务

# 没看明白的，和要说明的

pledge-remark-date-impossible = ⚠️ “{ $text }”没有这一天，请再定一个日期。
pledge-remark-time-impossible = ⚠️ “{ $text }”没有这个时间，请再定一个日期。
pledge-remark-lasting = （常年做的事，先按年底算，可以改）
pledge-remark-unknown = ⚠️ 您能代填的人里没找到“{ $name }”，现在写的是您自己的承诺。要换人请点“替别人填”。
pledge-remark-returned = 退回的原因：{ $reason }

# 提交之后

pledge-submitted = <b>{ $name }的承诺已提交</b>
pledge-waits-for = 已请{ $names }审核，有结果就告诉您。
pledge-waits-for-you = 现在没有别的人可以审核。您是书记，可以自己公布，记录里会写明。
pledge-waits-for-nobody = 现在还没有人能在这里审核，承诺已存好。请跟支部书记说一声。
pledge-withdrawn = 这个承诺已经撤回，没有公布。
pledge-toast-submitted = 已提交
pledge-toast-withdrawn = 已撤回

# 审承诺

push-pledge-review = <b>{ $name }</b>做了承诺，请您审核：
reason-pledge-review = 您负责审核支部的承诺。
pledge-told-yours-published = ✅ { $by }审核通过，<b>您的承诺</b>已经公布：
pledge-told-published = ✅ { $by }审核通过，<b>{ $name }</b>的承诺已经公布：
pledge-told-yours-returned =
    ↩️ { $by }退回了<b>您的承诺</b>，改一改再提交就好。
    原因：{ $reason }
pledge-told-returned =
    ↩️ { $by }退回了<b>{ $name }</b>的承诺。
    原因：{ $reason }
reason-your-pledge = 这个承诺与您有关。

pledge-queue = <b>待审的承诺：{ $count }个</b>
pledge-queue-line = { $number }. { $name }：{ $words }（共{ $count }项）
pledge-queue-empty = 现在没有等您审核的承诺，都看完了。
pledge-review-submitted = <b>{ $name }的承诺</b>，等待审核：
pledge-review-published = ✅ <b>{ $name }的承诺</b>，已经公布：
pledge-review-returned = ↩️ <b>{ $name }的承诺</b>，{ $by }已退回：
pledge-review-withdrawn = <b>{ $name }的承诺</b>，已经撤回：
pledge-review-kept = <b>{ $name }的承诺</b>，已经兑现：
pledge-review-partly = <b>{ $name }的承诺</b>，部分兑现：
pledge-review-not-kept = <b>{ $name }的承诺</b>，没有兑现：
pledge-which-reason = <b>{ $name }的承诺</b>为什么退回？选一个，或自己写。
pledge-type-reason =
    退回<b>{ $name }</b>的承诺。
    请把原因写给我，最多200个字。
pledge-reason-too-vague = 写得太笼统
pledge-reason-no-measure = 没写做多少
pledge-reason-due-unfit = 日期不合适
pledge-reason-not-feasible = 不容易做到
pledge-reason-made-twice = 和以前的重复
pledge-reason-alone = 没有别的人可以审核
pledge-toast-published = 已公布
pledge-toast-returned = 已退回
pledge-toast-was-decided = 已经有人审过了
pledge-toast-shown = 已发到{ $count }个群

pledge-group = 📣 <b>{ $name }</b>公开承诺：
pledge-group-of-branch = 📣 <b>{ $name }</b>公开承诺（支部）：
reason-pledge-group = 这是支部的群，公开承诺会发到这里。

error-pledge-no-roster = 您的账号不在支部名册里，不能做承诺。
error-pledge-empty = 还没写承诺做什么，请先写一项。
error-pledge-incomplete = 还有一项没定日期，请先定好。
error-pledge-nothing-said = 没看出要承诺做什么。请写一句，比如“12月20日前帮扶2户困难家庭”。
error-pledge-words-missing = 请写上承诺做什么。
error-pledge-words-too-long = 一项最多写{ $limit }个字，您写了{ $count }个。请写短一点，或分成几项。
error-pledge-too-many = 一个承诺最多{ $limit }项，您写了{ $count }项。请分两次写。
error-pledge-due-past = ⚠️ { FULLDATE($day) }已经过去了，请定一个今天以后的日期。
error-pledge-due-far = ⚠️ { FULLDATE($day) }太远了，最晚到{ FULLDATE($last) }。
error-pledge-due-unclear = 没看明白是哪一天。请点一个，或写成“12月20日”。
error-pledge-item-gone = 这一项已经没有了，请重新打开卡片。
error-pledge-draft-submitted = 这个承诺已经提交过了。
error-pledge-draft-cancelled = 这个承诺已经放下了。要做新的，请点 /pledge 。
error-pledge-twice = 同样的承诺已经有了，不用再交一次。
error-pledge-not-for = 您不能替{ $name }做承诺。
error-pledge-not-for-branch = 支部的承诺要由支部书记来做。您自己的承诺，请写“我承诺……”。
error-pledge-moved-on = 这个承诺的状态已经变了，没有再改动它。
error-pledge-is-yours = 自己的承诺要由别人来审核，已经请他们看了。
error-pledge-not-public = 这个承诺还没有公布，不能发到群里。
error-pledge-shown = 这个承诺已经发到群里了。
error-pledge-no-groups = 支部还没有绑定群。在群里发 /bind 就能绑定。
