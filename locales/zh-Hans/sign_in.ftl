# 现场签到：二维码，每30秒换一次。

sign-in-button-open = 签到
sign-in-button-shut = 结束签到
sign-in-toast-coming = 二维码马上就来，请给大家看
sign-in-toast-over = 签到结束了
sign-in-screen =
    <b>签到　{ $kind } { $day } { $time }</b>
    用手机扫一扫；扫不了的，把 <b>{ $digits }</b> 发给我。
    已到<b>{ $present }</b>人，应到{ $should }人。二维码每30秒换一次。
sign-in-screen-over =
    <b>签到结束了　{ $kind } { $day } { $time }</b>
    已到<b>{ $present }</b>人，应到{ $should }人。

sign-in-done = ✓ <b>签到成功　{ $place }　{ $kind }</b>
sign-in-in-time = 您准时到会。
sign-in-early = 您提前{ $minutes }分钟到会。
sign-in-late = 您迟到{ $minutes }分钟，也记上了。
sign-in-before = ✓ { $place }　{ $kind }，您已签到，不用再签到。
sign-in-wrong = 这个签到码不对，请看看屏幕上现在的6位数字，再发一次。

error-sign-in-old = 这个码已经换了，请扫屏幕上现在的二维码。
error-sign-in-unknown = 这个码打不开。请扫会场屏幕上的二维码，或者找书记在名单上补记。
error-sign-in-stranger = 这是党员开会签到用的。您还没有在这里登记：请找书记在名单上补记，再要一个邀请码。
error-sign-in-guest = 这个会的应到名单里没有您。您要是来列席的，请和书记说一声，不用签到。
error-sign-in-early = 还没有到签到时间，{ $day } { $time }开始签到。
error-sign-in-over = 签到已经结束了。没签上的，请找书记在名单上补记。
error-sign-in-too-many = 错得太多了，请一小时以后再试，或者找书记在名单上补记。
