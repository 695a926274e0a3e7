# 會議：寫會議、發通知、參加和請假、簽到、會議記錄、還差哪些會。

meeting-kind-assembly = 支部黨員大會
meeting-kind-committee = 支委會
meeting-kind-group = 黨小組會
meeting-kind-lesson = 黨課
meeting-kind-theme-day = 主題黨日
meeting-kind-life = 組織生活會
meeting-kind-appraisal = 民主評議
meeting-kind-other = 會議

meeting-line-kind = { $kind }
meeting-line-when = 時間：<b>{ $day } { $time }</b>
meeting-line-place = 地點：<b>{ $place }</b>
meeting-line-host = 主持：{ $host }
meeting-line-agenda = 內容：{ $agenda }
meeting-line-people = 發給{ $count }人
meeting-line-chats = 也發到支部的{ $count }個群
meeting-line-missed = 另有{ $count }人在 Telegram 上聯繫不到，請當面告訴。
meeting-line-told-at = 現在是休息時間，{ $day } { $time }再送到大家手機上。

# 寫會議

meeting-card = <b>{ $place }　{ $kind }</b>
meeting-card-change =
    <b>{ $place }　{ $kind }</b>
    點「告訴大家」以後，改動才算數。
meeting-ask-branch = 是哪個支部的會？
meeting-ask-kind = <b>要開什麼會？</b>點一個就行。
meeting-ask-group = 是哪個黨小組的會？
meeting-ask-time = <b>什麼時候開？</b>點一個，或者寫一句，比如：11月25日晚上7點。
meeting-ask-place = <b>在哪裏開？</b>寫給我就行，比如：黨員活動室。
meeting-ask-agenda = 會上要做什麼？寫給我就行，長短都可以。
meeting-ask-host = 誰來主持？寫上姓名就行。
meeting-ask-change = 要改哪一樣？
meeting-unfinished = 您有一個會寫了還沒發：
meeting-dropped = 好的，這個會不寫了，誰也沒有收到。
meeting-told = ✓ 已經通知{ $count }人。應到{ $should }人。
meeting-told-change = ✓ 改動已經告訴{ $count }人。應到{ $should }人。
meeting-line-chats-told = 支部的{ $count }個群也發了。

meeting-button-new = 另寫一個
meeting-button-kind = 什麼會
meeting-button-time = 時間
meeting-button-place = 地點
meeting-button-agenda = 內容
meeting-button-host = 主持人
meeting-button-name = { $name }
meeting-button-last = 同上次一樣
meeting-button-chats-on = ○ 也發到群裏
meeting-button-chats-off = ✓ 也發到群裏
meeting-button-tell = 告訴大家
meeting-button-tomorrow-morning = 明天上午9點
meeting-button-tomorrow-afternoon = 明天下午3點
meeting-button-tomorrow-night = 明天晚上7點
meeting-button-after-tomorrow = 後天晚上7點

# 大家收到的

meeting-invitation =
    <b>{ $place }　{ $kind }</b>
    請您參加：
meeting-changed =
    <b>{ $place }　{ $kind }有改動</b>
    請以這一條為準：
meeting-called-off =
    <b>{ $place }　{ $kind }不開了</b>
    原來定的是：
meeting-reminder =
    <b>別忘了：{ $place }　{ $kind }</b>
    來不了請點「請假」。
reason-meeting = 因為您是這個會的應到人員。
reason-meeting-reminder = 因為您要參加這個會。請過假的人不會再收到提醒。
reason-meeting-leave = 因為這個會由您負責。
reason-meeting-group = 因為本群綁定了這個支部。

# 群裏收到的

meeting-group-invitation =
    <b>{ $place }　{ $kind }</b>
    請大家參加：
meeting-group-changed =
    <b>{ $place }　{ $kind }有改動</b>
    請以這一條為準：
meeting-group-called-off =
    <b>{ $place }　{ $kind }不開了</b>
    原來定的是：
meeting-group-reminder =
    <b>快開會了：{ $place }　{ $kind }</b>

meeting-button-come = 參加
meeting-button-leave = 請假
meeting-button-calendar = 加到日曆
meeting-calendar = 點開這個檔案，就能加到手機日曆裏。
meeting-button-grant = 准假
meeting-button-refuse = 不準

