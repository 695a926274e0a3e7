# 日期、時長和列舉用的詞。

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

weekday-1 = 週一
weekday-2 = 週二
weekday-3 = 週三
weekday-4 = 週四
weekday-5 = 週五
weekday-6 = 週六
weekday-7 = 週日

minutes-hours = { $hours }小時
minutes-mixed = { $hours }小時{ $minutes }分鐘
minutes-short = { $minutes }分鐘

list-empty = 無
list-separator = 、

button-submit = 提交
button-change = 修改
button-cancel = 取消
button-confirm = 通過
button-return = 退回
button-back = 返回
button-next = 下一頁
button-previous = 上一頁
button-log = 記一次服務
button-done = 好了
button-skip = 跳過
button-no = 不用了
