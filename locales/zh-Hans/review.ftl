# 确认和退回

review-queue = <b>待确认的记录：{ $count }条</b>
review-empty = 现在没有等您确认的记录，都看完了。
review-page-confirmed = ✅ 这{ $count }条都通过了。
review-page-changed = 这一页刚刚有变化，没有动任何一条。请再看一遍。
review-confirmed =
    ✅ <b>{ $name }</b> { $day } { $place }，{ $minutes }
    { $words }
    { $by }已通过
review-returned =
    ↩️ <b>{ $name }</b> { $day } { $place }，{ $minutes }
    { $words }
    { $by }已退回：{ $reason }
review-which-reason =
    <b>{ $name }</b> { $day } { $place }，{ $minutes }
    { $words }

    为什么退回？选一个，或自己写。
review-type-reason =
    退回<b>{ $name }</b> { $day }的记录。
    请把原因写给我，最多200个字。
review-toast-confirmed = 已通过
review-toast-returned = 已退回
review-toast-was-confirmed = { $by }已经通过了这一条
review-toast-was-returned = { $by }已经退回了这一条
review-toast-page-changed = 这一页有变化，请再看一遍

review-told-confirmed =
    ✅ { $by }通过了您的服务记录：
    { $day } { $place }，{ $minutes }
    { $words }
    看看星级：/stars
review-told-confirmed-several =
    ✅ { $by }通过了您的{ $count }条服务记录，共{ $minutes }。
    看看星级：/stars
review-told-returned =
    ↩️ { $by }退回了<b>{ $name }</b>的服务记录：
    { $day } { $place }，{ $minutes }
    { $words }

    原因：{ $reason }

reason-wrong-day = 日期不对
reason-wrong-duration = 时长不对
reason-wrong-place = 地点不对
reason-too-brief = 内容写得太简单
reason-logged-twice = 重复登记
reason-not-found = 没有核实到
reason-your-record = 这条服务记录与您有关。

button-confirm-page = 全部通过本页（{ $count }条）
button-first-page = 回到开头
button-queue = 继续确认
button-type-reason = 自己写原因
button-number = { $number }
button-log-again = 修改后再交

error-record-is-yours = 自己的记录要由别人来确认。
error-record-entered-by-you = 您代记的这一条，要由别人来确认和更正。
error-reason-missing = 请把原因写上。
error-reason-too-long = 原因最多写{ $limit }个字，您写了{ $count }个，请写短一点。
