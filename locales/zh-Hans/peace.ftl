# 减负：免打扰、稍后提醒、一天一次的汇总，以及为什么收到。

mute-topics =
    <b>免打扰</b>
    点一项，选多久不提醒。
mute-line-on = 🔔 { $topic }：{ $what }
mute-line-until = 🔕 { $topic }：{ $until }前不打扰
mute-line-always = 🔕 { $topic }：不打扰，直到您打开
mute-never =

    通知、开会的通知和变动、应急集结、账号和权限的事关不掉：误了会误大家的事。
mute-topic-on = 🔔 { $topic }
mute-topic-off = 🔕 { $topic }
mute-how-long = 多久不打扰您？　<b>{ $topic }</b>
mute-today = 今天
mute-week = 一周
mute-month = 一个月
mute-always = 直到我打开
mute-button-undo = 恢复提醒
mute-done = 🔕 好的，{ $until }前，{ $topic }不打扰您。
mute-done-always = 🔕 好的，{ $topic }不再打扰您，直到您打开。
mute-toast = 已关
mute-toast-undone = 已恢复

topic-meetings = 会议提醒
topic-study = 学习
topic-dues = 党费
topic-tasks = 工作安排
topic-receipts = 催看通知
topic-records = 服务记录
topic-pledges = 承诺
topic-what-meetings = 会前一天、一小时的提醒
topic-what-study = 学习内容和提醒
topic-what-dues = 交党费的提醒
topic-what-tasks = 到期任务的提醒
topic-what-receipts = 通知没点“收到”时的提醒
topic-what-records = 记录待确认、已通过
topic-what-pledges = 承诺到期、进展的提醒

me-received = 这个月我给您发了{ $count }条消息。
button-mute = 免打扰
button-why-received = 最近为什么收到
received =
    <b>最近收到的消息</b>
    这个月一共{ $count }条。
received-line =
    { $at }　{ $kind }
    <i>{ $reason }</i>
received-nothing = 最近没有。

came-notice = 通知
came-nudge = 催看通知
came-meeting = 会议
came-study = 学习
came-quiz = 答题
came-dues = 党费
came-task = 工作安排
came-record = 服务记录
came-pledge = 承诺
came-honour = 荣誉
came-account = 账号和职务
came-digest = 汇总
came-other = 消息

button-later = ⏰ 稍后提醒
later-hour = 一小时后（{ $at }）
later-evening = 今晚（{ $at }）
later-morning = 明早（{ $at }）
later-done = ⏰ { $at }再提醒您。
later-toast = 好的，{ $at }再提醒
error-later-gone = 这条提醒已经作废，不用再管它。
error-later-too-late = 时间快到了，来不及再推后。

digest =
    <b>今天还有{ $count }条提醒</b>
    为了少打扰您，合在一起发。点数字看全文：
digest-line = { $number }. { $what }（{ $at }）
reason-digest = 每天的提醒有上限，多出来的合成这一条。
digest-toast = 马上发给您
digest-toast-again = 这条已经发给您了，往下看
error-digest-gone = 这一条已经找不到了。
error-digest-expired = 这一条已经过时，不用再看。
