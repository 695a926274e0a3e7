# 我的記錄和記錄卡片

mine-list = <b>我的服務記錄：{ $count }條</b>
mine-empty =
    您還沒有服務記錄。
    直接寫一句就能記：<i>今天上午在東關社區掃雪2小時</i>
mine-sure-to-withdraw =
    確定撤回這一條嗎？撤回後不再算數，也不能恢復。
    { $day } { $place }，{ $minutes }
    { $words }
mine-withdrawn =
    已撤回：
    { $day } { $place }，{ $minutes }
    { $words }
mine-toast-withdrawn = 已撤回
mine-ask-wish =
    { $day } { $place }，{ $minutes }
    哪裏記錯了，應該是什麼？請寫給我，我轉給能更正的同志。
mine-wish-sent = 已轉給{ $names }，有結果會告訴您。
mine-told-withdrawn =
    { $by }撤回了代您登記的一條記錄：
    { $day } { $place }，{ $minutes }
mine-told-wish =
    <b>{ $name }</b>請求更正一條記錄：
    { $day } { $place }，{ $minutes }
    { $words }

    説明：{ $wish }

record-line =
    <b>{ $number }.</b> <b>{ $name }</b> { $day } { $minutes }
    { $place }：{ $words }
record-line-own =
    <b>{ $number }.</b> { $day } { $minutes } · <b>{ $state }</b>
    { $place }：{ $words }
record-card = <b>{ $name }</b>的服務記錄 · <b>{ $state }</b>
record-line-reason = 原因：{ $reason }
record-no-photos = 這條記錄沒有照片

record-history =
    { "" }
    <b>經過</b>
record-history-earlier = … 更早還有{ $count }條
record-history-reason = {"    "}原因：{ $reason }
record-was-submitted = { $moment } { $by }提交
record-was-confirmed = { $moment } { $by }通過
record-was-returned = { $moment } { $by }退回
record-was-resubmitted = { $moment } { $by }修改後再交
record-was-corrected = { $moment } { $by }更正
record-was-revoked = { $moment } { $by }撤銷
record-was-withdrawn = { $moment } { $by }撤回

state-submitted = 待確認
state-confirmed = 已通過
state-returned = 已退回
state-revoked = 已撤銷
state-withdrawn = 已撤回

reason-correction-wish = 您可以更正這個支部的服務記錄。

button-my-records = 我的記錄
button-withdraw = 撤回
button-ask-correction = 申請更正
button-correct = 更正
button-revoke = 撤銷
button-photos = 看照片（{ $count }張）
button-see-record = 看記錄

error-nobody-can-correct = 現在沒有能更正的同志可以聯繫上。請直接跟支部書記説一聲。
