# 黨費：該交多少、誰交了、每月提醒。錢不經過這裏。

dues-own = <b>{ $month }的黨費</b>　還沒有登記
dues-own-marked = <b>{ $month }的黨費</b>　✓ 已經登記
dues-line-rate = { $kind }，每月税後{ $base }元，每月交<b>{ $amount }元</b>
dues-line-range = { $kind }：每月交<b>{ $least }</b>到<b>{ $most }</b>元，自己定
dues-line-fixed = { $kind }：每月交<b>{ $amount }元</b>
dues-line-unknown = 每月交多少，支部還沒有定。
dues-bracket-first = { $up_to }元以內（含），按{ $percent }%交。
dues-bracket-middle = { $above }元以上到{ $up_to }元（含），按{ $percent }%交。
dues-bracket-last = { $above }元以上，按{ $percent }%交。
dues-is-old = 這是以前定的，今年的還沒有定。
dues-own-paid = 今年已登記：{ $months }
dues-own-open = 還沒登記：{ $months }。已經交過的，請告訴支部書記。
dues-own-not-kept = 您的支部還沒有在這裏登記黨費。

dues-kind-wage = 在職有工資
dues-kind-retired = 退休
dues-kind-farmer = 農民
dues-kind-student = 學生或低保
dues-no-kind = 未定

# 算一算

dues-ask-kind = <b>算黨費</b>　您是哪一種？算完不保存。
dues-ask-base = { $kind }：每月税後拿多少元？請寫數字，比如：4200
dues-result = <b>算好了</b>

# 書記看的

dues-which-branch = 看哪個支部的黨費？
dues-month =
    <b>{ $branch }　{ $year }年{ $month }黨費</b>
    已登記{ $paid }人，還差{ $open }人。誰交了就點誰的名字，點錯了再點一下。
dues-paid = ✓ { $name }
dues-paid-sum = ✓ { $name } { $amount }
dues-open = ○ { $name }
dues-before = ‹ { $month }
dues-after = { $month } ›
dues-behind = 連着三個月沒有登記：{ $names }。可以私下問一問，是不是有難處。
dues-old = 有{ $count }人的標準還是以前的，請看「繳費標準」。
dues-button-mine = 我的黨費
dues-button-calculator = 算一算
dues-button-month = 看名單
dues-button-rest = 其餘都交了
dues-button-paste = 粘貼名單
dues-button-bases = 繳費標準
dues-button-reminder = 每月提醒
dues-button-file = 導出表格
dues-button-sure = 都交了
dues-ask-sure = { $month }還沒登記的{ $count }人，真的都交了嗎？
dues-toast-marked = 記下了
dues-toast-unmarked = 已經取消登記
dues-ask-list =
    請把交了{ $month }黨費的人發給我，一行一個，後面可以寫金額：
    <i>張三 42
    李四</i>
dues-pasted = <b>{ $month }：這次登記了{ $count }人</b>。已登記{ $paid }人，還差{ $open }人。
dues-pasted-before = 以前就登記過：{ $names }
dues-pasted-unknown = 名冊裏沒有：{ $names }。請看看名字，改好再粘貼一次。
dues-pasted-choose = 有同名的人，請點是哪一位：{ $names }
dues-choice = { $name }　{ $group }
dues-choice-sum = { $name }　{ $group }　{ $amount }元

# 繳費標準

dues-bases = <b>{ $branch }的繳費標準</b>　{ $count }人裏已定{ $known }人。收入只有您和本人看得到。
dues-person = { $name }　{ $kind }
dues-button-keep = 沿用去年的（{ $count }人）
dues-button-next = 下一位：{ $name }
dues-toast-kept = 沿用了{ $count }人
dues-payer = <b>{ $name }的黨費</b>　按哪一種交，請點下面：
dues-paid-month = ✓ { $month }
dues-paid-month-sum = ✓ { $month } { $amount }元
dues-ask-base-of = { $name }（{ $kind }）：每月税後多少元？請寫數字，比如：4200
dues-toast-set = 定好了
dues-button-rates = 粘貼標準
dues-ask-rates =
    請把大家的情況發給我，一行一個：姓名、哪一種、每月税後收入。
    <i>張三 工資 4200
    李四 退休 3500
    王五 農民</i>
dues-rates-set = <b>定好了{ $count }人</b>
dues-rates-unclear = 沒寫清是哪一種，或者沒寫收入：{ $lines }
dues-rates-unknown = 名冊裏沒有：{ $lines }
dues-rates-namesakes = 有同名的人，請點名字一個一個定：{ $lines }

# 每月提醒

dues-reminder-off = <b>每月提醒</b>　現在沒有開。選一個日子，到時候只提醒還沒有登記的人：
dues-reminder-on = <b>每月提醒</b>　每月{ $day }日{ $time }，只提醒還沒有登記的人。月底告訴您還差幾個人。要改就另選一個日子：
dues-day = { $day }日
dues-ask-hour = 每月{ $day }日，幾點提醒？
dues-hour = { $time }
dues-button-off = 不再提醒

dues-reminder = <b>{ $month }的黨費</b>　請記得交給{ $branch }。已經交過的，請告訴支部書記一聲。
dues-month-end = <b>{ $branch }　{ $month }黨費</b>　還有{ $count }人沒有登記。
dues-new-year = <b>{ $branch }</b>　新的一年，有{ $count }人的繳費標準要重新定。沒有變化的，可以一次沿用去年的。
reason-dues-reminder = 因為支部還沒有登記您這個月的黨費
reason-dues-month-end = 因為您管支部的黨費

# 表格

dues-column-name = 姓名
dues-column-group = 黨小組
dues-column-kind = 類別
dues-column-due = 每月應交
dues-column-total = 合計
dues-file-name = 黨費
dues-file = { $branch }{ $year }年的黨費。打勾的交了，沒有記金額。裏面有個人資料，請不要轉給別人。

# 辦不到的

error-dues-sum-unclear = 沒看懂是多少錢。請寫每月税後的錢數，比如：4200
error-dues-sum-negative = 錢數不能比0還少，請再寫一次，比如：4200
error-dues-sum-large = 這個數太大了，請看看是不是多打了幾個0。要寫每月的，不是全年的。
error-dues-base-large = 每月收入最多寫{ $limit }元，請看看是不是多打了幾個0。
error-dues-month-far = 只能登記最近兩年和往後一年的黨費。
error-dues-list-empty = 沒有看到名字。請一行寫一個，比如：張三 42
error-dues-list-long = 一次最多{ $limit }人，您發了{ $count }人，一個也沒有登記。請分兩次發。
error-dues-hour-quiet = 這個時候大家在休息，請選別的鐘點。
