# 榮譽：星級卡、證書、獎牌，一年的圖，掃碼驗真，撤銷。

honours-genuine = ✅ <b>這是真的</b>
honours-replaced = ✅ <b>這是真的</b>，不過{ FULLDATE($day) }已經換髮了新的。
honours-revoked = ❌ <b>這一張已經撤銷</b>：{ FULLDATE($day) }，{ $reason }
honours-unknown = ❓ <b>沒有查到這個編碼</b>，不是我這裏發的。請對着紙上再看一遍：一共10位，5和S、8和B、2和Z容易看錯，沒有字母I、L、O、U。
honours-about =
    { $what }
    { $name }　{ $branch }
    編號{ $number }，{ FULLDATE($day) }發

honours-what-stars = { $year }年星級卡：{ $stars }星，{ $services }次，{ $minutes }
honours-what-plaque = { $year }年{ $stars }星級黨員：{ $services }次，{ $minutes }
honours-what-service = { $year }年志願服務證書：{ $services }次，{ $minutes }
honours-what-pledge = { $year }年公開承諾（{ $state }）
honours-what-household = { $year }年五星級黨員示範户
honours-what-month = { $year }年{ $month }月每月一星

honours-mine = <b>我的榮譽</b>
honours-of = <b>{ $name }的榮譽</b>
honours-line = <b>{ $place }.</b> { $what }
honours-line-revoked = <b>{ $place }.</b> <s>{ $what }</s>（已撤銷）
honours-none = 這裏還空着。可以先要一張星級卡，或者往年的服務證書。
honours-none-of = 這裏還空着。
honours-which-year = <b>要哪一年的服務證書？</b>
honours-no-year = 服務證書按年發：一年過完，有確認的服務就能要。
honours-caption =
    <b>{ $what }</b>
    編號{ $number }，掃碼可以驗真
honours-not-drawn = 圖片這會兒畫不出來，過一會兒再點一次就好。

honours-my-year-said = <b>我的{ $year }年</b>：{ $services }次，{ $minutes }
honours-year-said = <b>{ $name }的{ $year }年</b>：{ $services }次，{ $minutes }
honours-branch-year-said = <b>{ $branch }的{ $year }年</b>：{ $services }次，{ $minutes }
honours-month-line = { $month }：{ $services }次

honours-issued = <b>{ $branch }發出的證書</b>
honours-issued-none = { $branch }還沒有發過證書。
honours-issued-line =
    <b>{ $place }.</b> { $name }　{ $number }
    { $what }
honours-issued-line-revoked =
    <b>{ $place }.</b> { $name }　{ $number }（已撤銷）
    <s>{ $what }</s>
honours-one =
    <b>{ $name }</b>
    { $what }
    編號{ $number }，{ FULLDATE($day) }發
honours-one-revoked =
    <b>{ $name }</b>（已撤銷）
    { $what }
    編號{ $number }，{ FULLDATE($day) }發
honours-line-reason = 撤銷原因：{ $reason }
honours-which-reason =
    <b>{ $name }</b>　{ $what }
    編號{ $number }，{ FULLDATE($day) }發

    為什麼撤銷？選一個就撤銷，撤了不能恢復，本人會收到通知。
honours-type-reason =
    撤銷<b>{ $name }</b>的證書，編號{ $number }（{ $what }，{ FULLDATE($day) }發）。
    請把原因寫給我，最多200個字。
honours-told-revoked =
    您的證書撤銷了：{ $what }
    編號{ $number }
    原因：{ $reason }
honours-toast-revoked = 這一張已經撤銷了
honours-toast-revoked-now = 已撤銷

honours-why-wrong-figures = 次數或時長不對
honours-why-wrong-name = 姓名不對
honours-why-not-earned = 不該發
honours-why-twice = 重複發了
honours-why-asked = 本人要求
honours-why-replaced = 已換髮新的

honours-button-star-card = 星級卡
honours-button-my-year = 我的一年
honours-button-year-of = 這一年
honours-button-branch-year = 支部的一年
honours-button-mine = 我的榮譽
honours-button-of = 榮譽
honours-button-service = 要服務證書
honours-button-year = { $year }年
honours-button-settle = 年終評星
honours-button-issued = 發出的證書
honours-button-picture = 看圖
honours-button-revoke = 撤銷

honours-scan = 掃碼驗真
honours-year = { $year }年
honours-year-month = { $year }年{ $month }月
honours-day = { FULLDATE($day) }
honours-number = 編號 { $number }
honours-card-title = 星級卡
honours-card-line = 服務{ $services }次，{ $minutes }
honours-card-settled = 年終評定結果
honours-card-top = 截至{ FULLDATE($day) }，已是最高星級
honours-card-missing-services = 截至{ FULLDATE($day) }，離{ $next }星還差{ $missing }次
honours-card-missing-minutes = 截至{ FULLDATE($day) }，離{ $next }星還差{ $missing }
honours-card-missing-topics = 截至{ FULLDATE($day) }，離{ $next }星還差{ $missing }個方面
honours-title-plaque =
    { $stars ->
        [1] 一星級黨員
        [2] 二星級黨員
        [3] 三星級黨員
        [4] 四星級黨員
        [5] 五星級黨員
        [6] 六星級黨員
        [7] 七星級黨員
        [8] 八星級黨員
        [9] 九星級黨員
        [10] 十星級黨員
       *[other] { $stars }星級黨員
    }
honours-title-household = 五星級黨員示範户
honours-title-month = 每月一星
honours-title-service = 志願服務證書
honours-title-pledge = 公開承諾
honours-body-service = { $branch }黨員，{ $year }年參加志願服務{ $services }次，累計{ $minutes }。特發此證，以資紀念。
honours-body-pledge = { $branch }，{ $year }年公開承諾（{ $state }）：
honours-pledge-published = 踐諾中
honours-pledge-kept = 已兑現
honours-pledge-partly = 部分兑現
honours-pledge-not-kept = 未兑現
honours-my-year = 我的一年
honours-branch-year = 支部的一年
honours-stars-title = 黨員星級
honours-stars = { $stars }星
honours-unit-services = 次
honours-unit-hours = 小時
honours-unit-members = 名黨員

reason-your-certificate = 這張證書是發給您的。

error-certificate-too-many = 錯得太多了，請一小時以後再試。
error-certificate-revoked = 這張證書（編號{ $number }）被撤銷了，沒有新的內容不能再發。有疑問請問書記。
error-no-services-yet = { $year }年還沒有確認的服務，有了再來領星級卡。
error-no-services-in-year = { $year }年沒有確認的服務，發不了證書。
error-year-not-over = { $year }年還沒有過完，過完就能要服務證書。
