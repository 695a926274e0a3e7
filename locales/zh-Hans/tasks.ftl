# 工作安排：一年里每个月要办的事，谁来办，办了没有。

task-month = <b>{ $branch }　{ $year }年{ $month }工作安排</b>
task-month-empty =
    <b>{ $branch }　{ $year }年{ $month }工作安排</b>
    这个月没有安排。
task-line-open = { $number }. { $when }　{ $title }{ $owner }
task-line-late = ⚠ { $number }. { $when }　<b>{ $title }</b>{ $owner }（过期了）
task-line-done = ✓ { $number }. { $title }{ $owner }
task-which-branch = 看哪个支部的工作安排？

task-card = <b>{ $title }</b>
task-card-day = 什么时候以前：{ $day }
task-card-month = 什么时候以前：{ $year }年{ $month }以内
task-card-owner = 谁来办：{ $owner }
task-card-remind = { $days ->
        [0] 到了那天早上9点提醒。
       *[other] 提前{ $days }天提醒，到了那天早上9点再提醒一次。
    }
task-card-late = ⚠ 已经过期了。
task-card-done = ✓ 已经完成。
task-drop-sure = 真的要删掉“{ $title }”吗？
task-dropped = 已经删掉：{ $title }
task-ask-day = “{ $title }”改到什么时候？写给我就行，比如：3月20日，或者：4月底。
task-ask-owner = “{ $title }”由谁来办？写上姓名就行；写“支委会”这样的也可以。
task-ask-ahead = 提前几天提醒？
task-toast-done = 记下了，已经完成

task-button-branch = { $branch }
task-button-branches = 别的支部
task-button-before = 上个月
task-button-after = 下个月
task-button-add = 加工作
task-button-export = 导出表格
task-button-finish = 完成
task-button-finish-one = 完成{ $number }
task-button-open-one = 修改{ $number }
task-button-undo = 还没完成
task-button-day = 改日期
task-button-owner = 换人
task-button-ahead = 提前几天提醒
task-button-days = { $days }天
task-button-drop = 删掉
task-button-calendar = 看工作安排
task-button-import = 导入{ $count }项
task-button-year = 改成{ $year }年

task-ask-list =
    <b>给{ $branch }加工作</b>
    写一句就行，比如：3月15日前 完成组织关系排查 李明
    也可以把全年的安排一起贴过来：月份单独写一行，下面每行写一件事。
    有表格的话，直接把表格发给我（要有“月份”或“日期”一列，还要有“工作”一列）。
task-list =
    <b>{ $branch }　读出{ $count }项工作</b>
    看看对不对，点“导入”才算数。
task-list-bad =
    <b>{ $branch }</b>
    一项工作也没有读出来：
task-list-day = { $year }年{ $day }　{ $title }{ $owner }
task-list-month = { $year }年{ $month }　{ $title }{ $owner }
task-list-more = 还有{ $count }项。
task-problem = ⚠ 第{ $number }行：{ $why }
task-problem-with = ⚠ 第{ $number }行：{ $why }　{ $text }
task-problem-more = 另外还有{ $count }行读不出来。
task-problem-date-missing = 没有写月份或日期。
task-problem-date-unclear = 日期看不懂。
task-problem-date-impossible = 没有这一天。
task-problem-title-missing = 没有写是什么工作。
task-problem-title-long = 一项工作最多200个字。
task-problem-owner-long = 负责人写得太长了。
task-problem-remind-far = 提前提醒的天数要在0到60之间。
task-problem-identity-number = 里面有身份证号码，请去掉。
task-problem-control-character = 里面有看不见的怪字符。
task-imported = ✓ 已经导入{ $count }项。到时候我会提醒负责人。
task-imported-known = 另有{ $count }项原来就有，没有重复加。
task-list-dropped = 好的，没有导入。
task-exported = { $branch }的工作安排。改好以后发回来，就能再导入。
task-file = 工作安排{ $year }
task-column-day = 日期
task-column-title = 工作
task-column-owner = 负责人
task-column-remind = 提前提醒天数
task-column-state = 完成情况
task-state-done = 已完成
task-state-open = 没完成

task-reminder-soon =
    <b>{ $title }</b>
    要在{ $day }以前办好。
    负责人：{ $owner }
task-reminder-today =
    <b>{ $title }</b>
    今天是最后一天。
    负责人：{ $owner }
task-reminder-late =
    <b>{ $title }</b>
    应该在{ $day }以前办好，现在过期了。
    负责人：{ $owner }
reason-task-owner = 因为这项工作由您负责。
reason-task-secretary = 因为这项工作没有能联系上的负责人，您是书记。

# 办不到的

error-task-none = 没有读到一项工作。
error-task-too-many = 一次最多{ $limit }项，请分几次来。
error-task-too-many-open = 没完成的工作最多{ $limit }项，请先把办好的点“完成”。
error-task-header-missing = 没找到表头。前{ $rows }行里要有“月份”或“日期”一列，还要有“工作”一列。
error-task-no-list = 请把工作写给我，或者发一个表格（xlsx 或 csv）。
error-task-which-branch = 您管着几个支部。请先打开“工作安排”，选好支部，点“加工作”，再发表格。
error-task-list-done = 这一份已经办过了。要再导入，请重新发一次。
error-task-dropped = 这项工作已经删掉了。
error-task-owner-long = 负责人写得太长了，请写短一点。
error-task-date-unclear = 没看懂是哪一天。请这样写：3月20日，或者：4月底。
error-task-date-impossible = 没有这一天，请再看一下。
