# 提醒還沒有確認的人：馬上，或者每天定時。

nudge-ask =
    <b>提醒未確認</b>　{ $about }
    還有<b>{ $count }</b>人沒有確認，現在提醒他們一次？已經確認的人不會再收到。
nudge-ask-untold = 另外{ $count }人在 Telegram 上聯繫不到，請當面或打電話告訴。
nudge-ask-held = 現在是休息時間，會在{ $at }送到。
nudge-sent = ✓ 已經提醒{ $count }人：{ $about }
nudge-sent-held = ✓ 會在{ $at }提醒{ $count }人：{ $about }
nudge-left-alone = 好的，沒有提醒。
nudge-notice =
    🔔 { $by }請您看一下這條通知：
    { $about }

    看過了，請點「收到」。
nudge-call-up =
    🚨 應急集結，{ $by }在等您的回答：
    { $about }

    能不能來，請點一下。
reason-nudge = 您還沒有點「收到」，所以再提醒一次。
reason-nudge-call-up = 您還沒有回答，所以再提醒一次。
button-whole-notice = 看全文
button-nudge = 提醒未確認
button-nudge-sure = 提醒他們

error-nudge-not-now = 這條通知沒有在發，現在不能提醒。
error-nudge-nobody = 現在沒有可以提醒的人：能聯繫到的都確認過了。
error-nudge-too-soon = 剛提醒過。{ $at }以後可以再提醒一次。

# 定時提醒

plan-choose =
    <b>定時提醒</b>　{ $about }
    每天到點提醒還沒有確認的人，直到都看過，最多{ $times }次。
    現在還有{ $waiting }人沒有確認。選一個時間：
plan-set =
    <b>定時提醒</b>　{ $about }
    每天{ $time }提醒還沒有確認的人，還剩{ $left }次。
    下一次：{ $next }
plan-type = 每天幾點提醒？請把時間寫給我，比如 <i>19:30</i> 或 <i>早上8點</i>。
plan-off = 好的，不再自動提醒。
button-plan = 每天定時提醒
button-plan-at = 每天{ $time }
button-plan-type = 自己寫時間
button-plan-off = 不再提醒
plan-toast-set = 已定好
error-plan-time = 沒看懂這個時間。請寫成 19:30 或 早上8點 這樣。
error-nudge-quiet = 晚上9點到早上7點半不打擾大家，請換個時間。
