# 会议记录：文字、照片、文件，查看，做成文档，发给支部。

minutes-button-see = 查看记录
minutes-button-again = 重写文字
minutes-button-bare = 去掉照片和文件
minutes-button-done = 写好了
minutes-button-report = 做成文档
minutes-button-publish = 发给支部
minutes-button-sure = 发给大家
minutes-ask = 请把会议记录发给我：文字、照片、文件都行，可以分几条发。发完点“写好了”。
minutes-ask-more = 记上了。还有就接着发，没有了点“写好了”。
minutes-ask-again = 请把新的文字发给我，会换掉下面这一段：
minutes-line-files = 照片和文件：{ $count }个
minutes-record = <b>{ $place }　{ $kind }　{ $day } { $time }</b>
minutes-report-title = { $place }{ $kind }记录 { $day }
minutes-report-caption = { $kind } { $day } { $time }的记录，可以打印存档。里面有名字，请只发给该看的人。
minutes-section-meeting = 会议
minutes-section-people = 到会情况
minutes-section-decisions = 表决和决定
minutes-section-minutes = 会议记录
minutes-line-present = 到会：{ $names }
minutes-line-late = 迟到：{ $names }
minutes-line-minutes-late = { $name }迟到{ $minutes }分钟
minutes-line-left-early = 早退：{ $names }
minutes-line-leave = 准假：{ $names }
minutes-line-dropped = 撤下的：{ $words }
minutes-line-text = { $minutes }
minutes-ask-sure = 把下面这些发给应到的{ $should }人吗？不带名字。
minutes-published = ✓ 已经发给{ $count }人。

meeting-minutes = <b>{ $place }　{ $kind }　{ $day } { $time }</b>

error-minutes-empty = 请把会议记录发给我。
error-minutes-too-long = 会议记录最多{ $limit }个字，加上这一条有{ $count }个，这一条没有记上。长文章请存成文件再发。
error-minutes-too-many-files = 一次会最多存{ $limit }个照片和文件，这一个没有存。
error-minutes-not-held = 请先点“签到完成”，再发给支部。
error-minutes-nothing-decided = 还没有表决结果或决定，没有可发的。
error-minutes-published-before = 已经发过了，后来没有改动，就不打扰大家了。
