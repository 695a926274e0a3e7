# 光榮榜和每月一星。

mstar-roll = <b>{ $branch }　{ $year }年光榮榜</b>
mstar-line-star = ⭐ { $month }　<b>{ $name }</b>：{ $reason }
mstar-line-none = 還沒有。
mstar-which-branch = 評哪個支部的每月一星？

mstar-month = <b>{ $branch }　{ $year }年{ $month }　每月一星</b>
mstar-line-choose = 想推誰，點名字。本人願意才公開。下面按姓名排，不是名次，只有您看得到：
mstar-line-nobody = 這個月還沒有確認的服務，暫時沒有人可選。
mstar-line-asked = 已經問<b>{ $name }</b>願不願意，等他回答。理由：{ $reason }
mstar-line-agreed = ⭐ <b>{ $name }</b>：{ $reason }
mstar-line-deeds = { $name }：{ $services }次，{ $minutes }（{ $kinds }）
mstar-reason = 這個月服務{ $services }次，共{ $minutes }：{ $kinds }
mstar-ask-why = <b>{ $month }之星：{ $name }</b>　為什麼是他？請寫一兩句：

mstar-button-choose = 評每月一星
mstar-button-person = { $name }
mstar-button-use = 就用這些做理由
mstar-button-spoke = 本人當面同意了
mstar-button-drop = 不推了
mstar-button-before = ‹ { $month }
mstar-button-after = { $month } ›
mstar-button-prompt = 每月25日提醒我
mstar-button-hush = 不用每月提醒
mstar-button-yes = 願意
mstar-button-see = 看一看
mstar-button-hide = 不再展示我（{ $month }）

mstar-toast-asked = 已經去問本人了
mstar-toast-dropped = 好的，不推了
mstar-toast-shown = 公開了
mstar-toast-on = 每月25日提醒您
mstar-toast-off = 不再提醒

mstar-push-ask =
    <b>{ $branch }想推您做{ $month }之星</b>
    { $reason }
    您願意讓大家看到嗎？不願意也沒關係，誰也不會問為什麼。
mstar-push-agreed = <b>{ $name }</b>願意做{ $month }之星，已經公開。
mstar-push-declined = { $month }之星這次不公開{ $name }，您可以另推一位。
mstar-push-prompt = <b>{ $branch }</b>　{ $month }之星還沒有評。
mstar-group =
    ⭐ <b>{ $branch }　{ $month }之星：{ $name }</b>
    { $reason }
mstar-agreed = 謝謝您！{ $month }之星已經公開。以後不想展示了，可以在光榮榜裏收回。
mstar-declined = 好的，不公開。謝謝您的付出！
mstar-hidden = 好的，光榮榜裏不再展示。

reason-honour-prompt = 因為您開了每月一星的提醒。

error-month-far = 每月一星可以評這個月和前兩個月的。
error-month-has-star = 這個月已經推了{ $name }。
error-month-answered = 這件事已經有結果了。
error-month-has-phone = 他自己有手機，請等他自己回答。
