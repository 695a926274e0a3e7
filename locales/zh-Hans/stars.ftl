# 星级和依据

stars-mine = <b>我的星级</b>
stars-of = <b>{ $name }的星级</b>
stars-year =
    { $year }年 <b>{ $stars }</b>
    { $scheme }
stars-year-short = { $year }年 <b>{ $stars }</b>
stars-sums = 今年已确认：<b>{ $services }次</b>，共<b>{ $minutes }</b>
stars-lifetime-services = 历年累计计星：<b>{ $value }次</b>
stars-lifetime-hours = 历年累计计星：<b>{ $value }</b>
stars-missing-services = 离{ $next }星还差<b>{ $missing }次</b>
stars-missing-hours = 离{ $next }星还差<b>{ $missing }</b>
stars-missing-topics = 离{ $next }星还差<b>{ $missing }个方面</b>，由评议产生
stars-top = 已经是最高星级，了不起！

stars-past =
    { "" }
    <b>往年</b>
stars-past-line =
    { $year }年 <b>{ $stars }</b> { $services }次，{ $minutes }
    { $scheme }

stars-settled = ✔ 已结算，不再变
stars-settled-changed = ✔ 已结算，不再变；之后有{ $count }条记录更正过

stars-why-counts = { $place }✓ { $day } { $minutes } { $words }
stars-why-not = { $place }– { $day } { $minutes } { $words }（{ $reason }）
stars-why-counts-changed = { $place }✓ { $day } { $minutes } { $words }（结算后更正）
stars-why-not-changed = { $place }– { $day } { $minutes } { $words }（{ $reason }）（结算后更正）
stars-why-nothing = 这一年还没有记录。

why-not-confirmed = 还没确认
why-returned = 已退回
why-revoked = 已撤回或撤销
why-other-year = 不是这一年的
why-category-not-counted = 这一类不计星
why-too-short = 时长不够
why-day-cap = 这一天计满了
why-from-appraisal = 星来自评议，不计次数
why-after-settlement = 结算之后才有的

stars-rules =
    <b>{ $title }</b>
    { $description }

stars-scheme-offered =
    <b>{ $title }</b>
    { $description }

stars-rule-services-year = 一年内确认的服务，满{ $steps }次，依次得1到{ $top }星。
stars-rule-services-lifetime = 历年累计确认的服务，满{ $steps }次，依次得1到{ $top }星。
stars-rule-hours-year = 一年内确认的时长，满{ $steps }，依次得1到{ $top }星。
stars-rule-hours-lifetime = 历年累计确认的时长，满{ $steps }，依次得1到{ $top }星。
stars-rule-topics-year = 评上{ $steps }个方面，依次得1到{ $top }星。
stars-rule-topics = 各个方面：{ $topics }。
stars-rule-categories = 只计这些类别：{ $categories }。
stars-rule-minimum = 每次至少{ $minimum }才计。
stars-rule-day-cap = 一天最多计{ $services }次。

stars-team = <b>{ $year }年支部党员的星级</b>
stars-team-line =
    <b>{ $number }.</b> { $name } { $stars }
    { $services }次，{ $minutes }
stars-which-scheme = 从{ $year }年起，支部用哪种评星办法？点开看说明。往年的星不变。
stars-scheme-chosen = 好的，从{ $year }年起用“<b>{ $title }</b>”。往年的星不变。
stars-toast-scheme-chosen = 已经换好

button-why = 依据
button-why-year = { $year }年依据
button-earlier-years = 往年
button-scheme-rules = 评星办法
button-team-stars = 支部党员的星级
button-choose-scheme = 换评星办法
button-scheme = { $title }
button-scheme-current = ✓ { $title }
button-use-scheme = 从{ $year }年起采用
button-my-stars = 我的星级

error-scheme-not-yet = 这个办法从{ $first }年才开始，{ $year }年用不上。
error-scheme-unknown = 找不到评星办法“{ $scheme }”，请告诉运维人员。
