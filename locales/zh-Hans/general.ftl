# 帮助、我的资料、语言、取消，以及各处都会用到的回答。

command-start = 开始使用
command-log = 记一次志愿服务
command-stars = 我的星级和依据
command-mine = 我的服务记录
command-review = 待确认的记录
command-roster = 支部名册
command-member = 添加一名党员
command-meeting = 通知开会
command-meetings = 我的会议，还差哪些会
command-honours = 光荣榜，每月一星，示范户
command-settle = 年终评星，公示
command-calendar = 支部的工作安排
command-notice = 发通知
command-study = 学习，我的学时
command-dues = 我的党费，算党费
command-me = 我的资料
command-mute = 免打扰
command-language = 换语言
command-help = 怎么用
command-cancel = 放下手头这一步

button-meetings = 会议
button-study = 学习
button-dues = 党费
button-calendar = 工作安排
button-meeting = 通知开会

general-help-member =
    <b>直接说一句话，就能记一次服务</b>，比如：
    <i>今天上午在东关社区扫雪2小时</i>

    也可以点下面的按钮，不用打字。
general-help-leader =
    <b>直接说一句话，就能记一次服务</b>，比如：
    <i>今天上午和张三在东关社区扫雪2小时</i>

    同志们提交的记录，点“待确认的记录”就能通过。
general-help-stranger =
    这里是党支部的记录小助手。
    您若是党员，请向支部书记要一条邀请链接，点开就能加入。
general-help-official =
    <b>把名册文件（xlsx 或 csv）发给我，就能导入。</b>
    打一个人的姓名，就能看到他的名片。
general-help-line = { $command } { $what }

general-me =
    <b>{ $name }</b>
    { $branch } · { $group }
    身份：{ $roles }
    语言：{ $language }
general-no-group = 未分党小组

general-which-language = 用哪种文字跟您说话？
general-language-set = 好的，以后就用{ $language }。
general-cancelled = 好的，已经放下。
general-nothing-to-cancel = 手头没有要放下的事。
general-in-private = 这件事请到与我的私聊里办，群里不显示个人资料。

language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English

role-operator = 运维人员
role-committee-administrator = 党委管理员
role-secretary = 支部书记
role-committee-member = 支部委员
role-group-leader = 党小组组长
role-contact-leader = 联系点领导
role-member = 党员
role-probationary = 预备党员
role-resident = 群众

button-language = 换语言
button-open-private = 去私聊

error-not-allowed = 这件事您现在没有权限办，需要的话请找支部书记。
error-not-a-member = 您还没有加入支部。请向支部书记要一条邀请链接。
error-not-on-roster = 您的账号不在支部名册里，没有自己的记录和星级。
error-button-broken = 这个按钮已经不能用了，请重新打开。
error-only-in-private = 请到与我的私聊里办。
error-forwarded = 转发的消息不作数。请您自己写一句发给我。
error-anonymous-sender = 请用您本人的身份发，匿名的消息认不出是谁。
error-our-fault = 这一步没办成，问题在我们这边。请稍后再试一次。
error-service-in-future = { $day }还没到，等做完再记吧。
error-service-too-old = { $day }离今天太久了，只能补记{ $days }天以内的服务。
error-service-half-hours = 时长请按半小时记，{ $minutes }不行。
error-service-too-long = 一次最多记{ $limit }。
error-service-day-full = 这一天已经记了{ $already }，一天合计最多{ $limit }。
error-service-not-over = 这个时间还没结束，做完再记吧。
error-service-incomplete = 地点和做了什么都要写。
error-identity-number = 请别写身份证号：我们不收，也没有留下。去掉它再发一次就行。
error-time-impossible = 没有这个时间，请再看看。
error-record-moved-on = 这条记录的状态已经变了，没有再改动它。
