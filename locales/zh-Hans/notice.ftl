# 发通知：写内容、看预览、选人、定时间、发送，以及发得怎么样。

button-notice = 发通知
button-send = 发送
button-stop = 停止
notice-button-to = 发给谁
notice-button-later = 稍后发送
notice-button-timed = 按时发送
notice-button-now = 现在就发
notice-button-call-up = 改为应急集结
notice-button-plain = 改为普通通知
notice-button-all-here = 发完了
notice-button-mine = 我的通知
notice-button-new = 另写一条
notice-button-go-on = 接着办
notice-button-text = 换文字
notice-button-add = 加照片或文件
notice-button-bare = 去掉照片和文件
notice-button-copy = 照这条再写
notice-button-off = 取消发送
notice-button-who = 收到情况
notice-button-plan = 定时提醒
notice-button-more = 更多
notice-button-fix = 更正
notice-button-take = 撤回
notice-button-file = 没收到的名单
notice-button-unknown = 再发给不确定的

# 写内容

notice-ask =
    <b>要通知什么？</b>请发给我。
    文字、照片、文件都行；长文章直接粘贴就好。
    您点“发送”之前，谁也收不到。
notice-ask-text = 请把新的文字发给我，会换掉原来的文字。
notice-ask-add = 请把照片或文件发给我：照片最多{ $pictures }张，文件最多1个。
notice-ask-change = 要改什么？改好了再给您看一遍。
notice-unfinished =
    您有一条通知写了还没发：
    <i>{ $headline }</i>
notice-no-words = 没有文字，只有照片或文件
notice-collecting = 已收到<b>{ $count }</b>个字。还有的话请接着发，都发完了就点“发完了”。
notice-collecting-photos = 已收到<b>{ $photos }</b>张照片、<b>{ $count }</b>个字。还有的话请接着发，都发完了就点“发完了”。
notice-cancelled = 好的，这条通知不发了。
notice-file-name = 通知全文
notice-preview-failed = 预览没能全部显示，内容都还在。请过一会儿点“接着办”。

# 预览下面的卡片

notice-card = <b>上面就是大家会看到的样子，发送吗？</b>
notice-card-call-up = <b>应急集结：上面就是大家会看到的样子，发送吗？</b>
notice-line-call-up = 马上送到，夜里也不等；大家点按钮回答能不能来。
notice-line-whole = 发给：<b>{ $scope }</b>全体党员
notice-line-some = 发给：<b>{ $scope }</b>的{ $whom }
notice-line-some-more = 发给：<b>{ $scope }</b>的{ $whom }等，共选了{ $count }项
notice-line-only-chats = 只发到群聊：<b>{ $chats }</b>
notice-line-chats-too = 还发到群聊：<b>{ $chats }</b>
notice-line-people = 私聊能收到：<b>{ $count }人</b>
notice-line-people-without-you = 私聊能收到：<b>{ $count }人</b>，不算您自己
notice-line-groups = 群聊能收到：<b>{ $count }个</b>
notice-line-groups-missed = 有{ $count }个群聊现在发不进去
notice-line-in-groups = 另有{ $count }人只能在群里看到
notice-line-missed = 收不到：<b>{ $count }人</b>，请当面或打电话告诉他们
notice-line-why = · { $why }：{ $count }
notice-line-why-names = · { $why }：{ $names }
notice-line-why-names-more = · { $why }：{ $names }等{ $count }个
notice-line-seconds = 全部发完大约要{ $count }秒
notice-line-minutes = 全部发完大约要{ $minutes }
notice-line-parts = 每人会收到{ $count }条消息
notice-line-file = 文章太长，全文放在文件里，消息里列出各部分的标题
notice-line-when = 发送时间：<b>{ $day } { $time }</b>
notice-line-when-quiet = 🌙 那时候大家多半在休息，照样会送到。
notice-line-quiet = 🌙 现在是休息时间。点“发送”，会在{ $day } { $time }送到大家手里。
notice-line-approval = 人数多，点“发送”后要先请另一位同志同意。
notice-line-nobody = 还没有人能收到，请点“发给谁”。

notice-everywhere = 所有支部
notice-role-committee = 支委会成员
notice-role-group-leaders = 党小组组长
notice-role-full = 正式党员
notice-role-probationary = 预备党员
notice-role-secretaries = 支部书记

# 发给谁

notice-which = <b>发给谁？</b>点一下打勾，再点一下去掉。
notice-which-scope = <b>发给哪些支部？</b>点一下打勾，再点一下去掉。
notice-which-groups = <b>发给哪些党小组？</b>点一下打勾，再点一下去掉。
notice-which-roles = <b>发给什么身份的人？</b>点一下打勾，再点一下去掉。
notice-which-categories = <b>发给哪一类党员？</b>点一下打勾，再点一下去掉。
notice-which-people = <b>发给哪些人？</b>点一下打勾，再点一下去掉。
notice-which-chats = <b>还发到哪些群聊？</b>点一下打勾，再点一下去掉。
notice-no-chats = 支部还没有绑定群聊。请把我拉进群，在群里发 /bind。
notice-button-whole = 全体党员
notice-button-groups = 党小组
notice-button-roles = 身份
notice-button-categories = 分类
notice-button-people = 挑人
notice-button-chats = 群聊
notice-button-nobody = 只发群聊，不发私聊
notice-button-branches = 支部
notice-button-chosen = ✓ { $name }
notice-button-not-chosen = { $name }

