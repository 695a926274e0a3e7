# 學習：我的學習、學習計劃、提醒、週報、學時。

# 我的學習

study-own = <b>我的學習</b>
study-line-hours = { $year }年學了<b>{ $hours }</b>學時，要求{ $target }學時，還差{ $missing }學時。
study-line-hours-reached = ✓ { $year }年學了<b>{ $hours }</b>學時，已經達到要求的{ $target }學時。
study-line-entered = 其中集中學習等{ $hours }學時。
study-line-open = 還有<b>{ $count }</b>項沒學：
study-line-all-done = ✓ 眼下沒有要學的內容。
study-button-title = { $title }
study-button-done = 完成學習
study-button-quiz = 開始答題
study-button-quiz-on = 繼續答題
study-button-link = 打開連結
study-button-open = 打開看看
study-button-mine = 看看還有哪些
study-button-finished = ✓ 學完了
study-button-left = 還有{ $count }項沒學
study-toast-done = ✓ 記下了，今年學了{ $hours }學時
study-toast-done-before = 這一項早就學完了，今年學了{ $hours }學時

# 大家收到的

study-item =
    <b>{ $title }</b>
    { $plan }　{ $hours }學時
study-item-text = { $text }
study-reminder = 提醒您：「{ $plan }」還有<b>{ $count }</b>項沒學完，有空看看。
study-reminder-one = 提醒您：「{ $plan }」裏的<b>{ $title }</b>還沒學完，有空看看。
study-week =
    <b>{ $branch }　本週學習</b>
    { $plan }：本週{ $items }項，完成{ $done }/{ $of }人次（{ $percent }%），共{ $hours }學時。
study-week-group = { $group }　{ $percent }%
reason-study-item = 因為支部的學習計劃裏有您。
reason-study-reminder = 因為您還有沒學完的。學完的人不會收到提醒。
reason-study-week = 因為支部的學習計劃每週在群裏説一次總數。

# 寫學習計劃

study-run = <b>支部的學習</b>
study-button-new = 新建學習計劃
study-button-quizzes = 測驗
study-button-plans = 學習計劃
study-button-hours = 學時
study-button-another = 另寫一份
study-ask-branch = 是哪個支部的學習計劃？
study-ask-content =
    <b>請把學習計劃發給我</b>：
    第一行寫名稱，下面每行一項。也可以發連結、圖片或檔案。
study-ask-more = 請把要加的內容發給我：每行一項，或者發連結、圖片、檔案。
study-ask-title = <b>這份學習計劃叫什麼？</b>寫給我就行，比如：十二月學習。
study-card = <b>{ $title }</b>
study-card-change =
    <b>{ $title }</b>
    點「保存」以後，改動才算數。
study-unfinished = 您有一份學習計劃寫了還沒發：
study-dropped = 好的，放下了，誰也沒有收到。
study-button-save = 保存
study-button-peek = 看看第一項的樣子

study-line-item = { $number }. { $title }（{ $kind }，{ $hours }學時）
study-line-items-more = ……一共{ $count }項
study-kind-text = 文字
study-kind-link = 連結
study-kind-file = 檔案
study-kind-quiz = 測驗
study-line-weekly = 每{ $weekday } { $time }發{ $count }項
study-line-daily = 每天{ $time }發{ $count }項
study-line-working = 只在工作日發
study-line-days = 從{ $first }到{ $last }
study-line-once = { $first }發完
study-line-provisional = 那一年的放假安排還沒公佈，最後的日子是估計的。
study-line-reminder = { $weekday } { $time }提醒沒學完的人
study-line-people = 發給全支部，{ $count }人收得到
study-line-groups = 發給{ $groups }，{ $count }人收得到
study-line-missed = 另有{ $count }人在 Telegram 上聯繫不到，學完了可以替他們記。
study-line-chats = 每週日在群裏説總數，不點名
study-line-chats-ranking = 每週日在群裏説總數，並按黨小組排名，不點名

