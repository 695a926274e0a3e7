# 發通知：寫內容、看預覽、選人、定時間、發送，以及發得怎麼樣。

button-notice = 發通知
button-send = 發送
button-stop = 停止
notice-button-to = 發給誰
notice-button-later = 稍後發送
notice-button-timed = 按時發送
notice-button-now = 現在就發
notice-button-call-up = 改為應急集結
notice-button-plain = 改為普通通知
notice-button-all-here = 發完了
notice-button-mine = 我的通知
notice-button-new = 另寫一條
notice-button-go-on = 接着辦
notice-button-text = 換文字
notice-button-add = 加照片或檔案
notice-button-bare = 去掉照片和檔案
notice-button-copy = 照這條再寫
notice-button-off = 取消發送
notice-button-who = 收到情況
notice-button-plan = 定時提醒
notice-button-more = 更多
notice-button-fix = 更正
notice-button-take = 撤回
notice-button-file = 沒收到的名單
notice-button-unknown = 再發給不確定的

# 寫內容

notice-ask =
    <b>要通知什麼？</b>請發給我。
    文字、照片、檔案都行；長文章直接粘貼就好。
    您點「發送」之前，誰也收不到。
notice-ask-text = 請把新的文字發給我，會換掉原來的文字。
notice-ask-add = 請把照片或檔案發給我：照片最多{ $pictures }張，檔案最多1個。
notice-ask-change = 要改什麼？改好了再給您看一遍。
notice-unfinished =
    您有一條通知寫了還沒發：
    <i>{ $headline }</i>
notice-no-words = 沒有文字，只有照片或檔案
notice-collecting = 已收到<b>{ $count }</b>個字。還有的話請接着發，都發完了就點「發完了」。
notice-collecting-photos = 已收到<b>{ $photos }</b>張照片、<b>{ $count }</b>個字。還有的話請接着發，都發完了就點「發完了」。
notice-cancelled = 好的，這條通知不發了。
notice-file-name = 通知全文
notice-preview-failed = 預覽沒能全部顯示，內容都還在。請過一會兒點「接着辦」。

# 預覽下面的卡片

notice-card = <b>上面就是大家會看到的樣子，發送嗎？</b>
notice-card-call-up = <b>應急集結：上面就是大家會看到的樣子，發送嗎？</b>
notice-line-call-up = 馬上送到，夜裏也不等；大家點按鈕回答能不能來。
notice-line-whole = 發給：<b>{ $scope }</b>全體黨員
notice-line-some = 發給：<b>{ $scope }</b>的{ $whom }
notice-line-some-more = 發給：<b>{ $scope }</b>的{ $whom }等，共選了{ $count }項
notice-line-only-chats = 只發到群聊：<b>{ $chats }</b>
notice-line-chats-too = 還發到群聊：<b>{ $chats }</b>
notice-line-people = 私聊能收到：<b>{ $count }人</b>
notice-line-people-without-you = 私聊能收到：<b>{ $count }人</b>，不算您自己
notice-line-groups = 群聊能收到：<b>{ $count }個</b>
notice-line-groups-missed = 有{ $count }個群聊現在發不進去
notice-line-in-groups = 另有{ $count }人只能在群裏看到
notice-line-missed = 收不到：<b>{ $count }人</b>，請當面或打電話告訴他們
notice-line-why = · { $why }：{ $count }
notice-line-why-names = · { $why }：{ $names }
notice-line-why-names-more = · { $why }：{ $names }等{ $count }個
notice-line-seconds = 全部發完大約要{ $count }秒
notice-line-minutes = 全部發完大約要{ $minutes }
notice-line-parts = 每人會收到{ $count }條消息
notice-line-file = 文章太長，全文放在檔案裏，消息裏列出各部分的標題
notice-line-when = 發送時間：<b>{ $day } { $time }</b>
notice-line-when-quiet = 🌙 那時候大家多半在休息，照樣會送到。
notice-line-quiet = 🌙 現在是休息時間。點「發送」，會在{ $day } { $time }送到大家手裏。
notice-line-approval = 人數多，點「發送」後要先請另一位同志同意。
notice-line-nobody = 還沒有人能收到，請點「發給誰」。

notice-everywhere = 所有支部
notice-role-committee = 支委會成員
notice-role-group-leaders = 黨小組組長
notice-role-full = 正式黨員
notice-role-probationary = 預備黨員
notice-role-secretaries = 支部書記

# 發給誰

notice-which = <b>發給誰？</b>點一下打勾，再點一下去掉。
notice-which-scope = <b>發給哪些支部？</b>點一下打勾，再點一下去掉。
notice-which-groups = <b>發給哪些黨小組？</b>點一下打勾，再點一下去掉。
notice-which-roles = <b>發給什麼身份的人？</b>點一下打勾，再點一下去掉。
notice-which-categories = <b>發給哪一類黨員？</b>點一下打勾，再點一下去掉。
notice-which-people = <b>發給哪些人？</b>點一下打勾，再點一下去掉。
notice-which-chats = <b>還發到哪些群聊？</b>點一下打勾，再點一下去掉。
notice-no-chats = 支部還沒有綁定群聊。請把我拉進群，在群裏發 /bind。
notice-button-whole = 全體黨員
notice-button-groups = 黨小組
notice-button-roles = 身份
notice-button-categories = 分類
notice-button-people = 挑人
notice-button-chats = 群聊
notice-button-nobody = 只發群聊，不發私聊
notice-button-branches = 支部
notice-button-chosen = ✓ { $name }
notice-button-not-chosen = { $name }

