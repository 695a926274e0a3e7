# 年终评星：冻结、公示、异议、定下来

settle-ready = <b>{ $branch }　{ $year }年评星</b>
settle-line-rules = 共{ $count }人，按“{ $scheme }”计星。冻结后按记录逐条算出每个人的星，先给您看，不会马上公开。
settle-line-waiting = 这一年还有<b>{ $count }条</b>记录没有确认，没确认的不计。请先看一看。
settle-line-early = ⚠️ { $year }年还没有过完。现在冻结，<b>今天以后做的服务就不再计入{ $year }年的星</b>。不急的话，建议过了年再办。
settle-line-level = { $stars }　{ $count }人
settle-line-until = 公示到<b>{ $day }</b>为止（含当天）。
settle-line-over = 公示到{ $day }已经结束。
settle-line-open = 有<b>{ $count }条</b>异议等着答复，答复完才能定。
settle-line-reason = 撤回的原因：{ $reason }
settle-line-changed = 算好以后，有{ $count }人的记录又改过。要按新的算，请点“重新计算”。
settle-line-changed-after = 定下来以后，有{ $count }人的记录又更正过。已定的星不变，更正会注明。
settle-line-no-group = 还没有绑定支部群，只能私下通知每个人；请另外张贴表格。
settle-line-provisional = 明年的放假安排还没有公布，日子先按周一到周五算。
settle-standing = <b>{ $branch }　{ $year }年评星</b>　{ $state }

settle-state-none = 还没开始
settle-state-frozen = 已冻结，还没公示
settle-state-published = 公示中
settle-state-final = 已定
settle-state-abandoned = 已撤回

settle-button-freeze = 冻结{ $year }年的记录
settle-button-review = 先去确认记录
settle-button-year = 看{ $year }年
settle-button-households = 示范户
settle-button-issued = 发过的证书
settle-button-publish = 公示
settle-button-list = 看名单
settle-button-paper = 打印表格
settle-button-again = 重新计算
settle-button-drop = 撤回
settle-button-objections = 异议（{ $count }）
settle-button-link = 公示链接
settle-button-end = 定下来
settle-button-final = 定下来，不再改
settle-button-as-published = 照公示的定
settle-button-go = 现在公示
settle-button-anew = 重新开始
settle-button-see = 去看看
settle-button-answer = 看一看，答复
settle-button-why = 依据
settle-button-records = 看依据
settle-button-object = 提出异议
settle-button-plaque = 看星级牌
settle-button-say = 有异议，点这里

settle-toast-frozen = 冻结好了
settle-toast-published = 已经公示
settle-toast-final = 定下来了

settle-list = <b>{ $branch }　{ $year }年评星名单</b>　点号码看依据。
settle-list-line =
    <b>{ $number }.</b> { $name } { $stars }
    { $services }次，{ $minutes }
settle-why =
    <b>{ $name }　{ $year }年</b> { $stars }
    确认的服务：{ $services }次，{ $minutes }

settle-plan = <b>{ $branch }　{ $year }年评星公示</b>　从现在起，到<b>{ $day }</b>为止。会发到{ $groups }个支部群，再私下告诉每个人自己的星。
settle-choice-calendar = { $mark }{ $days }天
settle-choice-working = { $mark }{ $days }个工作日
settle-link =
    有这个链接的人都能看公示、提异议，没有账号的党员可以请人代提：
    { $link }

settle-again = <b>重新算好了</b>，有{ $count }人不一样了。公示中的，已经告诉了本人。
settle-again-line = { $name }：{ $before } → { $after }（{ $was }次 → { $now }次）
settle-again-line-hours = { $name }：{ $before } → { $after }（{ $was } → { $now }）
settle-again-same = 重新算过了，和原来一样。
settle-sure = { $branch }{ $year }年的星就这样定下来？<b>定了以后不能再改</b>，有星的人会收到星级牌。
settle-stale = 算好以后，这些人的记录又改过：{ $names }。要按新的算，还是照公示的定？
settle-differing = <b>先停一下</b>：有{ $count }人平时累计的数和记录对不上：{ $names }。什么都没有改动。请管理员运行 <code>zhibu doctor</code> 查一查，修好再来。
settle-ask-reason = 要撤回{ $year }年的公示吗？请写一句原因，会告诉大家：
settle-sure-to-drop = 撤回{ $year }年的冻结？以后可以重新冻结。

settle-all = <b>{ $year }年评星</b>　要办的排在前面。
settle-all-count = { $state }：{ $count }个支部
settle-branch = { $branch }　{ $state }
settle-branch-open = ❗ { $branch }　{ $count }条异议
settle-branch-over = ❗ { $branch }　公示结束，可以定了

# 表格

settle-column-name = 姓名
settle-column-group = 党小组
settle-column-stars = 星级
settle-column-services = 次数
settle-column-hours = 小时
settle-file-name = 评星公示
settle-file = { $branch }{ $year }年评星表，可以打印张贴。
settle-paper-note = 公示到{ $day }为止（含当天）。有异议请告诉支部书记，或打开 https://t.me/{ $bot }?start=o_{ $code }

# 大家收到的

settle-group-published = <b>{ $branch }　{ $year }年评星公示</b>　到{ $day }为止。
settle-group-changed = <b>{ $branch }　{ $year }年评星公示</b>　有更正，到{ $day }为止，以这次为准。
settle-group-line = { $stars }　{ $names }
settle-group-rest = { $count ->
        [0] 今年人人有星！
       *[other] 另有{ $count }人今年还没到一星，不列名字。
    }每个人的依据已经私下告诉本人。
