# 確認和退回

review-queue = <b>待確認的記錄：{ $count }條</b>
review-empty = 現在沒有等您確認的記錄，都看完了。
review-page-confirmed = ✅ 這{ $count }條都通過了。
review-page-changed = 這一頁剛剛有變化，沒有動任何一條。請再看一遍。
review-confirmed =
    ✅ <b>{ $name }</b> { $day } { $place }，{ $minutes }
    { $words }
    { $by }已通過
review-returned =
    ↩️ <b>{ $name }</b> { $day } { $place }，{ $minutes }
    { $words }
    { $by }已退回：{ $reason }
review-which-reason =
    <b>{ $name }</b> { $day } { $place }，{ $minutes }
    { $words }

    為什麼退回？選一個，或自己寫。
review-type-reason =
    退回<b>{ $name }</b> { $day }的記錄。
    請把原因寫給我，最多200個字。
review-toast-confirmed = 已通過
review-toast-returned = 已退回
review-toast-was-confirmed = { $by }已經通過了這一條
review-toast-was-returned = { $by }已經退回了這一條
review-toast-page-changed = 這一頁有變化，請再看一遍

review-told-confirmed =
    ✅ { $by }通過了您的服務記錄：
    { $day } { $place }，{ $minutes }
    { $words }
    看看星級：/stars
review-told-confirmed-several =
    ✅ { $by }通過了您的{ $count }條服務記錄，共{ $minutes }。
    看看星級：/stars
review-told-returned =
    ↩️ { $by }退回了<b>{ $name }</b>的服務記錄：
    { $day } { $place }，{ $minutes }
    { $words }

    原因：{ $reason }

reason-wrong-day = 日期不對
reason-wrong-duration = 時長不對
reason-wrong-place = 地點不對
reason-too-brief = 內容寫得太簡單
reason-logged-twice = 重複登記
reason-not-found = 沒有核實到
reason-your-record = 這條服務記錄與您有關。

button-confirm-page = 全部通過本頁（{ $count }條）
button-first-page = 回到開頭
button-queue = 繼續確認
button-type-reason = 自己寫原因
button-number = { $number }
button-log-again = 修改後再交

error-record-is-yours = 自己的記錄要由別人來確認。
error-record-entered-by-you = 您代記的這一條，要由別人來確認和更正。
error-reason-missing = 請把原因寫上。
error-reason-too-long = 原因最多寫{ $limit }個字，您寫了{ $count }個，請寫短一點。
