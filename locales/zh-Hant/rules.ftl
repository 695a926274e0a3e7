# 每月、每週都要開的會：到時候提前擬好通知；會議樣板。

rule-title-month = { $mark }每月{ $day }日 { $time }　{ $kind }
rule-title-last = { $mark }每月最後一天 { $time }　{ $kind }
rule-title-week = { $mark }每{ $day } { $time }　{ $kind }
rule-title-other = { $mark }{ $kind }
rule-title-broken = { $mark }這一條壞了

rule-list = <b>{ $branch }　定期要開的會</b>
rule-none =
    <b>{ $branch }　定期要開的會</b>
    還沒有。寫一個會議通知，在上面點「每月重複」或「每週重複」就有了。
rule-line-other = { $what }：下一次 { $day } { $time }
rule-kind-study = 學習內容
rule-kind-study-reminder = 學習提醒
rule-kind-study-week = 群裏的學習情況
rule-kind-pledge-quarter = 承諾的季度提醒
rule-kind-dues = 黨費提醒
rule-kind-month-star = 每月一星的提醒
rule-kind-dues-end = 月底的黨費情況
rule-line-asks = 提前{ $days }天擬好通知，給您看過再發。
rule-line-automatic = 提前{ $days }天自動通知大家，不用點。
rule-line-working-day = 遇到休息日，順延到下一個工作日。
rule-line-next = 下一次：<b>{ $day } { $time }</b>（{ $ahead }擬通知）
rule-line-provisional = 那一年的放假安排還沒有公佈，日子可能會變。
rule-line-paused = 現在停着，到時候不會擬通知。
rule-line-broken = 這一條讀不出來了，請刪掉重新定一個。
rule-line-draft = 上面那一次的會還沒有發，別忘了點「發送」。
rule-line-went = 這一年：按時{ $fired }次，晚了補上{ $late }次，沒有辦{ $skipped }次，出錯{ $failed }次。
rule-past-fired = ✓ { $day }：按時
rule-past-late = ✓ { $day }：晚了一點，補上了
rule-past-skipped = ○ { $day }：沒有辦
rule-past-failed = ⚠ { $day }：出錯了，沒有辦成
rule-past-reason = ○ { $day }：沒有辦，{ $why }
rule-why-too-late = 時間已經過了
rule-why-nobody = 這個會一個人也沒有
rule-why-no-secretary = 支部沒有能聯繫上的書記
rule-why-done-before = 以前已經擬過

rule-ask-hour = 幾點開會？點一個，或者寫一句，比如：晚上7點半。
rule-ask-day = 每月幾號開？選31就是每月最後一天。
rule-ask-weekday = 每週星期幾開？
rule-ask-ahead = 提前幾天擬通知？
rule-end-sure = 真的要刪掉嗎？以後不會再擬通知，已經通知的會不受影響。
rule-ended = 已經刪掉。

rule-button-list = 定期要開的會
rule-button-time = 改時間
rule-button-day = 改日子
rule-button-ahead = 提前幾天
rule-button-automatic = 改成自動發
rule-button-ask = 先給我看
rule-button-working-day = 遇休息日順延
rule-button-any-day = 休息日也開
rule-button-late-once = 錯過了要補
rule-button-late-skip = 錯過了不補
rule-button-pause = 暫停
rule-button-resume = 繼續
rule-button-end = 刪除
rule-button-hour = { $time }
rule-button-weekday = { $day }
rule-button-monthday = { $day }
rule-button-days = { $days }天

repeat-button-month = 每月重複
repeat-button-week = 每週重複
repeat-button-skip = 這次不開
repeat-button-again = 還是要開
repeat-proposal =
    <b>{ $place }　{ $kind }的通知擬好了</b>
    看看對不對，點「發送」就通知大家：
repeat-sent = <b>{ $place }　{ $kind }</b>的通知已經自動發給{ $count }人：
repeat-skipped = 好的，{ $place }這次{ $kind }不開，誰也沒有收到。
reason-meeting-draft = 因為支部定了每月或每週開這個會，由您負責。

template-button-list = 用樣板
template-button-save = 存成樣板
template-button-use = { $kind }　{ $words }
template-button-drop = 刪掉
template-list = <b>用哪一個樣板？</b>
template-none = 還沒有樣板。發出一個會以後，點「存成樣板」就有了。
template-toast-saved = 存好了，下次寫會議時點「用樣板」

# 辦不到的

error-rule-gone = 這一條已經刪掉了。
error-rule-broken = 這一條讀不出來了，請刪掉重新定一個。
error-meeting-planned-sent = 這一次已經通知大家了。
error-meeting-planned-skipped = 這一次已經定了不開。還是要開的話，請點「修改」。
error-template-gone = 這個樣板已經刪掉了。
error-template-too-many = 樣板最多{ $limit }個，請先刪掉不用的。