settle-group-final = <b>{ $branch }　{ $year }年的星级定下来了</b>　谢谢大家一年的付出！
settle-push-published =
    <b>{ $year }年，您得到 { $stars }</b>
    确认的服务：{ $services }次，{ $minutes }。{ $branch }正在公示，到{ $day }为止。算得不对，请点“提出异议”。
settle-push-published-none =
    <b>{ $year }年评星公示了</b>
    您这一年确认的服务：{ $services ->
        [0] 还没有
       *[other] { $services }次，{ $minutes }，还没到一星
    }。{ $branch }公示到{ $day }为止。算得不对，请点“提出异议”。
settle-push-changed =
    <b>{ $year }年评星有更正，您现在是 { $stars }</b>
    确认的服务：{ $services }次，{ $minutes }。到{ $day }为止，还可以提出异议。
settle-push-final = <b>{ $year }年的星级定了：您是 { $stars }</b>　{ $services }次服务，{ $minutes }。{ $branch }谢谢您！
settle-push-final-none = { $branch }{ $year }年的星级定下来了。{ $services ->
        [0] { "" }
       *[other] 您这一年{ $services }次服务，{ $minutes }。
    }新的一年，一起加油！
settle-push-off = { $branch }撤回了{ $year }年的评星公示，会重新公布。原因：{ $reason }
settle-push-over = { $branch }{ $year }年评星公示结束了，<b>可以定了</b>。
settle-push-over-open = { $branch }{ $year }年评星公示结束了。还有{ $count }条异议没有答复，答复完就可以定。
settle-push-objection = { $branch }{ $year }年评星有人提出异议：{ $words }
settle-push-upheld =
    您对{ $branch }{ $year }年评星提的异议，支部查过，<b>成立</b>。
    您说：{ $words }
    答复：{ $answer }
settle-push-rejected =
    您对{ $branch }{ $year }年评星提的异议，支部查过，没有采纳。
    您说：{ $words }
    答复：{ $answer }
reason-settlement = 因为您在这个支部，这是您自己的结果。
reason-settlement-group = 因为这个群绑定了支部。
reason-settlement-secretary = 因为您办这个支部的年终评星。
reason-settlement-answer = 因为您提过这条异议。

# 异议

objection-list = <b>{ $branch }　{ $year }年评星公示</b>　到{ $day }为止。哪一位算得不对，请点名字：
objection-list-over = <b>{ $branch }　{ $year }年评星</b>　公示到{ $day }，现在不能再提异议。
objection-nobody = 这一年还没有人到一星。
objection-button-name = { $name }
objection-button-whole = 别的人，或整个名单
objection-ask = { $name }{ $year }年的星，哪里不对？请写一两句话，支部会查，并把结果告诉您：
objection-ask-own = 您{ $year }年的星，哪里不对？请写一两句话，支部会查，并把结果告诉您：
objection-ask-whole = { $branch }{ $year }年的评星，哪里不对？请写清是谁、什么事，支部会查，并把结果告诉您：
objection-sent = 收到了。支部会查，查完把结果和理由告诉您。
objection-not-sent = 好的，没有提交。
objections = <b>异议</b>　一共{ $count }条，点号码看：
objection-none = 没有人提异议。
objection-line =
    <b>{ $number }.</b> { $state }　{ $about }
    { $words }
objection-card =
    <b>异议</b>　{ $state }
    关于：{ $about }
    提出：{ $by }
    { $words }
objection-answered =
    <b>答复好了，已经告诉对方</b>　{ $state }
    关于：{ $about }
    提出：{ $by }
    { $words }
objection-line-answer = 答复：{ $answer }
objection-line-own = 这条和您自己有关，请别的负责人或党委管理员答复。
objection-line-correct = 请到“看依据”里更正记录，再点“重新计算”。
objection-open = 等答复
objection-upheld = 成立
objection-rejected = 不成立
objection-by-resident = 群众
objection-about-whole = 整个名单
objection-button-uphold = 成立
objection-button-reject = 不成立
objection-button-all = 所有异议
objection-ask-upheld = “{ $words }”——成立。请写一句答复，会告诉对方：
objection-ask-rejected = “{ $words }”——不成立。请写一句理由，会告诉对方：

# 办不到的

error-settle-year-not-now = 现在不能评{ $year }年的星。当年的从12月起可以办，上一年的随时可以。
error-settle-from-appraisal = 这个支部的星来自评议，不按服务记录算，不用在这里冻结。
error-settle-nobody = 这个支部的名册里还没有人。
error-settle-differs = 有{ $count }人累计的数和记录对不上：{ $names }。请管理员运行 zhibu doctor 查一查。
error-settle-moved-on = 这一步已经办过，或者刚才有变化，请打开 /settle 再看。
error-settle-is-final = 这一年的星已经定了，不能再改。
error-settle-not-over = 公示到{ $day }才结束，那以后才能定。
error-settle-objections-open = 还有{ $count }条异议没有答复。请先答复，再定。
error-settle-upheld-not-counted = 有成立的异议，记录改过了还没有重新算：{ $names }。请先点“重新计算”。
error-settle-stale = 算好以后，这些人的记录又改过：{ $names }。
error-settle-objections-over = 现在不在公示，不能提异议。有话请直接跟支部书记说。
error-settle-objections-many = 您有{ $count }条异议还在等答复，请等一等再提。
error-settle-link-unknown = 这个链接打不开公示。请照公示上的再试一次，或者问问支部书记。
error-settle-own-objection = 这条异议和您自己有关，请别的负责人或党委管理员答复。
error-settle-answered = 这条异议已经答复过了。
error-settle-draft-over = 这一步已经办完了。
