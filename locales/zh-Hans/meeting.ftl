# 会议：写会议、发通知、参加和请假、签到、会议记录、还差哪些会。

meeting-kind-assembly = 支部党员大会
meeting-kind-committee = 支委会
meeting-kind-group = 党小组会
meeting-kind-lesson = 党课
meeting-kind-theme-day = 主题党日
meeting-kind-life = 组织生活会
meeting-kind-appraisal = 民主评议
meeting-kind-other = 会议

meeting-line-kind = { $kind }
meeting-line-when = 时间：<b>{ $day } { $time }</b>
meeting-line-place = 地点：<b>{ $place }</b>
meeting-line-host = 主持：{ $host }
meeting-line-agenda = 内容：{ $agenda }
meeting-line-people = 发给{ $count }人
meeting-line-chats = 也发到支部的{ $count }个群
meeting-line-missed = 另有{ $count }人在 Telegram 上联系不到，请当面告诉。
meeting-line-told-at = 现在是休息时间，{ $day } { $time }再送到大家手机上。

# 写会议

meeting-card = <b>{ $place }　{ $kind }</b>
meeting-card-change =
    <b>{ $place }　{ $kind }</b>
    点“告诉大家”以后，改动才算数。
meeting-ask-branch = 是哪个支部的会？
meeting-ask-kind = <b>要开什么会？</b>点一个就行。
meeting-ask-group = 是哪个党小组的会？
meeting-ask-time = <b>什么时候开？</b>点一个，或者写一句，比如：11月25日晚上7点。
meeting-ask-place = <b>在哪里开？</b>写给我就行，比如：党员活动室。
meeting-ask-agenda = 会上要做什么？写给我就行，长短都可以。
meeting-ask-host = 谁来主持？写上姓名就行。
meeting-ask-change = 要改哪一样？
meeting-unfinished = 您有一个会写了还没发：
meeting-dropped = 好的，这个会不写了，谁也没有收到。
meeting-told = ✓ 已经通知{ $count }人。应到{ $should }人。
meeting-told-change = ✓ 改动已经告诉{ $count }人。应到{ $should }人。
meeting-line-chats-told = 支部的{ $count }个群也发了。

meeting-button-new = 另写一个
meeting-button-kind = 什么会
meeting-button-time = 时间
meeting-button-place = 地点
meeting-button-agenda = 内容
meeting-button-host = 主持人
meeting-button-name = { $name }
meeting-button-last = 同上次一样
meeting-button-chats-on = ○ 也发到群里
meeting-button-chats-off = ✓ 也发到群里
meeting-button-tell = 告诉大家
meeting-button-tomorrow-morning = 明天上午9点
meeting-button-tomorrow-afternoon = 明天下午3点
meeting-button-tomorrow-night = 明天晚上7点
meeting-button-after-tomorrow = 后天晚上7点

# 大家收到的

meeting-invitation =
    <b>{ $place }　{ $kind }</b>
    请您参加：
meeting-changed =
    <b>{ $place }　{ $kind }有改动</b>
    请以这一条为准：
meeting-called-off =
    <b>{ $place }　{ $kind }不开了</b>
    原来定的是：
meeting-reminder =
    <b>别忘了：{ $place }　{ $kind }</b>
    来不了请点“请假”。
reason-meeting = 因为您是这个会的应到人员。
reason-meeting-reminder = 因为您要参加这个会。请过假的人不会再收到提醒。
reason-meeting-leave = 因为这个会由您负责。
reason-meeting-group = 因为本群绑定了这个支部。

# 群里收到的

meeting-group-invitation =
    <b>{ $place }　{ $kind }</b>
    请大家参加：
meeting-group-changed =
    <b>{ $place }　{ $kind }有改动</b>
    请以这一条为准：
meeting-group-called-off =
    <b>{ $place }　{ $kind }不开了</b>
    原来定的是：
meeting-group-reminder =
    <b>快开会了：{ $place }　{ $kind }</b>

meeting-button-come = 参加
meeting-button-leave = 请假
meeting-button-calendar = 加到日历
meeting-calendar = 点开这个文件，就能加到手机日历里。
meeting-button-grant = 准假
meeting-button-refuse = 不准

