# 踐諾和評諾：承諾做到哪一步、到期提醒、兑現沒有、群眾怎麼説、支部覆蓋了多少。

command-pledges = 承諾做到哪一步了
button-pledges = 承諾

# 列表

pledges-list-mine = <b>我的承諾</b>
pledges-list-mine-none =
    <b>我的承諾</b>
    您還沒有承諾。點「新承諾」，幾下就能做好。
pledges-list-team = <b>{ $branch }　黨員的承諾</b>
pledges-list-team-none =
    <b>{ $branch }　黨員的承諾</b>
    還沒有公佈的承諾。
pledges-list-branch = <b>{ $branch }　支部的承諾</b>
pledges-list-branch-none =
    <b>{ $branch }　支部的承諾</b>
    支部還沒有公佈承諾。
pledges-list-to-end = <b>{ $branch }　等着評的承諾</b>
pledges-list-to-end-none =
    <b>{ $branch }</b>
    沒有等着評的承諾。
pledges-line = { $number }. <b>{ $name }</b>：{ $words }　{ $state } { $done }/{ $count }　{ $left }
pledges-line-own = { $number }. { $words }　<b>{ $state }</b> { $done }/{ $count }　{ $left }
pledges-left = 還有{ $days }天
pledges-left-today = 今天到期
pledges-left-late = 過期{ $days }天

pledges-state-submitted = 待審核
pledges-state-returned = 已退回
pledges-state-published = 已公佈
pledges-state-keeping = 踐諾中
pledges-state-withdrawn = 已撤回
pledges-state-kept = 已兑現
pledges-state-partly = 部分兑現
pledges-state-not-kept = 沒有兑現

# 一張卡片

pledges-card =
    <b>{ $name }的承諾</b>（{ $kind }）
    { $state }　完成{ $done }/{ $count }項
pledges-card-branch =
    <b>{ $name }　支部承諾</b>（{ $kind }）
    { $state }　完成{ $done }/{ $count }項
pledges-item = { $number }. { $words }（{ $due }前）
pledges-item-open = { $number }. { $words }（{ $due }前，還有{ $days }天）
pledges-item-today = { $number }. { $words }（<b>今天到期</b>）
pledges-item-late = ⚠ { $number }. { $words }（{ $due }前，過期{ $days }天）
pledges-item-done = ✓ { $number }. { $words }
pledges-steps =

    <b>進展{ $count }次</b>
pledges-steps-earlier = （前面還有{ $count }次）
pledges-step-done = · { $at }　{ $by }：第{ $number }項做完了
pledges-step-note = · { $at }　{ $by }：{ $words }{ $photos ->
        [0] { "" }
       *[other] （照片{ $photos }張）
    }
pledges-step-photos = · { $at }　{ $by }：照片{ $photos }張
pledges-step-record = · { $at }　服務記錄：{ $on } { $category } { $minutes }
pledges-step-record-revoked = · { $at }　服務記錄：<s>{ $on } { $category } { $minutes }</s>（後來撤銷了）
pledges-residents =

    群眾評議（{ $voices }人）：滿意{ $satisfied }，比較滿意{ $fairly }，基本滿意{ $basically }，不滿意{ $not }
pledges-residents-few =

    { $voices ->
        [0] 群眾評議結束，沒有人評議。
       *[other] 群眾評議結束，{ $voices }人蔘加。人太少，結果不公佈，免得看出是誰説的。
    }
pledges-residents-open =

    群眾正在評議，已有{ $voices }人。結束以後才看得到結果。
pledges-line-reported =

    本人報告：都做完了，等支部評。
pledges-line-verdict =

    支部打算評為：<b>{ $state }</b>（還沒公佈）
pledges-line-reason = 原因：{ $reason }
pledges-line-returned = 退回的原因：{ $reason }
pledges-line-explanation = 本人説明：{ $explanation }

pledges-button-mine = 我的承諾
pledges-button-team = 黨員的承諾
pledges-button-branch = 支部的承諾
pledges-button-new = 新承諾
pledges-button-to-end = 等着評（{ $count }）
pledges-button-cover = 覆蓋
pledges-button-all = 各支部
pledges-button-open = 看承諾
pledges-button-update = 更新進展
pledges-button-report = 完成
pledges-button-appraise = 評諾
pledges-button-publish = 公佈結果
pledges-button-again = 重新評
pledges-button-ask = 請群眾評議
pledges-button-poster = 評議二維碼
pledges-button-shut = 結束評議
pledges-button-review = 審核
pledges-button-show = 發到群
pledges-button-follow = 關注
pledges-button-leave = 不再關注
pledges-button-picture = 承諾卡
pledges-button-story = 經過

# 更新進展

pledges-update = <b>做到哪一步了？</b>做完一項點一項，也可以寫幾句、發照片。
pledges-button-done = ☐ { $number } { $words }
pledges-button-undone = ✓ { $number } { $words }
pledges-button-note = 寫幾句、發照片
pledges-button-records = 用服務記錄
pledges-toast-done = 記下了，做完一項
pledges-toast-undone = 好的，改回沒做完
pledges-ask-note = 請寫幾句做到哪一步了，或者直接發照片。好了就點「好了」。
pledges-noted = ✓ 記下了{ $photos ->
        [0] { "" }
       *[other] ，照片{ $photos }張
    }。還可以接着寫、接着發。
