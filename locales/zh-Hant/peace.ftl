# 減負：免打擾、稍後提醒、一天一次的彙總，以及為什麼收到。

mute-topics =
    <b>免打擾</b>
    點一項，選多久不提醒。
mute-line-on = 🔔 { $topic }：{ $what }
mute-line-until = 🔕 { $topic }：{ $until }前不打擾
mute-line-always = 🔕 { $topic }：不打擾，直到您打開
mute-never =

    通知、開會的通知和變動、應急集結、賬號和權限的事關不掉：誤了會誤大家的事。
mute-topic-on = 🔔 { $topic }
mute-topic-off = 🔕 { $topic }
mute-how-long = 多久不打擾您？　<b>{ $topic }</b>
mute-today = 今天
mute-week = 一週
mute-month = 一個月
mute-always = 直到我打開
mute-button-undo = 恢復提醒
mute-done = 🔕 好的，{ $until }前，{ $topic }不打擾您。
mute-done-always = 🔕 好的，{ $topic }不再打擾您，直到您打開。
mute-toast = 已關
mute-toast-undone = 已恢復

topic-meetings = 會議提醒
topic-study = 學習
topic-dues = 黨費
topic-tasks = 工作安排
topic-receipts = 催看通知
topic-records = 服務記錄
topic-pledges = 承諾
topic-what-meetings = 會前一天、一小時的提醒
topic-what-study = 學習內容和提醒
topic-what-dues = 交黨費的提醒
topic-what-tasks = 到期任務的提醒
topic-what-receipts = 通知沒點「收到」時的提醒
topic-what-records = 記錄待確認、已通過
topic-what-pledges = 承諾到期、進展的提醒

me-received = 這個月我給您發了{ $count }條消息。
button-mute = 免打擾
button-why-received = 最近為什麼收到
received =
    <b>最近收到的消息</b>
    這個月一共{ $count }條。
received-line =
    { $at }　{ $kind }
    <i>{ $reason }</i>
received-nothing = 最近沒有。

came-notice = 通知
came-nudge = 催看通知
came-meeting = 會議
came-study = 學習
came-quiz = 答題
came-dues = 黨費
came-task = 工作安排
came-record = 服務記錄
came-pledge = 承諾
came-honour = 榮譽
came-account = 賬號和職務
came-digest = 彙總
came-other = 消息

button-later = ⏰ 稍後提醒
later-hour = 一小時後（{ $at }）
later-evening = 今晚（{ $at }）
later-morning = 明早（{ $at }）
later-done = ⏰ { $at }再提醒您。
later-toast = 好的，{ $at }再提醒
error-later-gone = 這條提醒已經作廢，不用再管它。
error-later-too-late = 時間快到了，來不及再推後。

digest =
    <b>今天還有{ $count }條提醒</b>
    為了少打擾您，合在一起發。點數字看全文：
digest-line = { $number }. { $what }（{ $at }）
reason-digest = 每天的提醒有上限，多出來的合成這一條。
digest-toast = 馬上發給您
digest-toast-again = 這條已經發給您了，往下看
error-digest-gone = 這一條已經找不到了。
error-digest-expired = 這一條已經過時，不用再看。