# 什麼時候發

notice-ask-when =
    <b>什麼時候發？</b>點一個，或者寫給我，比如：
    <i>明早8點</i>
    <i>11月25日19:00</i>
    <i>兩小時後</i>
notice-button-tonight = 今晚7點
notice-button-tomorrow = 明早8點
notice-button-tomorrow-night = 明晚7點
notice-button-no-time = 不定時間

# 發得怎麼樣

notice-is-awaiting-approval = ⏳ <b>已請另一位同志看，同意了就發</b>
notice-is-scheduled = 🕗 <b>安排好了，到時間自動發</b>
notice-is-sending = 📣 <b>正在發送……</b>
notice-is-ended = ✅ <b>發完了</b>
notice-is-stopped = ⏹ <b>已停止</b>，沒送到的不再送了
notice-is-cancelled = <b>已取消</b>，誰也沒有收到
notice-is-withdrawn = ↩️ <b>已撤回</b>
notice-headline = <i>{ $headline }</i>
notice-line-sent = 已送到：<b>{ $count }</b>
notice-line-sent-of = 已送到：<b>{ $count }</b>，還有<b>{ $left }</b>
notice-line-seconds-left = 大約還要{ $count }秒
notice-line-minutes-left = 大約還要{ $minutes }
notice-line-held-back = 停下來沒送的：<b>{ $count }</b>
notice-line-unknown = 不確定：<b>{ $count }</b>。網絡斷了一下，不知道送到沒有，沒有自動再發
notice-line-not-reached = 沒送到：<b>{ $count }</b>，請當面或打電話告訴
notice-line-read = 點了「收到」：<b>{ $count }</b>人，共{ $total }人
notice-line-answer = { $answer }：<b>{ $count }</b>人
notice-line-silent = 還沒回答：<b>{ $count }</b>人
notice-more =
    還要做什麼？
    <i>{ $headline }</i>
notice-sure-again = 有<b>{ $count }</b>個不確定送到沒有。再發一次，其中有人可能會收到兩遍。要再發嗎？
notice-button-sure-again = 再發一次
notice-sent-again = 好的，正在再發給{ $count }個。
notice-let-be = 好的，沒有再發。
notice-toast-sent = 開始發送
notice-toast-scheduled = 安排好了
notice-toast-awaiting = 已請另一位同志看
notice-toast-stopped = 已停止
notice-toast-off = 已取消
notice-missed-file = 沒收到的有{ $count }個。裏面有姓名，請只給該看的人看。
notice-missed-title = 沒收到的名單
notice-missed-name = 姓名
notice-missed-branch = 支部
notice-missed-group = 黨小組
notice-missed-why = 原因

why-no-account = 沒有加入
why-blocked = 停用了機器人
why-deactivated = 賬號已註銷
why-not-started = 沒有打開過機器人
why-not-found = 找不到賬號
why-kicked = 機器人不在群裏
why-migrated = 群聊升級了
why-no-rights = 群裏不讓機器人發言
why-no-media = 群裏不讓發圖片和檔案
why-topic-gone = 群裏的話題沒有了
why-topic-closed = 群裏的話題關閉了
why-message-gone = 消息已經不在了
why-bad-content = 內容發不出去
why-expired = 過了時間
why-gave-up = 一直送不到
why-failed = 我們出了問題
why-not-theirs = 賬號換了人
why-unbound = 群聊解除綁定了
why-stopped = 停止時還沒送
why-in-group = 只在群裏看到
why-unknown = 不確定送到沒有

# 我的通知

notice-list = <b>我的通知</b>
notice-list-empty = 您還沒有發過通知。
notice-state-awaiting-approval = <b>{ $number }.</b> { $day }（等同意）{ $headline }
notice-state-scheduled = <b>{ $number }.</b> { $day }（到時間發）{ $headline }
notice-state-sending = <b>{ $number }.</b> { $day }（正在發）{ $headline }
notice-state-ended = <b>{ $number }.</b> { $day } { $headline }
notice-state-stopped = <b>{ $number }.</b> { $day }（已停止）{ $headline }
notice-state-cancelled = <b>{ $number }.</b> { $day }（已取消）{ $headline }
notice-state-withdrawn = <b>{ $number }.</b> { $day }（已撤回）{ $headline }

# 請另一位同志同意

notice-approval =
    <b>{ $sender }要發上面這條通知，可以發嗎？</b>
    <i>{ $headline }</i>
notice-approval-done =
    { $sender }的這條通知已經處理過了：
    <i>{ $headline }</i>
notice-approval-cancelled =
    { $sender }的這條通知不發了：
    <i>{ $headline }</i>
notice-approved =
    ✅ 您同意了{ $sender }的通知：
    <i>{ $headline }</i>
notice-why-refused =
    退回這條通知：
    <i>{ $headline }</i>
    請把原因寫給我，最多200個字。
notice-refused =
    ↩️ 已退回：<i>{ $headline }</i>
    原因：{ $reason }
notice-toast-approved = 已通過

error-notice-video = 影片發不了。請發照片，或者在手機上選「檔案」來發。
error-notice-voice = 語音發不了。請點輸入法上的話筒，説完變成文字再發給我。
error-notice-not-this = 通知裏放不了這個。請發文字、照片或檔案。
error-notice-time-unclear = 沒看明白是什麼時候。可以寫「明早8點」或「11月25日19:00」，也可以點上面的按鈕。
error-notice-time-missing = 還要寫上幾點，比如「明早8點」。