# 什么时候发

notice-ask-when =
    <b>什么时候发？</b>点一个，或者写给我，比如：
    <i>明早8点</i>
    <i>11月25日19:00</i>
    <i>两小时后</i>
notice-button-tonight = 今晚7点
notice-button-tomorrow = 明早8点
notice-button-tomorrow-night = 明晚7点
notice-button-no-time = 不定时间

# 发得怎么样

notice-is-awaiting-approval = ⏳ <b>已请另一位同志看，同意了就发</b>
notice-is-scheduled = 🕗 <b>安排好了，到时间自动发</b>
notice-is-sending = 📣 <b>正在发送……</b>
notice-is-ended = ✅ <b>发完了</b>
notice-is-stopped = ⏹ <b>已停止</b>，没送到的不再送了
notice-is-cancelled = <b>已取消</b>，谁也没有收到
notice-is-withdrawn = ↩️ <b>已撤回</b>
notice-headline = <i>{ $headline }</i>
notice-line-sent = 已送到：<b>{ $count }</b>
notice-line-sent-of = 已送到：<b>{ $count }</b>，还有<b>{ $left }</b>
notice-line-seconds-left = 大约还要{ $count }秒
notice-line-minutes-left = 大约还要{ $minutes }
notice-line-held-back = 停下来没送的：<b>{ $count }</b>
notice-line-unknown = 不确定：<b>{ $count }</b>。网络断了一下，不知道送到没有，没有自动再发
notice-line-not-reached = 没送到：<b>{ $count }</b>，请当面或打电话告诉
notice-line-read = 点了“收到”：<b>{ $count }</b>人，共{ $total }人
notice-line-answer = { $answer }：<b>{ $count }</b>人
notice-line-silent = 还没回答：<b>{ $count }</b>人
notice-more =
    还要做什么？
    <i>{ $headline }</i>
notice-sure-again = 有<b>{ $count }</b>个不确定送到没有。再发一次，其中有人可能会收到两遍。要再发吗？
notice-button-sure-again = 再发一次
notice-sent-again = 好的，正在再发给{ $count }个。
notice-let-be = 好的，没有再发。
notice-toast-sent = 开始发送
notice-toast-scheduled = 安排好了
notice-toast-awaiting = 已请另一位同志看
notice-toast-stopped = 已停止
notice-toast-off = 已取消
notice-missed-file = 没收到的有{ $count }个。里面有姓名，请只给该看的人看。
notice-missed-title = 没收到的名单
notice-missed-name = 姓名
notice-missed-branch = 支部
notice-missed-group = 党小组
notice-missed-why = 原因

why-no-account = 没有加入
why-blocked = 停用了机器人
why-deactivated = 账号已注销
why-not-started = 没有打开过机器人
why-not-found = 找不到账号
why-kicked = 机器人不在群里
why-migrated = 群聊升级了
why-no-rights = 群里不让机器人发言
why-no-media = 群里不让发图片和文件
why-topic-gone = 群里的话题没有了
why-topic-closed = 群里的话题关闭了
why-message-gone = 消息已经不在了
why-bad-content = 内容发不出去
why-expired = 过了时间
why-gave-up = 一直送不到
why-failed = 我们出了问题
why-not-theirs = 账号换了人
why-unbound = 群聊解除绑定了
why-stopped = 停止时还没送
why-in-group = 只在群里看到
why-unknown = 不确定送到没有

# 我的通知

notice-list = <b>我的通知</b>
notice-list-empty = 您还没有发过通知。
notice-state-awaiting-approval = <b>{ $number }.</b> { $day }（等同意）{ $headline }
notice-state-scheduled = <b>{ $number }.</b> { $day }（到时间发）{ $headline }
notice-state-sending = <b>{ $number }.</b> { $day }（正在发）{ $headline }
notice-state-ended = <b>{ $number }.</b> { $day } { $headline }
notice-state-stopped = <b>{ $number }.</b> { $day }（已停止）{ $headline }
notice-state-cancelled = <b>{ $number }.</b> { $day }（已取消）{ $headline }
notice-state-withdrawn = <b>{ $number }.</b> { $day }（已撤回）{ $headline }

# 请另一位同志同意

notice-approval =
    <b>{ $sender }要发上面这条通知，可以发吗？</b>
    <i>{ $headline }</i>
notice-approval-done =
    { $sender }的这条通知已经处理过了：
    <i>{ $headline }</i>
notice-approval-cancelled =
    { $sender }的这条通知不发了：
    <i>{ $headline }</i>
notice-approved =
    ✅ 您同意了{ $sender }的通知：
    <i>{ $headline }</i>
notice-why-refused =
    退回这条通知：
    <i>{ $headline }</i>
    请把原因写给我，最多200个字。
notice-refused =
    ↩️ 已退回：<i>{ $headline }</i>
    原因：{ $reason }
notice-toast-approved = 已通过

error-notice-video = 视频发不了。请发照片，或者在手机上选“文件”来发。
error-notice-voice = 语音发不了。请点输入法上的话筒，说完变成文字再发给我。
error-notice-not-this = 通知里放不了这个。请发文字、照片或文件。
error-notice-time-unclear = 没看明白是什么时候。可以写“明早8点”或“11月25日19:00”，也可以点上面的按钮。
error-notice-time-missing = 还要写上几点，比如“明早8点”。
