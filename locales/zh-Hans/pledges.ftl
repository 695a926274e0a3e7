# 践诺和评诺：承诺做到哪一步、到期提醒、兑现没有、群众怎么说、支部覆盖了多少。

command-pledges = 承诺做到哪一步了
button-pledges = 承诺

# 列表

pledges-list-mine = <b>我的承诺</b>
pledges-list-mine-none =
    <b>我的承诺</b>
    您还没有承诺。点“新承诺”，几下就能做好。
pledges-list-team = <b>{ $branch }　党员的承诺</b>
pledges-list-team-none =
    <b>{ $branch }　党员的承诺</b>
    还没有公布的承诺。
pledges-list-branch = <b>{ $branch }　支部的承诺</b>
pledges-list-branch-none =
    <b>{ $branch }　支部的承诺</b>
    支部还没有公布承诺。
pledges-list-to-end = <b>{ $branch }　等着评的承诺</b>
pledges-list-to-end-none =
    <b>{ $branch }</b>
    没有等着评的承诺。
pledges-line = { $number }. <b>{ $name }</b>：{ $words }　{ $state } { $done }/{ $count }　{ $left }
pledges-line-own = { $number }. { $words }　<b>{ $state }</b> { $done }/{ $count }　{ $left }
pledges-left = 还有{ $days }天
pledges-left-today = 今天到期
pledges-left-late = 过期{ $days }天

pledges-state-submitted = 待审核
pledges-state-returned = 已退回
pledges-state-published = 已公布
pledges-state-keeping = 践诺中
pledges-state-withdrawn = 已撤回
pledges-state-kept = 已兑现
pledges-state-partly = 部分兑现
pledges-state-not-kept = 没有兑现

# 一张卡片

pledges-card =
    <b>{ $name }的承诺</b>（{ $kind }）
    { $state }　完成{ $done }/{ $count }项
pledges-card-branch =
    <b>{ $name }　支部承诺</b>（{ $kind }）
    { $state }　完成{ $done }/{ $count }项
pledges-item = { $number }. { $words }（{ $due }前）
pledges-item-open = { $number }. { $words }（{ $due }前，还有{ $days }天）
pledges-item-today = { $number }. { $words }（<b>今天到期</b>）
pledges-item-late = ⚠ { $number }. { $words }（{ $due }前，过期{ $days }天）
pledges-item-done = ✓ { $number }. { $words }
pledges-steps =

    <b>进展{ $count }次</b>
pledges-steps-earlier = （前面还有{ $count }次）
pledges-step-done = · { $at }　{ $by }：第{ $number }项做完了
pledges-step-note = · { $at }　{ $by }：{ $words }{ $photos ->
        [0] { "" }
       *[other] （照片{ $photos }张）
    }
pledges-step-photos = · { $at }　{ $by }：照片{ $photos }张
pledges-step-record = · { $at }　服务记录：{ $on } { $category } { $minutes }
pledges-step-record-revoked = · { $at }　服务记录：<s>{ $on } { $category } { $minutes }</s>（后来撤销了）
pledges-residents =

    群众评议（{ $voices }人）：满意{ $satisfied }，比较满意{ $fairly }，基本满意{ $basically }，不满意{ $not }
pledges-residents-few =

    { $voices ->
        [0] 群众评议结束，没有人评议。
       *[other] 群众评议结束，{ $voices }人参加。人太少，结果不公布，免得看出是谁说的。
    }
pledges-residents-open =

    群众正在评议，已有{ $voices }人。结束以后才看得到结果。
pledges-line-reported =

    本人报告：都做完了，等支部评。
pledges-line-verdict =

    支部打算评为：<b>{ $state }</b>（还没公布）
pledges-line-reason = 原因：{ $reason }
pledges-line-returned = 退回的原因：{ $reason }
pledges-line-explanation = 本人说明：{ $explanation }

pledges-button-mine = 我的承诺
pledges-button-team = 党员的承诺
pledges-button-branch = 支部的承诺
pledges-button-new = 新承诺
pledges-button-to-end = 等着评（{ $count }）
pledges-button-cover = 覆盖
pledges-button-all = 各支部
pledges-button-open = 看承诺
pledges-button-update = 更新进展
pledges-button-report = 完成
pledges-button-appraise = 评诺
pledges-button-publish = 公布结果
pledges-button-again = 重新评
pledges-button-ask = 请群众评议
pledges-button-poster = 评议二维码
pledges-button-shut = 结束评议
pledges-button-review = 审核
pledges-button-show = 发到群
pledges-button-follow = 关注
pledges-button-leave = 不再关注
pledges-button-picture = 承诺卡
pledges-button-story = 经过

# 更新进展

