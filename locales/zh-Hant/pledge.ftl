# 做承諾：一句話或幾個按鈕，變成一張卡片，提交，書記審核，公佈。

command-pledge = 做一個承諾
button-pledge = 做承諾

pledge-card = <b>請您看看，這樣承諾對嗎？</b>
pledge-card-open = <b>做承諾</b>
pledge-card-again = <b>修改後再交</b>
pledge-cancelled = 好的，這個承諾先不做了。
pledge-item-menu = <b>第{ $number }項</b>

pledge-line-person = 承諾人：<b>{ $name }</b>
pledge-line-branch = 支部承諾：<b>{ $name }</b>
pledge-line-made-by = 填寫人：{ $name }（代填）
pledge-line-kind = 類型：<b>{ $kind }</b>
pledge-line-item = { $number }. <b>{ $words }</b>　{ $due }前
pledge-day = { MONTHDAY($day) }
pledge-day-of-year = { FULLDATE($day) }
pledge-line-item-undated = { $number }. <b>{ $words }</b>　（還沒定日期）
pledge-line-reason = 退回的原因：{ $reason }
pledge-line-alone = 沒有別的人可以審核，由本人公佈。

pledge-kind-common = 共性
pledge-kind-post = 崗位
pledge-kind-deed = 實事
pledge-kind-button-common = 共性：每名黨員都該做到的
pledge-kind-button-post = 崗位：跟本職工作有關的
pledge-kind-button-deed = 實事：一件具體的事

pledge-ask-more =
    👉 承諾做什麼？點一個，或寫給我，比如：
    <i>12月20日前幫扶2户困難家庭，月底前宣講3次</i>
pledge-ask-due = 👉 第{ $number }項「{ $words }」，什麼時候做完？點一個，或寫給我，比如「12月20日」。
pledge-ask-words = 👉 第{ $number }項改成什麼？請寫給我。
pledge-ask-change = 👉 要改哪一項？
pledge-ask-kind = 👉 屬於哪一類？
pledge-ask-who = 👉 是誰的承諾？

pledge-button-item = { $number }. { $words }
pledge-button-words = 改內容
pledge-button-due = 改日期
pledge-button-drop = 去掉這一項
pledge-button-more = 加一項
pledge-button-kind = 改類型
pledge-button-who = 替別人填
pledge-button-branch = 支部的承諾
pledge-button-again = 修改
pledge-button-publish = 公佈
pledge-button-queue = 待審的承諾
pledge-button-waiting = 待審的承諾：{ $count }個
pledge-button-show = 發到群

pledge-due-month = 月底（{ MONTHDAY($due) }）
pledge-due-next-month = 下月底（{ MONTHDAY($due) }）
pledge-due-quarter = 季末（{ MONTHDAY($due) }）
pledge-due-next-quarter = 下季末（{ MONTHDAY($due) }）
pledge-due-year = 年底（{ MONTHDAY($due) }）
pledge-due-next-year = 明年底（{ FULLDATE($due) }）
pledge-due-days = 30天后（{ MONTHDAY($due) }）

# 各領域可以承諾什麼：點一下就寫上，還可以改。

pledge-topic-household = 結對幫扶
pledge-example-household = 幫扶2户困難家庭，每月上門一次
pledge-topic-talks = 政策宣講
pledge-example-talks = 到村民小組宣講政策3次
pledge-topic-tidy-village = 村容整潔
pledge-example-tidy-village = 每月參加一次村裏的環境清掃
pledge-topic-farm-skills = 農技幫帶
pledge-example-farm-skills = 教會5户鄉親一門種養技術
pledge-topic-residents = 服務居民
pledge-example-residents = 為居民代辦10件小事
pledge-topic-tidy-homes = 美化家園
pledge-example-tidy-homes = 認領一個樓道，每週打掃一次
pledge-topic-manners = 文明新風
pledge-example-manners = 勸導不文明行為，值守路口6次
pledge-topic-stability = 鄰居和睦
pledge-example-stability = 走訪20户，幫助化解鄰居之間的矛盾
pledge-topic-efficiency = 提質增效
pledge-example-efficiency = 提出3條改進生產的建議並落實1條
pledge-topic-post-skill = 崗位本領
pledge-example-post-skill = 帶好1名新員工，教會一項操作
pledge-topic-staff-care = 關愛同事
pledge-example-staff-care = 看望並幫助有困難的同事4次
pledge-topic-honesty = 誠信守法
pledge-example-honesty = 按合同和規章辦事，不出一次差錯
pledge-topic-environment = 優化環境
pledge-example-environment = 把一項手續的辦理時間縮短一半
pledge-topic-development = 服務發展
pledge-example-development = 聯繫2家企業，幫助解決3個難題
pledge-topic-lawful = 依法辦事
pledge-example-lawful = 群眾來訪件件有答覆，5天以內辦結
pledge-topic-clean = 廉潔自律
pledge-example-clean = 不收禮、不吃請，接受群眾監督
pledge-topic-pupils = 關愛學生
pledge-example-pupils = 結對幫助3名學習有困難的學生
pledge-topic-open-lesson = 上好課
pledge-example-open-lesson = 上2節公開課，聽同事的課10節
pledge-topic-home-visits = 家訪
pledge-example-home-visits = 家訪15户，聽取家長的意見
pledge-topic-safe-school = 平安校園
pledge-example-safe-school = 每週在校門口值守護學一次
pledge-topic-public-good = 熱心公益
pledge-example-public-good = 參加3次公益活動
pledge-topic-learning = 帶頭學習
pledge-example-learning = 每月參加支部學習，讀完2本書
pledge-topic-conduct = 做好表率
pledge-example-conduct = 每季度參加2次志願服務

