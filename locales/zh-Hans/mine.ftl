# 我的记录和记录卡片

mine-list = <b>我的服务记录：{ $count }条</b>
mine-empty =
    您还没有服务记录。
    直接写一句就能记：<i>今天上午在东关社区扫雪2小时</i>
mine-sure-to-withdraw =
    确定撤回这一条吗？撤回后不再算数，也不能恢复。
    { $day } { $place }，{ $minutes }
    { $words }
mine-withdrawn =
    已撤回：
    { $day } { $place }，{ $minutes }
    { $words }
mine-toast-withdrawn = 已撤回
mine-ask-wish =
    { $day } { $place }，{ $minutes }
    哪里记错了，应该是什么？请写给我，我转给能更正的同志。
mine-wish-sent = 已转给{ $names }，有结果会告诉您。
mine-told-withdrawn =
    { $by }撤回了代您登记的一条记录：
    { $day } { $place }，{ $minutes }
mine-told-wish =
    <b>{ $name }</b>请求更正一条记录：
    { $day } { $place }，{ $minutes }
    { $words }

    说明：{ $wish }

record-line =
    <b>{ $number }.</b> <b>{ $name }</b> { $day } { $minutes }
    { $place }：{ $words }
record-line-own =
    <b>{ $number }.</b> { $day } { $minutes } · <b>{ $state }</b>
    { $place }：{ $words }
record-card = <b>{ $name }</b>的服务记录 · <b>{ $state }</b>
record-line-reason = 原因：{ $reason }
record-no-photos = 这条记录没有照片

record-history =
    { "" }
    <b>经过</b>
record-history-earlier = … 更早还有{ $count }条
record-history-reason = {"    "}原因：{ $reason }
record-was-submitted = { $moment } { $by }提交
record-was-confirmed = { $moment } { $by }通过
record-was-returned = { $moment } { $by }退回
record-was-resubmitted = { $moment } { $by }修改后再交
record-was-corrected = { $moment } { $by }更正
record-was-revoked = { $moment } { $by }撤销
record-was-withdrawn = { $moment } { $by }撤回

state-submitted = 待确认
state-confirmed = 已通过
state-returned = 已退回
state-revoked = 已撤销
state-withdrawn = 已撤回

reason-correction-wish = 您可以更正这个支部的服务记录。

button-my-records = 我的记录
button-withdraw = 撤回
button-ask-correction = 申请更正
button-correct = 更正
button-revoke = 撤销
button-photos = 看照片（{ $count }张）
button-see-record = 看记录

error-nobody-can-correct = 现在没有能更正的同志可以联系上。请直接跟支部书记说一声。