pledges-update = <b>做到哪一步了？</b>做完一项点一项，也可以写几句、发照片。
pledges-button-done = ☐ { $number } { $words }
pledges-button-undone = ✓ { $number } { $words }
pledges-button-note = 写几句、发照片
pledges-button-records = 用服务记录
pledges-toast-done = 记下了，做完一项
pledges-toast-undone = 好的，改回没做完
pledges-ask-note = 请写几句做到哪一步了，或者直接发照片。好了就点“好了”。
pledges-noted = ✓ 记下了{ $photos ->
        [0] { "" }
       *[other] ，照片{ $photos }张
    }。还可以接着写、接着发。
pledges-records =
    <b>哪些服务是为这个承诺做的？</b>
    点一下就算上，再点一下去掉。
pledges-button-use = ☐ { $day } { $category } { $minutes } { $words }
pledges-button-used = ✓ { $day } { $category } { $minutes } { $words }
pledges-toast-used = 算上了
pledges-toast-unused = 去掉了
pledges-report-sure = <b>都做完了吗？</b>报告以后，请支部来评。
pledges-button-all-done = 都做完了
pledges-toast-reported = 已经报告支部

# 到期提醒

pledges-due-soon = · { $words }（{ $day }前，还有{ $days }天）
pledges-due-today = · { $words }（今天到期）
pledges-due-late = · { $words }（{ $day }前，过期{ $days }天）
pledges-remind = <b>{ $name }的承诺快到期了</b>
pledges-remind-late =
    <b>{ $name }的承诺到期了</b>
    做完了就点“完成”；还没有，请点“更新进展”写一句。
pledges-overdue = <b>{ $name }的承诺过期几天了，还没有做完</b>
pledges-quarter =
    这个季度您的承诺还没有写进展。
    点一下就能更新，做完一项勾一项。
pledges-quarter-others = 这个季度有几个承诺还没有写进展，本人不用支部通，请您代为更新。
pledges-nudge = { $year }年的承诺还没有您的。点“新承诺”，几下就能做好。

reason-pledge-for-others = 因为本人联系不上，您是书记。
reason-pledge-appraise = 因为承诺由您来评。
reason-pledge-followed = 因为您关注了这个承诺。不想再听，点开承诺，按“不再关注”。
reason-pledge-nudge = 因为支部请还没有承诺的党员公开承诺。

# 评诺

pledges-told-reported = <b>{ $name }报告：承诺都做完了</b>：{ $words }
pledges-ask-end =

    👉 兑现了吗？
pledges-button-kept = 兑现
pledges-button-partly = 部分兑现
pledges-button-not-kept = 没有兑现
pledges-ask-reason =
    评为“{ $state }”，客观原因是什么？
    原因会和结果一起公布。
pledges-type-reason = 客观原因是什么？请写给我，会和结果一起公布。
pledges-button-type = 自己写
pledges-why-weather = 天气、灾害
pledges-why-policy = 政策、计划变了
pledges-why-others = 对方情况变了
pledges-why-means = 经费、人手不够
pledges-why-time = 时间还不到
pledges-proposed = <b>先告诉了{ $name }</b>。他答复以后，或者过了3天，就公布。
pledges-proposed-by-hand = <b>{ $name }收不到消息。</b>请当面说一声，听听他怎么说，再点“公布结果”。
pledges-told-first =
    <b>您的承诺</b>：{ $words }
    { $by }打算评为“{ $state }”。
    原因：{ $reason }
    要不要补充一句？{ $days }天以内可以写，会一起公布。
pledges-button-explain = 补充说明
pledges-button-fine = 没有补充
pledges-ask-word = 请写一句说明，会和结果一起公布。
pledges-word-taken = 记下了，已经告诉支部。
pledges-told-explained =
    <b>{ $name }补充说明</b>：{ $explanation }
    您打算评为“{ $state }”。
pledges-told-kept = 🎉 <b>您的承诺兑现了</b>：{ $words }
pledges-told-end = <b>您的承诺评为“{ $state }”</b>：{ $words }
pledges-told-follower = 🎉 <b>{ $name }的承诺兑现了</b>：{ $words }
pledges-toast-judged = 评好了
pledges-toast-published = 已经公布
pledges-toast-followed = 已关注，兑现了会告诉您
pledges-toast-left = 不再关注了

# 经过

pledges-story = <b>{ $name }的承诺　经过</b>
pledges-was-submitted = { $moment }　{ $by }提交
pledges-was-returned = { $moment }　{ $by }退回
pledges-was-resubmitted = { $moment }　{ $by }修改后再提交
pledges-was-published = { $moment }　{ $by }审核通过，公布
pledges-was-withdrawn = { $moment }　{ $by }撤回
pledges-was-shown = { $moment }　{ $by }发到群里
pledges-was-reported = { $moment }　{ $by }报告：都做完了
pledges-was-proposed = { $moment }　{ $by }先听本人意见
pledges-was-explained = { $moment }　{ $by }补充说明
pledges-was-kept = { $moment }　{ $by }评为：已兑现
pledges-was-partly = { $moment }　{ $by }评为：部分兑现
pledges-was-not-kept = { $moment }　{ $by }评为：没有兑现
pledges-was-reason = 　　{ $reason }

# 群众评议