pledges-records =
    <b>哪些服務是為這個承諾做的？</b>
    點一下就算上，再點一下去掉。
pledges-button-use = ☐ { $day } { $category } { $minutes } { $words }
pledges-button-used = ✓ { $day } { $category } { $minutes } { $words }
pledges-toast-used = 算上了
pledges-toast-unused = 去掉了
pledges-report-sure = <b>都做完了嗎？</b>報告以後，請支部來評。
pledges-button-all-done = 都做完了
pledges-toast-reported = 已經報告支部

# 到期提醒

pledges-due-soon = · { $words }（{ $day }前，還有{ $days }天）
pledges-due-today = · { $words }（今天到期）
pledges-due-late = · { $words }（{ $day }前，過期{ $days }天）
pledges-remind = <b>{ $name }的承諾快到期了</b>
pledges-remind-late =
    <b>{ $name }的承諾到期了</b>
    做完了就點「完成」；還沒有，請點「更新進展」寫一句。
pledges-overdue = <b>{ $name }的承諾過期幾天了，還沒有做完</b>
pledges-quarter =
    這個季度您的承諾還沒有寫進展。
    點一下就能更新，做完一項勾一項。
pledges-quarter-others = 這個季度有幾個承諾還沒有寫進展，本人不用支部通，請您代為更新。
pledges-nudge = { $year }年的承諾還沒有您的。點「新承諾」，幾下就能做好。

reason-pledge-for-others = 因為本人聯繫不上，您是書記。
reason-pledge-appraise = 因為承諾由您來評。
reason-pledge-followed = 因為您關注了這個承諾。不想再聽，點開承諾，按「不再關注」。
reason-pledge-nudge = 因為支部請還沒有承諾的黨員公開承諾。

# 評諾

pledges-told-reported = <b>{ $name }報告：承諾都做完了</b>：{ $words }
pledges-ask-end =

    👉 兑現了嗎？
pledges-button-kept = 兑現
pledges-button-partly = 部分兑現
pledges-button-not-kept = 沒有兑現
pledges-ask-reason =
    評為「{ $state }」，客觀原因是什麼？
    原因會和結果一起公佈。
pledges-type-reason = 客觀原因是什麼？請寫給我，會和結果一起公佈。
pledges-button-type = 自己寫
pledges-why-weather = 天氣、災害
pledges-why-policy = 政策、計劃變了
pledges-why-others = 對方情況變了
pledges-why-means = 經費、人手不夠
pledges-why-time = 時間還不到
pledges-proposed = <b>先告訴了{ $name }</b>。他答覆以後，或者過了3天，就公佈。
pledges-proposed-by-hand = <b>{ $name }收不到消息。</b>請當面説一聲，聽聽他怎麼説，再點「公佈結果」。
pledges-told-first =
    <b>您的承諾</b>：{ $words }
    { $by }打算評為「{ $state }」。
    原因：{ $reason }
    要不要補充一句？{ $days }天以內可以寫，會一起公佈。
pledges-button-explain = 補充説明
pledges-button-fine = 沒有補充
pledges-ask-word = 請寫一句説明，會和結果一起公佈。
pledges-word-taken = 記下了，已經告訴支部。
pledges-told-explained =
    <b>{ $name }補充説明</b>：{ $explanation }
    您打算評為「{ $state }」。
pledges-told-kept = 🎉 <b>您的承諾兑現了</b>：{ $words }
pledges-told-end = <b>您的承諾評為「{ $state }」</b>：{ $words }
pledges-told-follower = 🎉 <b>{ $name }的承諾兑現了</b>：{ $words }
pledges-toast-judged = 評好了
pledges-toast-published = 已經公佈
pledges-toast-followed = 已關注，兑現了會告訴您
pledges-toast-left = 不再關注了

# 經過

pledges-story = <b>{ $name }的承諾　經過</b>
pledges-was-submitted = { $moment }　{ $by }提交
pledges-was-returned = { $moment }　{ $by }退回
pledges-was-resubmitted = { $moment }　{ $by }修改後再提交
pledges-was-published = { $moment }　{ $by }審核通過，公佈
pledges-was-withdrawn = { $moment }　{ $by }撤回
pledges-was-shown = { $moment }　{ $by }發到群裏
pledges-was-reported = { $moment }　{ $by }報告：都做完了
pledges-was-proposed = { $moment }　{ $by }先聽本人意見
pledges-was-explained = { $moment }　{ $by }補充説明
pledges-was-kept = { $moment }　{ $by }評為：已兑現
pledges-was-partly = { $moment }　{ $by }評為：部分兑現
pledges-was-not-kept = { $moment }　{ $by }評為：沒有兑現
pledges-was-reason = 　　{ $reason }

# 群眾評議