study-ask-change = 要改哪一樣？
study-edit-when = 什麼時候發
study-edit-from = 從哪天開始
study-edit-who = 發給誰
study-edit-many = 每次幾項
study-edit-rem = 提醒
study-edit-title = 名稱
study-edit-items = 去掉幾項
study-edit-min = 每項學時
study-edit-chat = 群裏説什麼
study-edit-add = 加幾項
study-choice = { $what }
study-chosen = ● { $what }
study-ticked = ✓ { $what }
study-not-ticked = ○ { $what }
study-every-day = 每天
study-working = 只在工作日
study-ask-when = <b>什麼時候發？</b>點哪天、幾點，也可以寫一句，比如：每週三晚上7點半。
study-ask-from = <b>從哪天開始？</b>點一個，或者寫一個日子，比如：12月1日。
study-from-now = 馬上開始
study-from-monday = 下週一（{ $day }）
study-from-first = 下月1日（{ $day }）
study-ask-who = <b>發給誰？</b>點黨小組來選。現在有{ $count }人收得到。
study-everybody = 全支部
study-ask-many = <b>每次發幾項？</b>
study-ask-reminder = <b>哪天提醒沒學完的人？</b>一週只提醒一次。也可以寫一句，比如：週五下午5點。
study-no-reminder = 不提醒
study-ask-chats = <b>每週日在支部群裏説什麼？</b>不會點任何人的名。
study-totals = 説總數
study-ranking = 按黨小組排名
study-ask-length = <b>每項算幾學時？</b>
study-button-length = { $hours }學時
study-items = <b>一共{ $count }項</b>　點哪一項，就去掉哪一項。
study-button-drop = ✕ { $number }. { $title }
study-button-clear = 全部重來
study-started = ✓ 「{ $title }」開始了，{ $count }人收得到。
study-changed = ✓ 「{ $title }」改好了，{ $count }人收得到。
study-line-first = 下一次：<b>{ $day } { $time }</b>
study-button-plan = 看這份計劃

# 學習計劃怎麼樣了

study-plans = <b>{ $count }份學習計劃</b>
study-plans-none = 還沒有學習計劃。
study-button-running = { $title }
study-button-paused = { $title }（停着）
study-button-ended = ✓ { $title }
study-button-stopped = { $title }（已停止）
study-plan = <b>{ $title }</b>　{ $branch }
study-state-running = 正在進行
study-state-paused = 現在停着，什麼也不發
study-state-ended = ✓ 已經發完
study-state-stopped = 已經停止
study-line-sent = 一共{ $items }項，發了{ $sent }項
study-line-finished = { $people }人裏，<b>{ $finished }</b>人全學完了
study-line-next = 下一次：{ $day } { $time }
study-button-who = 誰學完了
study-button-items = 每一項
study-button-pause = 先停一停
study-button-resume = 接着發
study-button-stop = 停止
study-button-sure = 停止這份計劃
study-ask-stop = 「{ $title }」真的停止嗎？還有{ $count }項沒發，停了就不能再接着發。
study-names = <b>{ $title }　誰學完了</b>
study-names-group = <b>{ $group }</b>　{ $done }/{ $of }
study-names-no-group = <b>未分黨小組</b>　{ $done }/{ $of }
study-names-done = ✓ { $names }
study-names-open = 沒學完（後面是幾項）：{ $names }
study-sent = <b>{ $title }</b>　發了{ $count }項，點開看誰學完了：
study-button-item = { $title }　{ $percent }%
study-item-who =
    <b>{ $title }</b>　學完{ $done }/{ $of }
    沒有手機的同志學完了，點名字就替他記上，再點一下就去掉。

# 學時

study-hours = <b>{ $branch }　{ $year }年學時</b>　{ $reached }/{ $of }人夠了
study-hours-which = 看哪個支部的學時？
study-hours-line = { $name }　{ $hours }，還差{ $missing }
study-hours-line-reached = ✓ { $name }　{ $hours }
study-hours-enter = 補記集中學習的學時
study-hours-file = 發表格給我
study-hours-entered = 補記過的
study-column-name = 姓名
study-column-group = 黨小組
study-column-hours = 學時
study-column-target = 要求
study-column-missing = 還差
study-file = { $branch }{ $year }年學時
study-file-caption = { $branch } { $year }年的學時。
study-hours-who = <b>給誰記？</b>點名字來選。選了{ $count }人。
study-hours-all = 全選 / 全不選
study-hours-came = { $kind } { $day }到會的人
study-hours-next = 選好了
study-hours-how-long = <b>每人記幾學時？</b>一共{ $count }人。點一個，或者寫個數，比如：2.5。
study-hours-why = <b>是什麼學習？</b>點一個，或者寫一句。
study-why-lesson = 上黨課
study-why-theme-day = 主題黨日
study-why-together = 集中學習
study-why-training = 參加培訓
study-why-online = 網上學習
study-hours-sure =
    給{ $count }人每人記<b>{ $hours }</b>學時：{ $reason }
    { $names }
