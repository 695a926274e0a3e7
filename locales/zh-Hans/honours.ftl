# 荣誉：星级卡、证书、奖牌，一年的图，扫码验真，撤销。

honours-genuine = ✅ <b>这是真的</b>
honours-replaced = ✅ <b>这是真的</b>，不过{ FULLDATE($day) }已经换发了新的。
honours-revoked = ❌ <b>这一张已经撤销</b>：{ FULLDATE($day) }，{ $reason }
honours-unknown = ❓ <b>没有查到这个编码</b>，不是我这里发的。请对着纸上再看一遍：一共10位，5和S、8和B、2和Z容易看错，没有字母I、L、O、U。
honours-about =
    { $what }
    { $name }　{ $branch }
    编号{ $number }，{ FULLDATE($day) }发

honours-what-stars = { $year }年星级卡：{ $stars }星，{ $services }次，{ $minutes }
honours-what-plaque = { $year }年{ $stars }星级党员：{ $services }次，{ $minutes }
honours-what-service = { $year }年志愿服务证书：{ $services }次，{ $minutes }
honours-what-pledge = { $year }年公开承诺（{ $state }）
honours-what-household = { $year }年五星级党员示范户
honours-what-month = { $year }年{ $month }月每月一星

honours-mine = <b>我的荣誉</b>
honours-of = <b>{ $name }的荣誉</b>
honours-line = <b>{ $place }.</b> { $what }
honours-line-revoked = <b>{ $place }.</b> <s>{ $what }</s>（已撤销）
honours-none = 这里还空着。可以先要一张星级卡，或者往年的服务证书。
honours-none-of = 这里还空着。
honours-which-year = <b>要哪一年的服务证书？</b>
honours-no-year = 服务证书按年发：一年过完，有确认的服务就能要。
honours-caption =
    <b>{ $what }</b>
    编号{ $number }，扫码可以验真
honours-not-drawn = 图片这会儿画不出来，过一会儿再点一次就好。

honours-my-year-said = <b>我的{ $year }年</b>：{ $services }次，{ $minutes }
honours-year-said = <b>{ $name }的{ $year }年</b>：{ $services }次，{ $minutes }
honours-branch-year-said = <b>{ $branch }的{ $year }年</b>：{ $services }次，{ $minutes }
honours-month-line = { $month }：{ $services }次

honours-issued = <b>{ $branch }发出的证书</b>
honours-issued-none = { $branch }还没有发过证书。
honours-issued-line =
    <b>{ $place }.</b> { $name }　{ $number }
    { $what }
honours-issued-line-revoked =
    <b>{ $place }.</b> { $name }　{ $number }（已撤销）
    <s>{ $what }</s>
honours-one =
    <b>{ $name }</b>
    { $what }
    编号{ $number }，{ FULLDATE($day) }发
honours-one-revoked =
    <b>{ $name }</b>（已撤销）
    { $what }
    编号{ $number }，{ FULLDATE($day) }发
honours-line-reason = 撤销原因：{ $reason }
honours-which-reason =
    <b>{ $name }</b>　{ $what }
    编号{ $number }，{ FULLDATE($day) }发

    为什么撤销？选一个就撤销，撤了不能恢复，本人会收到通知。
honours-type-reason =
    撤销<b>{ $name }</b>的证书，编号{ $number }（{ $what }，{ FULLDATE($day) }发）。
    请把原因写给我，最多200个字。
honours-told-revoked =
    您的证书撤销了：{ $what }
    编号{ $number }
    原因：{ $reason }
honours-toast-revoked = 这一张已经撤销了
honours-toast-revoked-now = 已撤销

honours-why-wrong-figures = 次数或时长不对
honours-why-wrong-name = 姓名不对
honours-why-not-earned = 不该发
honours-why-twice = 重复发了
honours-why-asked = 本人要求
honours-why-replaced = 已换发新的

honours-button-star-card = 星级卡
honours-button-my-year = 我的一年
honours-button-year-of = 这一年
honours-button-branch-year = 支部的一年
honours-button-mine = 我的荣誉
honours-button-of = 荣誉
honours-button-service = 要服务证书
honours-button-year = { $year }年
honours-button-settle = 年终评星
honours-button-issued = 发出的证书
honours-button-picture = 看图
honours-button-revoke = 撤销

honours-scan = 扫码验真
honours-year = { $year }年
honours-year-month = { $year }年{ $month }月
honours-day = { FULLDATE($day) }
honours-number = 编号 { $number }
honours-card-title = 星级卡
honours-card-line = 服务{ $services }次，{ $minutes }
honours-card-settled = 年终评定结果
honours-card-top = 截至{ FULLDATE($day) }，已是最高星级
honours-card-missing-services = 截至{ FULLDATE($day) }，离{ $next }星还差{ $missing }次
honours-card-missing-minutes = 截至{ FULLDATE($day) }，离{ $next }星还差{ $missing }
honours-card-missing-topics = 截至{ FULLDATE($day) }，离{ $next }星还差{ $missing }个方面
honours-title-plaque =
    { $stars ->
        [1] 一星级党员
        [2] 二星级党员
        [3] 三星级党员
        [4] 四星级党员
        [5] 五星级党员
        [6] 六星级党员
        [7] 七星级党员
        [8] 八星级党员
        [9] 九星级党员
        [10] 十星级党员
       *[other] { $stars }星级党员
    }
honours-title-household = 五星级党员示范户
honours-title-month = 每月一星
honours-title-service = 志愿服务证书
honours-title-pledge = 公开承诺
honours-body-service = { $branch }党员，{ $year }年参加志愿服务{ $services }次，累计{ $minutes }。特发此证，以资纪念。
honours-body-pledge = { $branch }，{ $year }年公开承诺（{ $state }）：
honours-pledge-published = 践诺中
honours-pledge-kept = 已兑现
honours-pledge-partly = 部分兑现
honours-pledge-not-kept = 未兑现
honours-my-year = 我的一年
honours-branch-year = 支部的一年
honours-stars-title = 党员星级
honours-stars = { $stars }星
honours-unit-services = 次
honours-unit-hours = 小时
honours-unit-members = 名党员

reason-your-certificate = 这张证书是发给您的。

error-certificate-too-many = 错得太多了，请一小时以后再试。
error-certificate-revoked = 这张证书（编号{ $number }）被撤销了，没有新的内容不能再发。有疑问请问书记。
error-no-services-yet = { $year }年还没有确认的服务，有了再来领星级卡。
error-no-services-in-year = { $year }年没有确认的服务，发不了证书。
error-year-not-over = { $year }年还没有过完，过完就能要服务证书。
