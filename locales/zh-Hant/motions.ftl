# 表決和決定：寫議題、計票、更正；沒有計票的決定記成一條。

motion-button-list = 表決和決定
motion-list = <b>表決和決定　{ $kind } { $day } { $time }</b>
motion-list-empty =
    <b>表決和決定　{ $kind } { $day } { $time }</b>
    還沒有。點下面的按鈕加一項。
motion-one = <b>{ $kind } { $day } { $time }</b>
motion-line-voting = 有表決權的黨員：應到{ $should }人，到會{ $present }人。預備黨員不計票。
motion-line-decision = { $number }. 決定：{ $words }
motion-line-open = { $number }. { $words }　（還沒計票）
motion-line-passed = { $number }. { $words }　<b>✓ 通過</b>：贊成{ $favour }，反對{ $against }，棄權{ $abstained }，未投{ $silent }（應到{ $should }，到會{ $present }，過半是{ $needed }）
motion-line-failed = { $number }. { $words }　<b>沒有通過</b>：贊成{ $favour }，反對{ $against }，棄權{ $abstained }，未投{ $silent }（應到{ $should }，到會{ $present }，要{ $needed }人贊成）
motion-line-no-quorum = { $number }. { $words }　<b>不算數</b>：到會{ $present }人，不到應到{ $should }人的一半（贊成{ $favour }，反對{ $against }，棄權{ $abstained }，未投{ $silent }）
motion-line-corrected = 　{ $day } { $time }{ $name }更正過，原來是贊成{ $favour }，反對{ $against }，棄權{ $abstained }
motion-line-late = 　這是{ $day } { $time }過後補記的
motion-line-dropped = 　{ $day } { $time }{ $name }撤下

motion-button-new = 加一項表決
motion-button-note = 記一條決定
motion-ask-words = 要表決什麼？寫一句給我，比如：同意李明同志按期轉正。
motion-ask-decision = 定了什麼？寫一句給我，比如：週六上午清掃村口。
motion-ask-count = 到會有表決權的{ $present }人。點一個，或者寫一句：贊成12 反對1 棄權0
motion-ask-recount = 票數不對，就重新寫一句：贊成12 反對1 棄權0。原來的會留底。
motion-button-all = 全部贊成（{ $count }人）
motion-button-one-against = 1人反對，{ $count }人贊成
motion-button-one-abstains = 1人棄權，{ $count }人贊成
motion-toast-counted = 票數記好了
motion-button-drop = 撤下這一項
motion-button-sure = 撤下
motion-ask-sure = 把「{ $words }」撤下來嗎？記錄裏會留一筆。

error-motion-no-votes-here = 這種會不用表決，可以記一條決定。
error-motion-too-many-motions = 一次會最多記{ $limit }項，再多請寫進會議記錄。
error-motion-empty = 請寫一句話給我。
error-motion-too-long = 一項最多{ $limit }個字，您寫了{ $count }個，沒有記上。請寫短一點。
error-motion-no-room = 一次會的表決和決定加起來最多{ $limit }個字，這一項沒有記上。請寫進會議記錄。
error-motion-said-before = 這一項已經有了。
error-motion-dropped = 這一項已經撤下了。
error-motion-nobody-votes = 這個會沒有有表決權的黨員，不能表決。
error-motion-roll-first = 還沒有記誰到會。請先簽到，再計票。
error-motion-count-unclear = 沒看懂票數。請這樣寫：贊成12 反對1 棄權0
error-motion-card-old = 簽到或票數後來改過了，請看最新的數再點。
error-motion-too-many-votes = 報了{ $cast }票，可是到會有表決權的只有{ $present }人。請核對票數，或者先把簽到補全。