# 沒看明白的，和要説明的

pledge-remark-date-impossible = ⚠️ 「{ $text }」沒有這一天，請再定一個日期。
pledge-remark-time-impossible = ⚠️ 「{ $text }」沒有這個時間，請再定一個日期。
pledge-remark-lasting = （常年做的事，先按年底算，可以改）
pledge-remark-unknown = ⚠️ 您能代填的人裏沒找到「{ $name }」，現在寫的是您自己的承諾。要換人請點「替別人填」。
pledge-remark-returned = 退回的原因：{ $reason }

# 提交之後

pledge-submitted = <b>{ $name }的承諾已提交</b>
pledge-waits-for = 已請{ $names }審核，有結果就告訴您。
pledge-waits-for-you = 現在沒有別的人可以審核。您是書記，可以自己公佈，記錄裏會寫明。
pledge-waits-for-nobody = 現在還沒有人能在這裏審核，承諾已存好。請跟支部書記説一聲。
pledge-withdrawn = 這個承諾已經撤回，沒有公佈。
pledge-toast-submitted = 已提交
pledge-toast-withdrawn = 已撤回

# 審承諾

push-pledge-review = <b>{ $name }</b>做了承諾，請您審核：
reason-pledge-review = 您負責審核支部的承諾。
pledge-told-yours-published = ✅ { $by }審核通過，<b>您的承諾</b>已經公佈：
pledge-told-published = ✅ { $by }審核通過，<b>{ $name }</b>的承諾已經公佈：
pledge-told-yours-returned =
    ↩️ { $by }退回了<b>您的承諾</b>，改一改再提交就好。
    原因：{ $reason }
pledge-told-returned =
    ↩️ { $by }退回了<b>{ $name }</b>的承諾。
    原因：{ $reason }
reason-your-pledge = 這個承諾與您有關。

pledge-queue = <b>待審的承諾：{ $count }個</b>
pledge-queue-line = { $number }. { $name }：{ $words }（共{ $count }項）
pledge-queue-empty = 現在沒有等您審核的承諾，都看完了。
pledge-review-submitted = <b>{ $name }的承諾</b>，等待審核：
pledge-review-published = ✅ <b>{ $name }的承諾</b>，已經公佈：
pledge-review-returned = ↩️ <b>{ $name }的承諾</b>，{ $by }已退回：
pledge-review-withdrawn = <b>{ $name }的承諾</b>，已經撤回：
pledge-review-kept = <b>{ $name }的承諾</b>，已經兑現：
pledge-review-partly = <b>{ $name }的承諾</b>，部分兑現：
pledge-review-not-kept = <b>{ $name }的承諾</b>，沒有兑現：
pledge-which-reason = <b>{ $name }的承諾</b>為什麼退回？選一個，或自己寫。
pledge-type-reason =
    退回<b>{ $name }</b>的承諾。
    請把原因寫給我，最多200個字。
pledge-reason-too-vague = 寫得太籠統
pledge-reason-no-measure = 沒寫做多少
pledge-reason-due-unfit = 日期不合適
pledge-reason-not-feasible = 不容易做到
pledge-reason-made-twice = 和以前的重複
pledge-reason-alone = 沒有別的人可以審核
pledge-toast-published = 已公佈
pledge-toast-returned = 已退回
pledge-toast-was-decided = 已經有人審過了
pledge-toast-shown = 已發到{ $count }個群

pledge-group = 📣 <b>{ $name }</b>公開承諾：
pledge-group-of-branch = 📣 <b>{ $name }</b>公開承諾（支部）：
reason-pledge-group = 這是支部的群，公開承諾會發到這裏。

error-pledge-no-roster = 您的賬號不在支部名冊裏，不能做承諾。
error-pledge-empty = 還沒寫承諾做什麼，請先寫一項。
error-pledge-incomplete = 還有一項沒定日期，請先定好。
error-pledge-nothing-said = 沒看出要承諾做什麼。請寫一句，比如「12月20日前幫扶2户困難家庭」。
error-pledge-words-missing = 請寫上承諾做什麼。
error-pledge-words-too-long = 一項最多寫{ $limit }個字，您寫了{ $count }個。請寫短一點，或分成幾項。
error-pledge-too-many = 一個承諾最多{ $limit }項，您寫了{ $count }項。請分兩次寫。
error-pledge-due-past = ⚠️ { FULLDATE($day) }已經過去了，請定一個今天以後的日期。
error-pledge-due-far = ⚠️ { FULLDATE($day) }太遠了，最晚到{ FULLDATE($last) }。
error-pledge-due-unclear = 沒看明白是哪一天。請點一個，或寫成「12月20日」。
error-pledge-item-gone = 這一項已經沒有了，請重新打開卡片。
error-pledge-draft-submitted = 這個承諾已經提交過了。
error-pledge-draft-cancelled = 這個承諾已經放下了。要做新的，請點 /pledge 。
error-pledge-twice = 同樣的承諾已經有了，不用再交一次。
error-pledge-not-for = 您不能替{ $name }做承諾。
error-pledge-not-for-branch = 支部的承諾要由支部書記來做。您自己的承諾，請寫「我承諾……」。
error-pledge-moved-on = 這個承諾的狀態已經變了，沒有再改動它。
error-pledge-is-yours = 自己的承諾要由別人來審核，已經請他們看了。
error-pledge-not-public = 這個承諾還沒有公佈，不能發到群裏。
error-pledge-shown = 這個承諾已經發到群裏了。
error-pledge-no-groups = 支部還沒有綁定群。在群裏發 /bind 就能綁定。
