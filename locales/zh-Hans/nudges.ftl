# 提醒还没有确认的人：马上，或者每天定时。

nudge-ask =
    <b>提醒未确认</b>　{ $about }
    还有<b>{ $count }</b>人没有确认，现在提醒他们一次？已经确认的人不会再收到。
nudge-ask-untold = 另外{ $count }人在 Telegram 上联系不到，请当面或打电话告诉。
nudge-ask-held = 现在是休息时间，会在{ $at }送到。
nudge-sent = ✓ 已经提醒{ $count }人：{ $about }
nudge-sent-held = ✓ 会在{ $at }提醒{ $count }人：{ $about }
nudge-left-alone = 好的，没有提醒。
nudge-notice =
    🔔 { $by }请您看一下这条通知：
    { $about }

    看过了，请点“收到”。
nudge-call-up =
    🚨 应急集结，{ $by }在等您的回答：
    { $about }

    能不能来，请点一下。
reason-nudge = 您还没有点“收到”，所以再提醒一次。
reason-nudge-call-up = 您还没有回答，所以再提醒一次。
button-whole-notice = 看全文
button-nudge = 提醒未确认
button-nudge-sure = 提醒他们

error-nudge-not-now = 这条通知没有在发，现在不能提醒。
error-nudge-nobody = 现在没有可以提醒的人：能联系到的都确认过了。
error-nudge-too-soon = 刚提醒过。{ $at }以后可以再提醒一次。

# 定时提醒

plan-choose =
    <b>定时提醒</b>　{ $about }
    每天到点提醒还没有确认的人，直到都看过，最多{ $times }次。
    现在还有{ $waiting }人没有确认。选一个时间：
plan-set =
    <b>定时提醒</b>　{ $about }
    每天{ $time }提醒还没有确认的人，还剩{ $left }次。
    下一次：{ $next }
plan-type = 每天几点提醒？请把时间写给我，比如 <i>19:30</i> 或 <i>早上8点</i>。
plan-off = 好的，不再自动提醒。
button-plan = 每天定时提醒
button-plan-at = 每天{ $time }
button-plan-type = 自己写时间
button-plan-off = 不再提醒
plan-toast-set = 已定好
error-plan-time = 没看懂这个时间。请写成 19:30 或 早上8点 这样。
error-nudge-quiet = 晚上9点到早上7点半不打扰大家，请换个时间。
