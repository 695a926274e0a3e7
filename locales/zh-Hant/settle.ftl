# 年終評星：凍結、公示、異議、定下來

settle-ready = <b>{ $branch }　{ $year }年評星</b>
settle-line-rules = 共{ $count }人，按「{ $scheme }」計星。凍結後按記錄逐條算出每個人的星，先給您看，不會馬上公開。
settle-line-waiting = 這一年還有<b>{ $count }條</b>記錄沒有確認，沒確認的不計。請先看一看。
settle-line-early = ⚠️ { $year }年還沒有過完。現在凍結，<b>今天以後做的服務就不再計入{ $year }年的星</b>。不急的話，建議過了年再辦。
settle-line-level = { $stars }　{ $count }人
settle-line-until = 公示到<b>{ $day }</b>為止（含當天）。
settle-line-over = 公示到{ $day }已經結束。
settle-line-open = 有<b>{ $count }條</b>異議等着答覆，答覆完才能定。
settle-line-reason = 撤回的原因：{ $reason }
settle-line-changed = 算好以後，有{ $count }人的記錄又改過。要按新的算，請點「重新計算」。
settle-line-changed-after = 定下來以後，有{ $count }人的記錄又更正過。已定的星不變，更正會註明。
settle-line-no-group = 還沒有綁定支部群，只能私下通知每個人；請另外張貼表格。
settle-line-provisional = 明年的放假安排還沒有公佈，日子先按週一到週五算。
settle-standing = <b>{ $branch }　{ $year }年評星</b>　{ $state }

settle-state-none = 還沒開始
settle-state-frozen = 已凍結，還沒公示
settle-state-published = 公示中
settle-state-final = 已定
settle-state-abandoned = 已撤回

settle-button-freeze = 凍結{ $year }年的記錄
settle-button-review = 先去確認記錄
settle-button-year = 看{ $year }年
settle-button-households = 示範户
settle-button-issued = 發過的證書
settle-button-publish = 公示
settle-button-list = 看名單
settle-button-paper = 列印表格
settle-button-again = 重新計算
settle-button-drop = 撤回
settle-button-objections = 異議（{ $count }）
settle-button-link = 公示連結
settle-button-end = 定下來
settle-button-final = 定下來，不再改
settle-button-as-published = 照公示的定
settle-button-go = 現在公示
settle-button-anew = 重新開始
settle-button-see = 去看看
settle-button-answer = 看一看，答覆
settle-button-why = 依據
settle-button-records = 看依據
settle-button-object = 提出異議
settle-button-plaque = 看星級牌
settle-button-say = 有異議，點這裏

settle-toast-frozen = 凍結好了
settle-toast-published = 已經公示
settle-toast-final = 定下來了

settle-list = <b>{ $branch }　{ $year }年評星名單</b>　點號碼看依據。
settle-list-line =
    <b>{ $number }.</b> { $name } { $stars }
    { $services }次，{ $minutes }
settle-why =
    <b>{ $name }　{ $year }年</b> { $stars }
    確認的服務：{ $services }次，{ $minutes }

settle-plan = <b>{ $branch }　{ $year }年評星公示</b>　從現在起，到<b>{ $day }</b>為止。會發到{ $groups }個支部群，再私下告訴每個人自己的星。
settle-choice-calendar = { $mark }{ $days }天
settle-choice-working = { $mark }{ $days }個工作日
settle-link =
    有這個連結的人都能看公示、提異議，沒有賬號的黨員可以請人代提：
    { $link }

settle-again = <b>重新算好了</b>，有{ $count }人不一樣了。公示中的，已經告訴了本人。
settle-again-line = { $name }：{ $before } → { $after }（{ $was }次 → { $now }次）
settle-again-line-hours = { $name }：{ $before } → { $after }（{ $was } → { $now }）
settle-again-same = 重新算過了，和原來一樣。
settle-sure = { $branch }{ $year }年的星就這樣定下來？<b>定了以後不能再改</b>，有星的人會收到星級牌。
settle-stale = 算好以後，這些人的記錄又改過：{ $names }。要按新的算，還是照公示的定？
settle-differing = <b>先停一下</b>：有{ $count }人平時累計的數和記錄對不上：{ $names }。什麼都沒有改動。請管理員運行 <code>zhibu doctor</code> 查一查，修好再來。
settle-ask-reason = 要撤回{ $year }年的公示嗎？請寫一句原因，會告訴大家：
settle-sure-to-drop = 撤回{ $year }年的凍結？以後可以重新凍結。

settle-all = <b>{ $year }年評星</b>　要辦的排在前面。
settle-all-count = { $state }：{ $count }個支部
settle-branch = { $branch }　{ $state }
settle-branch-open = ❗ { $branch }　{ $count }條異議
settle-branch-over = ❗ { $branch }　公示結束，可以定了

# 表格

settle-column-name = 姓名
settle-column-group = 黨小組
settle-column-stars = 星級
settle-column-services = 次數
settle-column-hours = 小時
settle-file-name = 評星公示
settle-file = { $branch }{ $year }年評星表，可以列印張貼。
settle-paper-note = 公示到{ $day }為止（含當天）。有異議請告訴支部書記，或打開 https://t.me/{ $bot }?start=o_{ $code }

# 大家收到的

settle-group-published = <b>{ $branch }　{ $year }年評星公示</b>　到{ $day }為止。
settle-group-changed = <b>{ $branch }　{ $year }年評星公示</b>　有更正，到{ $day }為止，以這次為準。
settle-group-line = { $stars }　{ $names }
settle-group-rest = { $count ->
        [0] 今年人人有星！
       *[other] 另有{ $count }人今年還沒到一星，不列名字。
    }每個人的依據已經私下告訴本人。
