# 星級和依據

stars-mine = <b>我的星級</b>
stars-of = <b>{ $name }的星級</b>
stars-year =
    { $year }年 <b>{ $stars }</b>
    { $scheme }
stars-year-short = { $year }年 <b>{ $stars }</b>
stars-sums = 今年已確認：<b>{ $services }次</b>，共<b>{ $minutes }</b>
stars-lifetime-services = 歷年累計計星：<b>{ $value }次</b>
stars-lifetime-hours = 歷年累計計星：<b>{ $value }</b>
stars-missing-services = 離{ $next }星還差<b>{ $missing }次</b>
stars-missing-hours = 離{ $next }星還差<b>{ $missing }</b>
stars-missing-topics = 離{ $next }星還差<b>{ $missing }個方面</b>，由評議產生
stars-top = 已經是最高星級，了不起！

stars-past =
    { "" }
    <b>往年</b>
stars-past-line =
    { $year }年 <b>{ $stars }</b> { $services }次，{ $minutes }
    { $scheme }

stars-settled = ✔ 已結算，不再變
stars-settled-changed = ✔ 已結算，不再變；之後有{ $count }條記錄更正過

stars-why-counts = { $place }✓ { $day } { $minutes } { $words }
stars-why-not = { $place }– { $day } { $minutes } { $words }（{ $reason }）
stars-why-counts-changed = { $place }✓ { $day } { $minutes } { $words }（結算後更正）
stars-why-not-changed = { $place }– { $day } { $minutes } { $words }（{ $reason }）（結算後更正）
stars-why-nothing = 這一年還沒有記錄。

why-not-confirmed = 還沒確認
why-returned = 已退回
why-revoked = 已撤回或撤銷
why-other-year = 不是這一年的
why-category-not-counted = 這一類不計星
why-too-short = 時長不夠
why-day-cap = 這一天計滿了
why-from-appraisal = 星來自評議，不計次數
why-after-settlement = 結算之後才有的

stars-rules =
    <b>{ $title }</b>
    { $description }

stars-scheme-offered =
    <b>{ $title }</b>
    { $description }

stars-rule-services-year = 一年內確認的服務，滿{ $steps }次，依次得1到{ $top }星。
stars-rule-services-lifetime = 歷年累計確認的服務，滿{ $steps }次，依次得1到{ $top }星。
stars-rule-hours-year = 一年內確認的時長，滿{ $steps }，依次得1到{ $top }星。
stars-rule-hours-lifetime = 歷年累計確認的時長，滿{ $steps }，依次得1到{ $top }星。
stars-rule-topics-year = 評上{ $steps }個方面，依次得1到{ $top }星。
stars-rule-topics = 各個方面：{ $topics }。
stars-rule-categories = 只計這些類別：{ $categories }。
stars-rule-minimum = 每次至少{ $minimum }才計。
stars-rule-day-cap = 一天最多計{ $services }次。

stars-team = <b>{ $year }年支部黨員的星級</b>
stars-team-line =
    <b>{ $number }.</b> { $name } { $stars }
    { $services }次，{ $minutes }
stars-which-scheme = 從{ $year }年起，支部用哪種評星辦法？點開看説明。往年的星不變。
stars-scheme-chosen = 好的，從{ $year }年起用「<b>{ $title }</b>」。往年的星不變。
stars-toast-scheme-chosen = 已經換好

button-why = 依據
button-why-year = { $year }年依據
button-earlier-years = 往年
button-scheme-rules = 評星辦法
button-team-stars = 支部黨員的星級
button-choose-scheme = 換評星辦法
button-scheme = { $title }
button-scheme-current = ✓ { $title }
button-use-scheme = 從{ $year }年起採用
button-my-stars = 我的星級

error-scheme-not-yet = 這個辦法從{ $first }年才開始，{ $year }年用不上。
error-scheme-unknown = 找不到評星辦法「{ $scheme }」，請告訴運維人員。