study-hours-done = ✓ 給{ $count }人每人記了{ $hours }學時：{ $reason }
study-hours-dropped = 好的，沒有記。
study-entries = <b>{ $branch }　今年補記過的</b>　點開可以去掉記錯的。
study-entries-none = { $branch }今年沒有補記過。
study-entry = { $name }　{ $hours }學時
study-entry-gone = ✕ { $name }　{ $hours }學時
study-entry-whole = { $day }給<b>{ $name }</b>記了{ $hours }學時：{ $reason }
study-entry-was = { $day }給{ $name }記過{ $hours }學時（{ $reason }），後來去掉了。
study-entry-undo = 記錯了，去掉
study-entry-undone = ✓ 去掉了：{ $name }的{ $hours }學時。

# 辦不到的

error-study-not-yours = 這一項不在您的學習計劃裏。
error-study-stopped = 這份學習計劃已經停止了。
error-study-quiz-first = 這是測驗，請點「開始答題」，答完就算學完。
error-study-over = 這份學習計劃已經結束，改不了了。
error-study-draft-not-yours = 這份計劃是別人在寫的。
error-study-draft-cancelled = 這份計劃已經取消不寫了。
error-study-draft-sent = 這份計劃已經發出去了。
error-study-items-fixed = 已經開始的計劃，內容不能再改。可以另寫一份。
error-study-item-too-long = 有{ $count }項太長，沒有記上。請把長文章做成檔案發給我。
error-study-too-many = 一份計劃最多{ $limit }項，多出的{ $count }項沒有記上。可以另寫一份。
error-study-card-old = 後來又改過了，請看最新的那一條。
error-study-empty = 還沒有學習內容。請先把內容發給我。
error-study-title-missing = 請先給這份計劃寫個名稱。
error-study-title-too-long = 名稱最多{ $limit }個字，您寫了{ $count }個，請寫短一點。
error-study-nobody = 一個人也沒有，沒有發出去。請先看看名冊。
error-study-never = 這樣定的話永遠發不出去，請改一下時間。
error-study-time-impossible = 沒有這樣的日子或鐘點，請再看一下。
error-study-time-missing = 請把鐘點也寫上，比如：每週一上午9點。
error-study-time-unclear = 沒看懂是什麼時候。請這樣寫：每週一上午9點，或者：每天晚上7點半。
error-study-time-quiet = 這個鐘點是大家休息的時間。請定在{ $start }到{ $end }之間。
error-study-reminder-weekly = 一週只提醒一次，請寫是周幾，比如：週五下午5點。
error-study-start-past = 這個日子已經過去了，請另説一個。
error-study-start-far = 只能定一年以內的日子，請另説一個。
error-study-start-unclear = 沒看懂是哪天。請這樣寫：12月1日。
error-study-not-sent = 這一項還沒有發給大家。
error-study-not-theirs = 這份計劃裏沒有這位同志。
error-study-done-themselves = 這一項是本人點的「完成學習」，不能替他去掉。
error-study-hours-steps = 學時請按半學時寫，最多8，比如：2.5。
error-study-hours-closed = 這一次已經記完或放下了。
error-study-hours-not-whole = 還沒選人，或者還沒寫幾學時、是什麼學習。
error-study-reason-missing = 請寫上是什麼學習。
error-study-reason-too-long = 最多{ $limit }個字，您寫了{ $count }個，請寫短一點。
error-study-lesson-entered = 到會的人都已經記過這一次的學時了。
error-study-entry-gone = 這一條已經去掉了。