settle-group-final = <b>{ $branch }　{ $year }年的星級定下來了</b>　謝謝大家一年的付出！
settle-push-published =
    <b>{ $year }年，您得到 { $stars }</b>
    確認的服務：{ $services }次，{ $minutes }。{ $branch }正在公示，到{ $day }為止。算得不對，請點「提出異議」。
settle-push-published-none =
    <b>{ $year }年評星公示了</b>
    您這一年確認的服務：{ $services ->
        [0] 還沒有
       *[other] { $services }次，{ $minutes }，還沒到一星
    }。{ $branch }公示到{ $day }為止。算得不對，請點「提出異議」。
settle-push-changed =
    <b>{ $year }年評星有更正，您現在是 { $stars }</b>
    確認的服務：{ $services }次，{ $minutes }。到{ $day }為止，還可以提出異議。
settle-push-final = <b>{ $year }年的星級定了：您是 { $stars }</b>　{ $services }次服務，{ $minutes }。{ $branch }謝謝您！
settle-push-final-none = { $branch }{ $year }年的星級定下來了。{ $services ->
        [0] { "" }
       *[other] 您這一年{ $services }次服務，{ $minutes }。
    }新的一年，一起加油！
settle-push-off = { $branch }撤回了{ $year }年的評星公示，會重新公佈。原因：{ $reason }
settle-push-over = { $branch }{ $year }年評星公示結束了，<b>可以定了</b>。
settle-push-over-open = { $branch }{ $year }年評星公示結束了。還有{ $count }條異議沒有答覆，答覆完就可以定。
settle-push-objection = { $branch }{ $year }年評星有人提出異議：{ $words }
settle-push-upheld =
    您對{ $branch }{ $year }年評星提的異議，支部查過，<b>成立</b>。
    您説：{ $words }
    答覆：{ $answer }
settle-push-rejected =
    您對{ $branch }{ $year }年評星提的異議，支部查過，沒有采納。
    您説：{ $words }
    答覆：{ $answer }
reason-settlement = 因為您在這個支部，這是您自己的結果。
reason-settlement-group = 因為這個群綁定了支部。
reason-settlement-secretary = 因為您辦這個支部的年終評星。
reason-settlement-answer = 因為您提過這條異議。

# 異議

objection-list = <b>{ $branch }　{ $year }年評星公示</b>　到{ $day }為止。哪一位算得不對，請點名字：
objection-list-over = <b>{ $branch }　{ $year }年評星</b>　公示到{ $day }，現在不能再提異議。
objection-nobody = 這一年還沒有人到一星。
objection-button-name = { $name }
objection-button-whole = 別的人，或整個名單
objection-ask = { $name }{ $year }年的星，哪裏不對？請寫一兩句話，支部會查，並把結果告訴您：
objection-ask-own = 您{ $year }年的星，哪裏不對？請寫一兩句話，支部會查，並把結果告訴您：
objection-ask-whole = { $branch }{ $year }年的評星，哪裏不對？請寫清是誰、什麼事，支部會查，並把結果告訴您：
objection-sent = 收到了。支部會查，查完把結果和理由告訴您。
objection-not-sent = 好的，沒有提交。
objections = <b>異議</b>　一共{ $count }條，點號碼看：
objection-none = 沒有人提異議。
objection-line =
    <b>{ $number }.</b> { $state }　{ $about }
    { $words }
objection-card =
    <b>異議</b>　{ $state }
    關於：{ $about }
    提出：{ $by }
    { $words }
objection-answered =
    <b>答覆好了，已經告訴對方</b>　{ $state }
    關於：{ $about }
    提出：{ $by }
    { $words }
objection-line-answer = 答覆：{ $answer }
objection-line-own = 這條和您自己有關，請別的負責人或黨委管理員答覆。
objection-line-correct = 請到「看依據」裏更正記錄，再點「重新計算」。
objection-open = 等答覆
objection-upheld = 成立
objection-rejected = 不成立
objection-by-resident = 群眾
objection-about-whole = 整個名單
objection-button-uphold = 成立
objection-button-reject = 不成立
objection-button-all = 所有異議
objection-ask-upheld = 「{ $words }」——成立。請寫一句答覆，會告訴對方：
objection-ask-rejected = 「{ $words }」——不成立。請寫一句理由，會告訴對方：

# 辦不到的

error-settle-year-not-now = 現在不能評{ $year }年的星。當年的從12月起可以辦，上一年的隨時可以。
error-settle-from-appraisal = 這個支部的星來自評議，不按服務記錄算，不用在這裏凍結。
error-settle-nobody = 這個支部的名冊裏還沒有人。
error-settle-differs = 有{ $count }人累計的數和記錄對不上：{ $names }。請管理員運行 zhibu doctor 查一查。
error-settle-moved-on = 這一步已經辦過，或者剛才有變化，請打開 /settle 再看。
error-settle-is-final = 這一年的星已經定了，不能再改。
error-settle-not-over = 公示到{ $day }才結束，那以後才能定。
error-settle-objections-open = 還有{ $count }條異議沒有答覆。請先答覆，再定。
error-settle-upheld-not-counted = 有成立的異議，記錄改過了還沒有重新算：{ $names }。請先點「重新計算」。
error-settle-stale = 算好以後，這些人的記錄又改過：{ $names }。
error-settle-objections-over = 現在不在公示，不能提異議。有話請直接跟支部書記説。
error-settle-objections-many = 您有{ $count }條異議還在等答覆，請等一等再提。
error-settle-link-unknown = 這個連結打不開公示。請照公示上的再試一次，或者問問支部書記。
error-settle-own-objection = 這條異議和您自己有關，請別的負責人或黨委管理員答覆。
error-settle-answered = 這條異議已經答覆過了。
error-settle-draft-over = 這一步已經辦完了。
