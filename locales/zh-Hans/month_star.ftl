# 光荣榜和每月一星。

mstar-roll = <b>{ $branch }　{ $year }年光荣榜</b>
mstar-line-star = ⭐ { $month }　<b>{ $name }</b>：{ $reason }
mstar-line-none = 还没有。
mstar-which-branch = 评哪个支部的每月一星？

mstar-month = <b>{ $branch }　{ $year }年{ $month }　每月一星</b>
mstar-line-choose = 想推谁，点名字。本人愿意才公开。下面按姓名排，不是名次，只有您看得到：
mstar-line-nobody = 这个月还没有确认的服务，暂时没有人可选。
mstar-line-asked = 已经问<b>{ $name }</b>愿不愿意，等他回答。理由：{ $reason }
mstar-line-agreed = ⭐ <b>{ $name }</b>：{ $reason }
mstar-line-deeds = { $name }：{ $services }次，{ $minutes }（{ $kinds }）
mstar-reason = 这个月服务{ $services }次，共{ $minutes }：{ $kinds }
mstar-ask-why = <b>{ $month }之星：{ $name }</b>　为什么是他？请写一两句：

mstar-button-choose = 评每月一星
mstar-button-person = { $name }
mstar-button-use = 就用这些做理由
mstar-button-spoke = 本人当面同意了
mstar-button-drop = 不推了
mstar-button-before = ‹ { $month }
mstar-button-after = { $month } ›
mstar-button-prompt = 每月25日提醒我
mstar-button-hush = 不用每月提醒
mstar-button-yes = 愿意
mstar-button-see = 看一看
mstar-button-hide = 不再展示我（{ $month }）

mstar-toast-asked = 已经去问本人了
mstar-toast-dropped = 好的，不推了
mstar-toast-shown = 公开了
mstar-toast-on = 每月25日提醒您
mstar-toast-off = 不再提醒

mstar-push-ask =
    <b>{ $branch }想推您做{ $month }之星</b>
    { $reason }
    您愿意让大家看到吗？不愿意也没关系，谁也不会问为什么。
mstar-push-agreed = <b>{ $name }</b>愿意做{ $month }之星，已经公开。
mstar-push-declined = { $month }之星这次不公开{ $name }，您可以另推一位。
mstar-push-prompt = <b>{ $branch }</b>　{ $month }之星还没有评。
mstar-group =
    ⭐ <b>{ $branch }　{ $month }之星：{ $name }</b>
    { $reason }
mstar-agreed = 谢谢您！{ $month }之星已经公开。以后不想展示了，可以在光荣榜里收回。
mstar-declined = 好的，不公开。谢谢您的付出！
mstar-hidden = 好的，光荣榜里不再展示。

reason-honour-prompt = 因为您开了每月一星的提醒。

error-month-far = 每月一星可以评这个月和前两个月的。
error-month-has-star = 这个月已经推了{ $name }。
error-month-answered = 这件事已经有结果了。
error-month-has-phone = 他自己有手机，请等他自己回答。