pledges-poster =
    <b>请群众评议：{ $name }的承诺</b>
    扫码，或者打开这个链接：{ $link }
    到{ $closes }为止。谁说了什么，我们不知道，也查不出来。
pledges-booth =
    <b>{ $branch }　{ $name }的承诺</b>
    您满意吗？点一下就行，没有人知道是谁点的。
pledges-booth-item = { $number }. { $words }
pledges-booth-done = ✓ { $number }. { $words }
pledges-booth-said =

    您说的是：<b>{ $grade }</b>。想改就再点一下。
pledges-grade-satisfied = 满意
pledges-grade-fairly = 比较满意
pledges-grade-basically = 基本满意
pledges-grade-not = 不满意
pledges-toast-said = 谢谢，记下了
pledges-toast-shut = 评议结束了
pledges-told-residents-few =
    <b>群众评议结束：{ $name }的承诺</b>
    { $voices ->
        [0] 没有人评议。
       *[other] { $voices }人参加。人太少，结果不公布，免得看出是谁说的。
    }
pledges-told-residents =
    <b>群众评议结束：{ $name }的承诺</b>
    { $voices }人：满意{ $satisfied }，比较满意{ $fairly }，基本满意{ $basically }，不满意{ $not }

# 覆盖

pledges-cover =
    <b>{ $branch }　{ $year }年承诺覆盖</b>
    { $have }/{ $should }人　<b>{ $percent }%</b>（目标{ $aim }%）
pledges-cover-lacking =
    还没有的（{ $count }人）：{ $names }
pledges-cover-whole = ✓ 该承诺的都承诺了。
pledges-cover-voluntary = 自愿、不算在内的（{ $count }人）：{ $names }
pledges-cover-title = 承诺覆盖
pledges-cover-line = { $have } / { $should } 名党员已公开承诺
pledges-cover-picture = { $branch }的承诺覆盖
pledges-button-nudge = 提醒还没有的
pledges-button-voluntary = 谁算在内
pledges-button-chart = 看图
pledges-button-year = { $year }年
pledges-button-settings = 提醒和评议
pledges-toast-nudged = 提醒了{ $count }人
pledges-who-counts =
    <b>谁算在内？</b>
    年老体弱、退休的，自愿承诺，不算在内。点一下就换。
pledges-button-counts = ☑ { $name }
pledges-button-free = ☐ { $name }（自愿）
pledges-toast-counts = 算在内了
pledges-toast-voluntary = 改成自愿
pledges-overview =
    <b>各支部承诺覆盖　{ $year }年</b>
    { $count }个支部，{ $have }/{ $should }人　<b>{ $percent }%</b>（目标{ $aim }%）
pledges-overview-line = { $number }. { $branch }　<b>{ $percent }%</b>（{ $have }/{ $should }）
pledges-settings =
    <b>{ $branch }　承诺的提醒和评议</b>
    到期前几天提醒本人（可以选几个）；过期以后再过几天告诉书记；要不要请群众评。
pledges-set-days = { $mark }提前{ $days }天
pledges-set-after = { $mark }过期再过{ $days }天
pledges-set-residents-on = 打开群众评议
pledges-set-residents-off = 关掉群众评议

pledges-picture = { $name }的承诺
pledges-picture-title = 公开承诺
pledges-picture-due = { $due }前

# 办不到的

error-pledges-over = 这个承诺已经评过了，不能再更新。
error-pledges-own-word = 自己的承诺要请另一位来评。
error-pledges-note-empty = 请写一句，或者发一张照片。
error-pledges-note-only = 这里只收文字和照片。图片请按照片发，不要按文件发。
error-pledges-note-long = 一次最多写{ $limit }个字，现在有{ $count }个。请写短一点。
error-pledges-photos-many = 一个承诺最多放{ $limit }张照片。
error-pledges-steps-many = 一个承诺最多写{ $limit }次进展。
error-pledges-no-records = 承诺公布以后，还没有已确认的服务记录。
error-pledges-record-other = 只能用本人在承诺公布以后、已经确认的服务记录。
error-pledges-not-heard = 要先听听本人怎么说。他答复以后，或者过了{ $days }天，就可以公布。
error-pledges-residents-off = 支部没有打开群众评议。可以在“覆盖”的“提醒和评议”里打开。
error-pledges-ask-over = 这个承诺的群众评议已经结束了。
error-pledges-link-unknown = 没有找到这个评议。请再扫一次二维码。
error-pledges-link-over = 这个评议已经结束了，谢谢您。
error-pledges-link-own = 这是您自己的承诺，请别人来评。
error-pledges-follow-own = 这是您自己的承诺，兑现了会告诉您。
error-pledges-group-stranger = 这是给本支部党员的，您还没有登记，所以没办成。
error-pledges-group-other = 这不是您支部的承诺，所以没办成。
error-pledges-all-covered = 该承诺的都承诺了，不用提醒。
error-pledges-asked-lately = { $days }天以内已经提醒过了，过几天再提醒。
