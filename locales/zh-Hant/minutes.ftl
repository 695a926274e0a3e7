# 會議記錄：文字、照片、檔案，查看，做成文檔，發給支部。

minutes-button-see = 查看記錄
minutes-button-again = 重寫文字
minutes-button-bare = 去掉照片和檔案
minutes-button-done = 寫好了
minutes-button-report = 做成文檔
minutes-button-publish = 發給支部
minutes-button-sure = 發給大家
minutes-ask = 請把會議記錄發給我：文字、照片、檔案都行，可以分幾條發。發完點「寫好了」。
minutes-ask-more = 記上了。還有就接着發，沒有了點「寫好了」。
minutes-ask-again = 請把新的文字發給我，會換掉下面這一段：
minutes-line-files = 照片和檔案：{ $count }個
minutes-record = <b>{ $place }　{ $kind }　{ $day } { $time }</b>
minutes-report-title = { $place }{ $kind }記錄 { $day }
minutes-report-caption = { $kind } { $day } { $time }的記錄，可以列印存檔。裏面有名字，請只發給該看的人。
minutes-section-meeting = 會議
minutes-section-people = 到會情況
minutes-section-decisions = 表決和決定
minutes-section-minutes = 會議記錄
minutes-line-present = 到會：{ $names }
minutes-line-late = 遲到：{ $names }
minutes-line-minutes-late = { $name }遲到{ $minutes }分鐘
minutes-line-left-early = 早退：{ $names }
minutes-line-leave = 准假：{ $names }
minutes-line-dropped = 撤下的：{ $words }
minutes-line-text = { $minutes }
minutes-ask-sure = 把下面這些發給應到的{ $should }人嗎？不帶名字。
minutes-published = ✓ 已經發給{ $count }人。

meeting-minutes = <b>{ $place }　{ $kind }　{ $day } { $time }</b>

error-minutes-empty = 請把會議記錄發給我。
error-minutes-too-long = 會議記錄最多{ $limit }個字，加上這一條有{ $count }個，這一條沒有記上。長文章請存成檔案再發。
error-minutes-too-many-files = 一次會最多存{ $limit }個照片和檔案，這一個沒有存。
error-minutes-not-held = 請先點「簽到完成」，再發給支部。
error-minutes-nothing-decided = 還沒有表決結果或決定，沒有可發的。
error-minutes-published-before = 已經發過了，後來沒有改動，就不打擾大家了。
