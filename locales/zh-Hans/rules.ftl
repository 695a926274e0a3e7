# 每月、每周都要开的会：到时候提前拟好通知；会议样板。

rule-title-month = { $mark }每月{ $day }日 { $time }　{ $kind }
rule-title-last = { $mark }每月最后一天 { $time }　{ $kind }
rule-title-week = { $mark }每{ $day } { $time }　{ $kind }
rule-title-other = { $mark }{ $kind }
rule-title-broken = { $mark }这一条坏了

rule-list = <b>{ $branch }　定期要开的会</b>
rule-none =
    <b>{ $branch }　定期要开的会</b>
    还没有。写一个会议通知，在上面点“每月重复”或“每周重复”就有了。
rule-line-other = { $what }：下一次 { $day } { $time }
rule-kind-study = 学习内容
rule-kind-study-reminder = 学习提醒
rule-kind-study-week = 群里的学习情况
rule-kind-pledge-quarter = 承诺的季度提醒
rule-kind-dues = 党费提醒
rule-kind-month-star = 每月一星的提醒
rule-kind-dues-end = 月底的党费情况
rule-line-asks = 提前{ $days }天拟好通知，给您看过再发。
rule-line-automatic = 提前{ $days }天自动通知大家，不用点。
rule-line-working-day = 遇到休息日，顺延到下一个工作日。
rule-line-next = 下一次：<b>{ $day } { $time }</b>（{ $ahead }拟通知）
rule-line-provisional = 那一年的放假安排还没有公布，日子可能会变。
rule-line-paused = 现在停着，到时候不会拟通知。
rule-line-broken = 这一条读不出来了，请删掉重新定一个。
rule-line-draft = 上面那一次的会还没有发，别忘了点“发送”。
rule-line-went = 这一年：按时{ $fired }次，晚了补上{ $late }次，没有办{ $skipped }次，出错{ $failed }次。
rule-past-fired = ✓ { $day }：按时
rule-past-late = ✓ { $day }：晚了一点，补上了
rule-past-skipped = ○ { $day }：没有办
rule-past-failed = ⚠ { $day }：出错了，没有办成
rule-past-reason = ○ { $day }：没有办，{ $why }
rule-why-too-late = 时间已经过了
rule-why-nobody = 这个会一个人也没有
rule-why-no-secretary = 支部没有能联系上的书记
rule-why-done-before = 以前已经拟过

rule-ask-hour = 几点开会？点一个，或者写一句，比如：晚上7点半。
rule-ask-day = 每月几号开？选31就是每月最后一天。
rule-ask-weekday = 每周星期几开？
rule-ask-ahead = 提前几天拟通知？
rule-end-sure = 真的要删掉吗？以后不会再拟通知，已经通知的会不受影响。
rule-ended = 已经删掉。

rule-button-list = 定期要开的会
rule-button-time = 改时间
rule-button-day = 改日子
rule-button-ahead = 提前几天
rule-button-automatic = 改成自动发
rule-button-ask = 先给我看
rule-button-working-day = 遇休息日顺延
rule-button-any-day = 休息日也开
rule-button-late-once = 错过了要补
rule-button-late-skip = 错过了不补
rule-button-pause = 暂停
rule-button-resume = 继续
rule-button-end = 删除
rule-button-hour = { $time }
rule-button-weekday = { $day }
rule-button-monthday = { $day }
rule-button-days = { $days }天

repeat-button-month = 每月重复
repeat-button-week = 每周重复
repeat-button-skip = 这次不开
repeat-button-again = 还是要开
repeat-proposal =
    <b>{ $place }　{ $kind }的通知拟好了</b>
    看看对不对，点“发送”就通知大家：
repeat-sent = <b>{ $place }　{ $kind }</b>的通知已经自动发给{ $count }人：
repeat-skipped = 好的，{ $place }这次{ $kind }不开，谁也没有收到。
reason-meeting-draft = 因为支部定了每月或每周开这个会，由您负责。

template-button-list = 用样板
template-button-save = 存成样板
template-button-use = { $kind }　{ $words }
template-button-drop = 删掉
template-list = <b>用哪一个样板？</b>
template-none = 还没有样板。发出一个会以后，点“存成样板”就有了。
template-toast-saved = 存好了，下次写会议时点“用样板”

# 办不到的

error-rule-gone = 这一条已经删掉了。
error-rule-broken = 这一条读不出来了，请删掉重新定一个。
error-meeting-planned-sent = 这一次已经通知大家了。
error-meeting-planned-skipped = 这一次已经定了不开。还是要开的话，请点“修改”。
error-template-gone = 这个样板已经删掉了。
error-template-too-many = 样板最多{ $limit }个，请先删掉不用的。