meeting-mine = <b>{ $place }　{ $kind }</b>
meeting-mine-silent = 您还没有回答，请点一下。
meeting-mine-attending = ✓ 您参加。来不了了就点“请假”。
meeting-mine-asked = 已经替您请假，等书记回复。能来了就点“参加”。
meeting-mine-granted = ✓ 准假了。能来了就点“参加”。
meeting-mine-refused = 这次没有准假，请尽量参加。
meeting-mine-off = 这个会不开了。
meeting-toast-come = 记下了，您参加
meeting-toast-leave = 已经替您请假
meeting-ask-reason = { $day } { $time }的{ $kind }，为什么来不了？点一个，或者写一句。
meeting-why-ill = 身体不好
meeting-why-work = 要上班
meeting-why-family = 家里有事
meeting-why-away = 人在外地

meeting-leave-request =
    <b>{ $name }</b>请假：{ $day } { $time }的{ $kind }
    原因：{ $reason }
meeting-leave-granted = ✓ { $day } { $time }的{ $kind }，您的请假已经<b>准了</b>。
meeting-leave-refused = { $day } { $time }的{ $kind }，您的请假<b>没有准</b>。有难处请和书记说一声。
meeting-decided-granted = ✓ 已准假：{ $name }，{ $day } { $time }的{ $kind }（{ $reason }）
meeting-decided-refused = 没有准假：{ $name }，{ $day } { $time }的{ $kind }（{ $reason }）。已经告诉本人。

# 谁来、签到、会议记录

meeting-run = <b>{ $place }　{ $kind }</b>
meeting-line-replies = 应到{ $should }人：参加<b>{ $attending }</b>，准假{ $leave }，还没定{ $silent }
meeting-line-silent = 还没有回答：{ $names }
meeting-line-asked = 等您准假：{ $name }（{ $reason }）
meeting-line-untold = 要当面告诉：{ $names }
meeting-line-came = 应到{ $should }人，到会<b>{ $present }</b>人，准假{ $leave }人，缺席{ $absent }人，到会率<b>{ $percent }%</b>
meeting-line-absent = 缺席：{ $names }
meeting-line-recorded-late = 这次会是过后补记的。
meeting-line-minutes = 会议记录：{ $minutes }

meeting-button-run = 谁来、谁请假
meeting-button-change = 改时间地点
meeting-button-off = 不开了
meeting-button-sure = 不开了，告诉大家
meeting-button-roll-begin = 点名
meeting-button-roll = 看签到
meeting-button-minutes = 写会议记录
meeting-button-all = 其余都到了
meeting-button-held = 签到完成

meeting-roll =
    <b>签到　{ $kind } { $day } { $time }</b>
    到会{ $present }人，应到{ $should }人，准假{ $leave }人。
    点名字就记上，再点一下就去掉。
meeting-mode = { $mode }
meeting-mode-chosen = ● { $mode }
meeting-mode-on-time = 到会
meeting-mode-late = 迟到
meeting-mode-left-early = 早退
meeting-mode-absent = 缺席
meeting-mark-none = ○ { $name }
meeting-mark-on-time = ✓ { $name }
meeting-mark-late = 迟到　{ $name }
meeting-mark-late-minutes = 迟到{ $minutes }分　{ $name }
meeting-mark-left-early = 早退　{ $name }
meeting-mark-absent = 缺席　{ $name }
meeting-mark-leave = 准假　{ $name }
meeting-toast-held = 签到完成，已经存好
meeting-ask-sure = { $day } { $time }的{ $kind }真的不开了吗？会告诉应到的{ $should }人。
meeting-is-off = { $day } { $time }的{ $kind }不开了，已经告诉{ $count }人。

# 还差哪些会

