# 党费：该交多少、谁交了、每月提醒。钱不经过这里。

dues-own = <b>{ $month }的党费</b>　还没有登记
dues-own-marked = <b>{ $month }的党费</b>　✓ 已经登记
dues-line-rate = { $kind }，每月税后{ $base }元，每月交<b>{ $amount }元</b>
dues-line-range = { $kind }：每月交<b>{ $least }</b>到<b>{ $most }</b>元，自己定
dues-line-fixed = { $kind }：每月交<b>{ $amount }元</b>
dues-line-unknown = 每月交多少，支部还没有定。
dues-bracket-first = { $up_to }元以内（含），按{ $percent }%交。
dues-bracket-middle = { $above }元以上到{ $up_to }元（含），按{ $percent }%交。
dues-bracket-last = { $above }元以上，按{ $percent }%交。
dues-is-old = 这是以前定的，今年的还没有定。
dues-own-paid = 今年已登记：{ $months }
dues-own-open = 还没登记：{ $months }。已经交过的，请告诉支部书记。
dues-own-not-kept = 您的支部还没有在这里登记党费。

dues-kind-wage = 在职有工资
dues-kind-retired = 退休
dues-kind-farmer = 农民
dues-kind-student = 学生或低保
dues-no-kind = 未定

# 算一算

dues-ask-kind = <b>算党费</b>　您是哪一种？算完不保存。
dues-ask-base = { $kind }：每月税后拿多少元？请写数字，比如：4200
dues-result = <b>算好了</b>

# 书记看的

dues-which-branch = 看哪个支部的党费？
dues-month =
    <b>{ $branch }　{ $year }年{ $month }党费</b>
    已登记{ $paid }人，还差{ $open }人。谁交了就点谁的名字，点错了再点一下。
dues-paid = ✓ { $name }
dues-paid-sum = ✓ { $name } { $amount }
dues-open = ○ { $name }
dues-before = ‹ { $month }
dues-after = { $month } ›
dues-behind = 连着三个月没有登记：{ $names }。可以私下问一问，是不是有难处。
dues-old = 有{ $count }人的标准还是以前的，请看“缴费标准”。
dues-button-mine = 我的党费
dues-button-calculator = 算一算
dues-button-month = 看名单
dues-button-rest = 其余都交了
dues-button-paste = 粘贴名单
dues-button-bases = 缴费标准
dues-button-reminder = 每月提醒
dues-button-file = 导出表格
dues-button-sure = 都交了
dues-ask-sure = { $month }还没登记的{ $count }人，真的都交了吗？
dues-toast-marked = 记下了
dues-toast-unmarked = 已经取消登记
dues-ask-list =
    请把交了{ $month }党费的人发给我，一行一个，后面可以写金额：
    <i>张三 42
    李四</i>
dues-pasted = <b>{ $month }：这次登记了{ $count }人</b>。已登记{ $paid }人，还差{ $open }人。
dues-pasted-before = 以前就登记过：{ $names }
dues-pasted-unknown = 名册里没有：{ $names }。请看看名字，改好再粘贴一次。
dues-pasted-choose = 有同名的人，请点是哪一位：{ $names }
dues-choice = { $name }　{ $group }
dues-choice-sum = { $name }　{ $group }　{ $amount }元

# 缴费标准

dues-bases = <b>{ $branch }的缴费标准</b>　{ $count }人里已定{ $known }人。收入只有您和本人看得到。
dues-person = { $name }　{ $kind }
dues-button-keep = 沿用去年的（{ $count }人）
dues-button-next = 下一位：{ $name }
dues-toast-kept = 沿用了{ $count }人
dues-payer = <b>{ $name }的党费</b>　按哪一种交，请点下面：
dues-paid-month = ✓ { $month }
dues-paid-month-sum = ✓ { $month } { $amount }元
dues-ask-base-of = { $name }（{ $kind }）：每月税后多少元？请写数字，比如：4200
dues-toast-set = 定好了
dues-button-rates = 粘贴标准
dues-ask-rates =
    请把大家的情况发给我，一行一个：姓名、哪一种、每月税后收入。
    <i>张三 工资 4200
    李四 退休 3500
    王五 农民</i>
dues-rates-set = <b>定好了{ $count }人</b>
dues-rates-unclear = 没写清是哪一种，或者没写收入：{ $lines }
dues-rates-unknown = 名册里没有：{ $lines }
dues-rates-namesakes = 有同名的人，请点名字一个一个定：{ $lines }

# 每月提醒

dues-reminder-off = <b>每月提醒</b>　现在没有开。选一个日子，到时候只提醒还没有登记的人：
dues-reminder-on = <b>每月提醒</b>　每月{ $day }日{ $time }，只提醒还没有登记的人。月底告诉您还差几个人。要改就另选一个日子：
dues-day = { $day }日
dues-ask-hour = 每月{ $day }日，几点提醒？
dues-hour = { $time }
dues-button-off = 不再提醒

dues-reminder = <b>{ $month }的党费</b>　请记得交给{ $branch }。已经交过的，请告诉支部书记一声。
dues-month-end = <b>{ $branch }　{ $month }党费</b>　还有{ $count }人没有登记。
dues-new-year = <b>{ $branch }</b>　新的一年，有{ $count }人的缴费标准要重新定。没有变化的，可以一次沿用去年的。
reason-dues-reminder = 因为支部还没有登记您这个月的党费
reason-dues-month-end = 因为您管支部的党费

# 表格

dues-column-name = 姓名
dues-column-group = 党小组
dues-column-kind = 类别
dues-column-due = 每月应交
dues-column-total = 合计
dues-file-name = 党费
dues-file = { $branch }{ $year }年的党费。打勾的交了，没有记金额。里面有个人信息，请不要转给别人。

# 办不到的

error-dues-sum-unclear = 没看懂是多少钱。请写每月税后的钱数，比如：4200
error-dues-sum-negative = 钱数不能比0还少，请再写一次，比如：4200
error-dues-sum-large = 这个数太大了，请看看是不是多打了几个0。要写每月的，不是全年的。
error-dues-base-large = 每月收入最多写{ $limit }元，请看看是不是多打了几个0。
error-dues-month-far = 只能登记最近两年和往后一年的党费。
error-dues-list-empty = 没有看到名字。请一行写一个，比如：张三 42
error-dues-list-long = 一次最多{ $limit }人，您发了{ $count }人，一个也没有登记。请分两次发。
error-dues-hour-quiet = 这个时候大家在休息，请选别的钟点。