meeting-mine = <b>{ $place }　{ $kind }</b>
meeting-mine-silent = 您還沒有回答，請點一下。
meeting-mine-attending = ✓ 您參加。來不了了就點「請假」。
meeting-mine-asked = 已經替您請假，等書記回覆。能來了就點「參加」。
meeting-mine-granted = ✓ 准假了。能來了就點「參加」。
meeting-mine-refused = 這次沒有準假，請儘量參加。
meeting-mine-off = 這個會不開了。
meeting-toast-come = 記下了，您參加
meeting-toast-leave = 已經替您請假
meeting-ask-reason = { $day } { $time }的{ $kind }，為什麼來不了？點一個，或者寫一句。
meeting-why-ill = 身體不好
meeting-why-work = 要上班
meeting-why-family = 家裏有事
meeting-why-away = 人在外地

meeting-leave-request =
    <b>{ $name }</b>請假：{ $day } { $time }的{ $kind }
    原因：{ $reason }
meeting-leave-granted = ✓ { $day } { $time }的{ $kind }，您的請假已經<b>準了</b>。
meeting-leave-refused = { $day } { $time }的{ $kind }，您的請假<b>沒有準</b>。有難處請和書記説一聲。
meeting-decided-granted = ✓ 已准假：{ $name }，{ $day } { $time }的{ $kind }（{ $reason }）
meeting-decided-refused = 沒有準假：{ $name }，{ $day } { $time }的{ $kind }（{ $reason }）。已經告訴本人。

# 誰來、簽到、會議記錄

meeting-run = <b>{ $place }　{ $kind }</b>
meeting-line-replies = 應到{ $should }人：參加<b>{ $attending }</b>，准假{ $leave }，還沒定{ $silent }
meeting-line-silent = 還沒有回答：{ $names }
meeting-line-asked = 等您准假：{ $name }（{ $reason }）
meeting-line-untold = 要當面告訴：{ $names }
meeting-line-came = 應到{ $should }人，到會<b>{ $present }</b>人，准假{ $leave }人，缺席{ $absent }人，到會率<b>{ $percent }%</b>
meeting-line-absent = 缺席：{ $names }
meeting-line-recorded-late = 這次會是過後補記的。
meeting-line-minutes = 會議記錄：{ $minutes }

meeting-button-run = 誰來、誰請假
meeting-button-change = 改時間地點
meeting-button-off = 不開了
meeting-button-sure = 不開了，告訴大家
meeting-button-roll-begin = 點名
meeting-button-roll = 看簽到
meeting-button-minutes = 寫會議記錄
meeting-button-all = 其餘都到了
meeting-button-held = 簽到完成

meeting-roll =
    <b>簽到　{ $kind } { $day } { $time }</b>
    到會{ $present }人，應到{ $should }人，准假{ $leave }人。
    點名字就記上，再點一下就去掉。
meeting-mode = { $mode }
meeting-mode-chosen = ● { $mode }
meeting-mode-on-time = 到會
meeting-mode-late = 遲到
meeting-mode-left-early = 早退
meeting-mode-absent = 缺席
meeting-mark-none = ○ { $name }
meeting-mark-on-time = ✓ { $name }
meeting-mark-late = 遲到　{ $name }
meeting-mark-late-minutes = 遲到{ $minutes }分　{ $name }
meeting-mark-left-early = 早退　{ $name }
meeting-mark-absent = 缺席　{ $name }
meeting-mark-leave = 准假　{ $name }
meeting-toast-held = 簽到完成，已經存好
meeting-ask-sure = { $day } { $time }的{ $kind }真的不開了嗎？會告訴應到的{ $should }人。
meeting-is-off = { $day } { $time }的{ $kind }不開了，已經告訴{ $count }人。

# 還差哪些會