meeting-branch = <b>{ $branch }的会议</b>
meeting-due-month = ○ { $group }{ $kind }：这个月还差<b>{ $owed }</b>次，还有{ $days }天
meeting-due-quarter = ○ { $group }{ $kind }：这个季度还差<b>{ $owed }</b>次，还有{ $days }天
meeting-due-year = ○ { $group }{ $kind }：今年还差<b>{ $owed }</b>次，还有{ $days }天
meeting-due-fixed = ◐ { $group }{ $kind }：定在{ $day }
meeting-due-paid = ✓ { $group }{ $kind }：已经开过
meeting-line-rate = 今年到会率<b>{ $percent }%</b>，要求{ $wanted }%
meeting-line-rate-good = ✓ 今年到会率{ $percent }%，达到{ $wanted }%
meeting-line-late = 其中{ $count }次是过后补记的。
meeting-overview = <b>{ $count }个支部的会议</b>　还有{ $owing }个支部没开够。差得多的在前面。
meeting-button-branch = { $branch }　还差{ $owed }次
meeting-button-branch-paid = ✓ { $branch }
meeting-button-draft = 准备{ $group }{ $kind }
meeting-button-close = 补签到：{ $kind } { $day }
meeting-button-coming = { $kind } { $day } { $time }　{ $attending }/{ $should }
meeting-button-mine = 我要参加的会
meeting-button-past = 开过的会
meeting-past = <b>{ $branch }开过的会</b>　点开看记录。
meeting-past-none = <b>{ $branch }</b>还没有开过的会。
meeting-button-held-one = { $kind } { $day }　{ $present }/{ $should }
meeting-button-held-late = { $kind } { $day }　{ $present }/{ $should }（补记）
meeting-button-own = ✓ { $kind } { $day } { $time }
meeting-button-own-silent = { $kind } { $day } { $time }
meeting-own = 您有{ $count }个会要参加，点开看看：
meeting-own-none = 眼下没有要您参加的会。

# 办不到的

error-meeting-time-past = 这个时间已经过去了，请另说一个。
error-meeting-time-far = 只能定一年以内的会，请另说一个时间。
error-meeting-time-missing = 请把钟点也写上，比如：11月25日晚上7点。
error-meeting-time-impossible = 没有这样的日子或钟点，请再看一下。
error-meeting-time-unclear = 没看懂是什么时候。请这样写：11月25日晚上7点。
error-meeting-kind-unclear = 没看懂是什么会，请点一个按钮。
error-meeting-choose-button = 请点上面的按钮来选。
error-meeting-place-missing = 请写上在哪里开。
error-meeting-place-too-long = 地点最多{ $limit }个字，您写了{ $count }个，请写短一点。
error-meeting-agenda-too-long = 会议内容最多{ $limit }个字，您写了{ $count }个，这一段没有记上。请写短一点；长文章可以用“发通知”来发。
error-meeting-host-too-long = 主持人最多{ $limit }个字，您写了{ $count }个，请写短一点。
error-meeting-draft-not-yours = 这个会是别人在写的。
error-meeting-draft-cancelled = 这个会已经取消不写了。
error-meeting-draft-sent = 这个会已经通知大家了。
error-meeting-kind-fixed = 已经通知大家的会不能换成别的会。可以把它取消，再另写一个。
error-meeting-no-last = 以前没有开过这样的会。
error-meeting-card-old = 后来又改过了，请看最新的那一条再发。
error-meeting-not-whole = 还差时间或地点，写上再发。
error-meeting-nobody = 这个会一个人也没有，没有发出去。请先看看名册。
error-meeting-not-changed = 什么都没有改，就不打扰大家了。
error-meeting-cancelled = 这个会已经不开了。
error-meeting-begun = 这个会已经开始了，现在改不了。有事请直接和书记说。
error-meeting-not-yours = 这个会没有叫您，不用回答。
error-meeting-only-own-group = 您可以开本党小组的会。支部的会请书记来开。
error-meeting-group-stranger = 这是给本支部党员的，您还没有登记，没有记上。
error-meeting-group-other = 这个会不是本群所在支部的，没有记上。
error-meeting-leave-granted-before = 您的假已经准了，不用再请。
error-meeting-leave-own = 自己的假要由别人来准。
error-meeting-leave-gone = { $name }现在没有在请假。
error-meeting-roll-early = 开会前一小时才能签到。
error-meeting-not-begun = 会还没有开始，开始以后再点“签到完成”。
error-meeting-roll-empty = 还没有记一个到会的人。
