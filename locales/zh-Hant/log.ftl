# 記一次服務：一句話或幾個按鈕，變成一張卡片，再提交。

log-card = <b>請您看看，記得對嗎？</b>
log-card-open = <b>記一次服務</b>
log-nothing-open = 手頭沒有正在記的服務。
log-card-again = <b>修改後再交</b>
log-gap = { "" }
log-cancelled = 好的，這一條不記了。

# 卡片和消息裏的一行一行

service-line-day = 日期：<b>{ $day }</b>
service-line-start = 開始：<b>{ $start }</b>
service-line-hours = 時間：<b>{ $start }—{ $end }，{ $minutes }</b>
service-line-minutes = 時長：<b>{ $minutes }</b>
service-line-place = 地點：<b>{ $place }</b>
service-line-category = 類別：<b>{ $category }</b>
service-line-words = 內容：<b>{ $words }</b>
service-line-helped = 幫了：{ $helped }
service-line-helped-whom = 幫了：{ $helped }（{ $words }）
service-line-photos = 照片：{ $count }張
service-line-people = 記給：<b>{ $names }</b>
service-line-entered-by = 登記人：{ $name }（代記）

category-policy-talk = 政策宣講
category-household-help = 結對幫扶
category-environment = 環境衞生
category-safety = 治安巡邏
category-technical = 技術指導
category-elderly-care = 敬老助殘
category-emergency = 應急
category-culture = 文體
category-other = 其他

helped-household = 農户或家庭
helped-group = 集體或單位
helped-public = 大家

# 一次問一件

log-ask-day = 👉 是哪一天？點一下，或寫給我，比如「11月3日」。
log-ask-start = 👉 幾點開始的？也可以寫「下午2點到4點」。
log-ask-minutes = 👉 做了多長時間？
log-ask-place = 👉 在哪裏？點一個，或寫給我。
log-ask-category = 👉 屬於哪一類？
log-ask-words = 👉 具體做了什麼？點一個，或寫給我。
log-ask-helped = 👉 幫了誰？
log-ask-helped-words = 👉 要寫上是哪一户、哪個單位嗎？寫給我，或點「跳過」。
log-ask-field = 👉 要改哪一項？
log-ask-people = 👉 記給誰？點一下打勾，再點一下去掉。
log-ask-photos = 👉 請把照片發過來，最多{ $limit }張。

log-field-day = 日期
log-field-start = 開始時間
log-field-minutes = 時長
log-field-place = 地點
log-field-category = 類別
log-field-words = 內容

log-today = 今天
log-yesterday = 昨天
log-day-before = 前天
log-button-day = { $day }
log-button-clock = { $time }
log-button-no-start = 不寫開始時間
log-button-minutes = { $minutes }
log-button-longer = 更長
log-button-shorter = 短一些
log-button-place = { $place }
log-button-photo = 加照片
log-button-no-photos = 刪去照片
log-button-helped = 幫了誰
log-button-no-helped = 不寫幫了誰
log-button-people = 代記
log-button-chosen = ✓ { $name }
log-button-not-chosen = { $name }
log-button-submit-anyway = 仍然提交

log-deed-explain = 宣講政策
log-deed-leaflets = 發放宣傳材料
log-deed-visit-household = 走訪幫扶户
log-deed-errands = 幫忙跑腿辦事
log-deed-clean = 打掃衞生
log-deed-snow = 清掃積雪
log-deed-litter = 撿拾垃圾
log-deed-patrol = 巡邏
log-deed-traffic = 維護交通秩序
log-deed-advice = 上門技術指導
log-deed-training = 講技術課
log-deed-visit-elderly = 看望老人
log-deed-chores = 幫老人做家務
log-deed-on-duty = 應急值守
log-deed-rescue = 搶險救災
log-deed-perform = 文藝演出
log-deed-organise = 組織文體活動
log-deed-volunteer = 志願服務

# 説明和疑問

log-note-assumed = 「{ $text }」按{ $minutes }算，不對請點「修改」。
log-note-words-only = 替別人登記要由組長或書記來做，這裏先把{ $names }寫進內容裏。
log-note-not-found = 您能代記的人裏沒找到{ $names }，先寫進內容裏。
log-note-offered = 您提到了別人，點名字可以一起記或不記。
log-note-returned = 退回的原因：{ $reason }

log-doubt-date-impossible = 「{ $text }」沒有這一天。
log-doubt-day-contradictory = 「{ $text }」前後對不上。
log-doubt-day-unclear = 「{ $text }」沒看明白是哪一天。
log-doubt-month-unclear = 「{ $text }」沒看明白是哪個月。
log-doubt-two-days = 有兩個日期：「{ $text }」。一次記一天。
log-doubt-duration-impossible = 「{ $text }」算不成時長。
log-doubt-not-half-hours = 「{ $text }」不是整半小時，請選一個最接近的。
log-doubt-duration-unclear = 「{ $text }」沒看明白是多長時間。
log-doubt-two-durations = 有兩個時長：「{ $text }」。
log-doubt-range-backwards = 「{ $text }」結束比開始早。
log-doubt-time-contradictory = 「{ $text }」前後對不上。
log-doubt-time-impossible = 「{ $text }」沒有這個時間。
log-doubt-time-unclear = 「{ $text }」沒看明白是幾點。
log-doubt-time-of-day-unclear = 「{ $text }」是上午還是下午？
log-doubt-two-times = 有兩個時間：「{ $text }」。

log-alike = ⚠️ 可能已經記過：
log-alike-line = · { $name } { $day } { $place } { $minutes }（{ $state }）
log-alike-line-short = · { $name } { $day } { $minutes }

# 提交之後

log-submitted = <b>已提交，辛苦了！</b>
log-waits-for = 已請{ $names }確認，有結果就告訴您。
log-waits-for-nobody = 現在還沒有人能在這裏確認，記錄已存好。請跟支部書記説一聲。
log-toast-submitted = 已提交
log-toast-asked = 還差一點沒填好
log-toast-alike = 可能已經記過，請看一眼

push-review-request = <b>{ $name }</b>記了一次服務，請您確認：
push-review-several = <b>{ $names }</b>共{ $count }人的一次服務，請您確認：
button-review-list = 去確認
reason-review-request = 您負責確認他們的服務記錄。

error-service-text-too-long = 最多寫{ $limit }個字，您寫了{ $count }個，請寫短一點。
error-service-photos-full = 最多放{ $limit }張照片。
error-service-day-full-for = { $name }這一天已經記了{ $already }，一天合計最多{ $limit }。
error-log-no-roster = 您的賬號不在支部名冊裏，不能記自己的服務。
error-log-draft-not-yours = 這張卡片是別人的。
error-log-draft-submitted = 這一條已經提交過了，現在的狀態：{ $state }。
error-log-draft-cancelled = 這一條已經取消了。要記新的，請點 /log。
error-log-person-left = { $name }已經不在名冊裏了。
error-log-not-for = 您不能替{ $name }登記。
error-log-nobody = 至少要留一個人。
error-log-too-many-people = 一次最多記{ $limit }個人。
error-log-people-fixed = 退回的記錄只能由本人重交，不能換人。
error-log-day-unclear = 沒看明白是哪一天。可以寫「昨天」或「11月3日」，也可以點下面的按鈕。
error-log-time-unclear = 沒看明白是幾點。可以寫「下午2點」或「下午2點到4點」。
error-log-length-unclear = 沒看明白是多長時間。可以寫「兩個半小時」，也可以點下面的按鈕。
error-log-category-unclear = 請點下面的按鈕選一類。
error-log-helped-first = 請先點下面的按鈕，選幫了誰。