meeting-branch = <b>{ $branch }的會議</b>
meeting-due-month = ○ { $group }{ $kind }：這個月還差<b>{ $owed }</b>次，還有{ $days }天
meeting-due-quarter = ○ { $group }{ $kind }：這個季度還差<b>{ $owed }</b>次，還有{ $days }天
meeting-due-year = ○ { $group }{ $kind }：今年還差<b>{ $owed }</b>次，還有{ $days }天
meeting-due-fixed = ◐ { $group }{ $kind }：定在{ $day }
meeting-due-paid = ✓ { $group }{ $kind }：已經開過
meeting-line-rate = 今年到會率<b>{ $percent }%</b>，要求{ $wanted }%
meeting-line-rate-good = ✓ 今年到會率{ $percent }%，達到{ $wanted }%
meeting-line-late = 其中{ $count }次是過後補記的。
meeting-overview = <b>{ $count }個支部的會議</b>　還有{ $owing }個支部沒開夠。差得多的在前面。
meeting-button-branch = { $branch }　還差{ $owed }次
meeting-button-branch-paid = ✓ { $branch }
meeting-button-draft = 準備{ $group }{ $kind }
meeting-button-close = 補簽到：{ $kind } { $day }
meeting-button-coming = { $kind } { $day } { $time }　{ $attending }/{ $should }
meeting-button-mine = 我要參加的會
meeting-button-past = 開過的會
meeting-past = <b>{ $branch }開過的會</b>　點開看記錄。
meeting-past-none = <b>{ $branch }</b>還沒有開過的會。
meeting-button-held-one = { $kind } { $day }　{ $present }/{ $should }
meeting-button-held-late = { $kind } { $day }　{ $present }/{ $should }（補記）
meeting-button-own = ✓ { $kind } { $day } { $time }
meeting-button-own-silent = { $kind } { $day } { $time }
meeting-own = 您有{ $count }個會要參加，點開看看：
meeting-own-none = 眼下沒有要您參加的會。

# 辦不到的

error-meeting-time-past = 這個時間已經過去了，請另説一個。
error-meeting-time-far = 只能定一年以內的會，請另説一個時間。
error-meeting-time-missing = 請把鐘點也寫上，比如：11月25日晚上7點。
error-meeting-time-impossible = 沒有這樣的日子或鐘點，請再看一下。
error-meeting-time-unclear = 沒看懂是什麼時候。請這樣寫：11月25日晚上7點。
error-meeting-kind-unclear = 沒看懂是什麼會，請點一個按鈕。
error-meeting-choose-button = 請點上面的按鈕來選。
error-meeting-place-missing = 請寫上在哪裏開。
error-meeting-place-too-long = 地點最多{ $limit }個字，您寫了{ $count }個，請寫短一點。
error-meeting-agenda-too-long = 會議內容最多{ $limit }個字，您寫了{ $count }個，這一段沒有記上。請寫短一點；長文章可以用「發通知」來發。
error-meeting-host-too-long = 主持人最多{ $limit }個字，您寫了{ $count }個，請寫短一點。
error-meeting-draft-not-yours = 這個會是別人在寫的。
error-meeting-draft-cancelled = 這個會已經取消不寫了。
error-meeting-draft-sent = 這個會已經通知大家了。
error-meeting-kind-fixed = 已經通知大家的會不能換成別的會。可以把它取消，再另寫一個。
error-meeting-no-last = 以前沒有開過這樣的會。
error-meeting-card-old = 後來又改過了，請看最新的那一條再發。
error-meeting-not-whole = 還差時間或地點，寫上再發。
error-meeting-nobody = 這個會一個人也沒有，沒有發出去。請先看看名冊。
error-meeting-not-changed = 什麼都沒有改，就不打擾大家了。
error-meeting-cancelled = 這個會已經不開了。
error-meeting-begun = 這個會已經開始了，現在改不了。有事請直接和書記説。
error-meeting-not-yours = 這個會沒有叫您，不用回答。
error-meeting-only-own-group = 您可以開本黨小組的會。支部的會請書記來開。
error-meeting-group-stranger = 這是給本支部黨員的，您還沒有登記，沒有記上。
error-meeting-group-other = 這個會不是本群所在支部的，沒有記上。
error-meeting-leave-granted-before = 您的假已經準了，不用再請。
error-meeting-leave-own = 自己的假要由別人來準。
error-meeting-leave-gone = { $name }現在沒有在請假。
error-meeting-roll-early = 開會前一小時才能簽到。
error-meeting-not-begun = 會還沒有開始，開始以後再點「簽到完成」。
error-meeting-roll-empty = 還沒有記一個到會的人。
