# 日期、时长和列举用的词。

date-day = { $month }{ $day }日 { $weekday }
date-full = { $year }年{ $month }{ $day }日
date-month-day = { $month }{ $day }日
date-moment = { $month }{ $day }日 { $time }

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日

minutes-hours = { $hours }小时
minutes-mixed = { $hours }小时{ $minutes }分钟
minutes-short = { $minutes }分钟

list-empty = 无
list-separator = 、

button-submit = 提交
button-change = 修改
button-cancel = 取消
button-confirm = 通过
button-return = 退回
button-back = 返回
button-next = 下一页
button-previous = 上一页
button-log = 记一次服务
button-done = 好了
button-skip = 跳过
button-no = 不用了
