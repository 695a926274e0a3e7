# 工作安排：一年裏每個月要辦的事，誰來辦，辦了沒有。

task-month = <b>{ $branch }　{ $year }年{ $month }工作安排</b>
task-month-empty =
    <b>{ $branch }　{ $year }年{ $month }工作安排</b>
    這個月沒有安排。
task-line-open = { $number }. { $when }　{ $title }{ $owner }
task-line-late = ⚠ { $number }. { $when }　<b>{ $title }</b>{ $owner }（過期了）
task-line-done = ✓ { $number }. { $title }{ $owner }
task-which-branch = 看哪個支部的工作安排？

task-card = <b>{ $title }</b>
task-card-day = 什麼時候以前：{ $day }
task-card-month = 什麼時候以前：{ $year }年{ $month }以內
task-card-owner = 誰來辦：{ $owner }
task-card-remind = { $days ->
        [0] 到了那天早上9點提醒。
       *[other] 提前{ $days }天提醒，到了那天早上9點再提醒一次。
    }
task-card-late = ⚠ 已經過期了。
task-card-done = ✓ 已經完成。
task-drop-sure = 真的要刪掉「{ $title }」嗎？
task-dropped = 已經刪掉：{ $title }
task-ask-day = 「{ $title }」改到什麼時候？寫給我就行，比如：3月20日，或者：4月底。
task-ask-owner = 「{ $title }」由誰來辦？寫上姓名就行；寫「支委會」這樣的也可以。
task-ask-ahead = 提前幾天提醒？
task-toast-done = 記下了，已經完成

task-button-branch = { $branch }
task-button-branches = 別的支部
task-button-before = 上個月
task-button-after = 下個月
task-button-add = 加工作
task-button-export = 導出表格
task-button-finish = 完成
task-button-finish-one = 完成{ $number }
task-button-open-one = 修改{ $number }
task-button-undo = 還沒完成
task-button-day = 改日期
task-button-owner = 換人
task-button-ahead = 提前幾天提醒
task-button-days = { $days }天
task-button-drop = 刪掉
task-button-calendar = 看工作安排
task-button-import = 匯入{ $count }項
task-button-year = 改成{ $year }年

task-ask-list =
    <b>給{ $branch }加工作</b>
    寫一句就行，比如：3月15日前 完成組織關係排查 李明
    也可以把全年的安排一起貼過來：月份單獨寫一行，下面每行寫一件事。
    有表格的話，直接把表格發給我（要有「月份」或「日期」一列，還要有「工作」一列）。
task-list =
    <b>{ $branch }　讀出{ $count }項工作</b>
    看看對不對，點「匯入」才算數。
task-list-bad =
    <b>{ $branch }</b>
    一項工作也沒有讀出來：
task-list-day = { $year }年{ $day }　{ $title }{ $owner }
task-list-month = { $year }年{ $month }　{ $title }{ $owner }
task-list-more = 還有{ $count }項。
task-problem = ⚠ 第{ $number }行：{ $why }
task-problem-with = ⚠ 第{ $number }行：{ $why }　{ $text }
task-problem-more = 另外還有{ $count }行讀不出來。
task-problem-date-missing = 沒有寫月份或日期。
task-problem-date-unclear = 日期看不懂。
task-problem-date-impossible = 沒有這一天。
task-problem-title-missing = 沒有寫是什麼工作。
task-problem-title-long = 一項工作最多200個字。
task-problem-owner-long = 負責人寫得太長了。
task-problem-remind-far = 提前提醒的天數要在0到60之間。
task-problem-identity-number = 裏面有身份證號碼，請去掉。
task-problem-control-character = 裏面有看不見的怪字元。
task-imported = ✓ 已經匯入{ $count }項。到時候我會提醒負責人。
task-imported-known = 另有{ $count }項原來就有，沒有重複加。
task-list-dropped = 好的，沒有匯入。
task-exported = { $branch }的工作安排。改好以後發回來，就能再匯入。
task-file = 工作安排{ $year }
task-column-day = 日期
task-column-title = 工作
task-column-owner = 負責人
task-column-remind = 提前提醒天數
task-column-state = 完成情況
task-state-done = 已完成
task-state-open = 沒完成

task-reminder-soon =
    <b>{ $title }</b>
    要在{ $day }以前辦好。
    負責人：{ $owner }
task-reminder-today =
    <b>{ $title }</b>
    今天是最後一天。
    負責人：{ $owner }
task-reminder-late =
    <b>{ $title }</b>
    應該在{ $day }以前辦好，現在過期了。
    負責人：{ $owner }
reason-task-owner = 因為這項工作由您負責。
reason-task-secretary = 因為這項工作沒有能聯繫上的負責人，您是書記。

# 辦不到的

error-task-none = 沒有讀到一項工作。
error-task-too-many = 一次最多{ $limit }項，請分幾次來。
error-task-too-many-open = 沒完成的工作最多{ $limit }項，請先把辦好的點「完成」。
error-task-header-missing = 沒找到表頭。前{ $rows }行裏要有「月份」或「日期」一列，還要有「工作」一列。
error-task-no-list = 請把工作寫給我，或者發一個表格（xlsx 或 csv）。
error-task-which-branch = 您管着幾個支部。請先打開「工作安排」，選好支部，點「加工作」，再發表格。
error-task-list-done = 這一份已經辦過了。要再匯入，請重新發一次。
error-task-dropped = 這項工作已經刪掉了。
error-task-owner-long = 負責人寫得太長了，請寫短一點。
error-task-date-unclear = 沒看懂是哪一天。請這樣寫：3月20日，或者：4月底。
error-task-date-impossible = 沒有這一天，請再看一下。