pledges-poster =
    <b>請群眾評議：{ $name }的承諾</b>
    掃碼，或者打開這個連結：{ $link }
    到{ $closes }為止。誰説了什麼，我們不知道，也查不出來。
pledges-booth =
    <b>{ $branch }　{ $name }的承諾</b>
    您滿意嗎？點一下就行，沒有人知道是誰點的。
pledges-booth-item = { $number }. { $words }
pledges-booth-done = ✓ { $number }. { $words }
pledges-booth-said =

    您説的是：<b>{ $grade }</b>。想改就再點一下。
pledges-grade-satisfied = 滿意
pledges-grade-fairly = 比較滿意
pledges-grade-basically = 基本滿意
pledges-grade-not = 不滿意
pledges-toast-said = 謝謝，記下了
pledges-toast-shut = 評議結束了
pledges-told-residents-few =
    <b>群眾評議結束：{ $name }的承諾</b>
    { $voices ->
        [0] 沒有人評議。
       *[other] { $voices }人蔘加。人太少，結果不公佈，免得看出是誰説的。
    }
pledges-told-residents =
    <b>群眾評議結束：{ $name }的承諾</b>
    { $voices }人：滿意{ $satisfied }，比較滿意{ $fairly }，基本滿意{ $basically }，不滿意{ $not }

# 覆蓋

pledges-cover =
    <b>{ $branch }　{ $year }年承諾覆蓋</b>
    { $have }/{ $should }人　<b>{ $percent }%</b>（目標{ $aim }%）
pledges-cover-lacking =
    還沒有的（{ $count }人）：{ $names }
pledges-cover-whole = ✓ 該承諾的都承諾了。
pledges-cover-voluntary = 自願、不算在內的（{ $count }人）：{ $names }
pledges-cover-title = 承諾覆蓋
pledges-cover-line = { $have } / { $should } 名黨員已公開承諾
pledges-cover-picture = { $branch }的承諾覆蓋
pledges-button-nudge = 提醒還沒有的
pledges-button-voluntary = 誰算在內
pledges-button-chart = 看圖
pledges-button-year = { $year }年
pledges-button-settings = 提醒和評議
pledges-toast-nudged = 提醒了{ $count }人
pledges-who-counts =
    <b>誰算在內？</b>
    年老體弱、退休的，自願承諾，不算在內。點一下就換。
pledges-button-counts = ☑ { $name }
pledges-button-free = ☐ { $name }（自願）
pledges-toast-counts = 算在內了
pledges-toast-voluntary = 改成自願
pledges-overview =
    <b>各支部承諾覆蓋　{ $year }年</b>
    { $count }個支部，{ $have }/{ $should }人　<b>{ $percent }%</b>（目標{ $aim }%）
pledges-overview-line = { $number }. { $branch }　<b>{ $percent }%</b>（{ $have }/{ $should }）
pledges-settings =
    <b>{ $branch }　承諾的提醒和評議</b>
    到期前幾天提醒本人（可以選幾個）；過期以後再過幾天告訴書記；要不要請群眾評。
pledges-set-days = { $mark }提前{ $days }天
pledges-set-after = { $mark }過期再過{ $days }天
pledges-set-residents-on = 打開群眾評議
pledges-set-residents-off = 關掉群眾評議

pledges-picture = { $name }的承諾
pledges-picture-title = 公開承諾
pledges-picture-due = { $due }前

# 辦不到的

error-pledges-over = 這個承諾已經評過了，不能再更新。
error-pledges-own-word = 自己的承諾要請另一位來評。
error-pledges-note-empty = 請寫一句，或者發一張照片。
error-pledges-note-only = 這裏只收文字和照片。圖片請按照片發，不要按檔案發。
error-pledges-note-long = 一次最多寫{ $limit }個字，現在有{ $count }個。請寫短一點。
error-pledges-photos-many = 一個承諾最多放{ $limit }張照片。
error-pledges-steps-many = 一個承諾最多寫{ $limit }次進展。
error-pledges-no-records = 承諾公佈以後，還沒有已確認的服務記錄。
error-pledges-record-other = 只能用本人在承諾公佈以後、已經確認的服務記錄。
error-pledges-not-heard = 要先聽聽本人怎麼説。他答覆以後，或者過了{ $days }天，就可以公佈。
error-pledges-residents-off = 支部沒有打開群眾評議。可以在「覆蓋」的「提醒和評議」裏打開。
error-pledges-ask-over = 這個承諾的群眾評議已經結束了。
error-pledges-link-unknown = 沒有找到這個評議。請再掃一次二維碼。
error-pledges-link-over = 這個評議已經結束了，謝謝您。
error-pledges-link-own = 這是您自己的承諾，請別人來評。
error-pledges-follow-own = 這是您自己的承諾，兑現了會告訴您。
error-pledges-group-stranger = 這是給本支部黨員的，您還沒有登記，所以沒辦成。
error-pledges-group-other = 這不是您支部的承諾，所以沒辦成。
error-pledges-all-covered = 該承諾的都承諾了，不用提醒。
error-pledges-asked-lately = { $days }天以內已經提醒過了，過幾天再提醒。
