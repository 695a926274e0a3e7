# 打招呼、凭邀请码加入、换手机。

start-stranger =
    您好，这里是<b>支部通</b>，帮党支部记服务、评星级、发通知、开会和学习。
    支部公开的内容谁都可以看；党员的个人信息，只在各人与我的私聊里说。
    您若是党员，请向支部书记要一条邀请链接，点开就能加入。
start-member = <b>{ $name }</b>，您好！
start-official = 您好！
start-can-log = · 说一句话就能记服务，如“今天上午在东关社区扫雪2小时”
start-can-mine = · /mine 看我的记录和审核结果
start-can-stars = · /stars 看我的星级和依据
start-can-review = · /review 确认同志们交上来的记录
start-can-roster = · /roster 看名册、发邀请

start-invited =
    <b>{ $name }</b>同志，您好！
    { $branch }邀请您加入。这是您本人吗？

start-consent =
    <b>我们会记下：</b>您的 Telegram 账号，名册上的姓名、支部和党小组，您的服务记录，开会、学习和党费的情况。
    <b>为了什么：</b>办支部的事：记服务、评星级、发通知、开会、学习、交党费，不作他用。
    手机号只有书记、书记授权的人和运维人员看得到，收入只有书记看得到；不收身份证号。想退出，随时跟书记说。
start-joined =
    <b>{ $name }</b>同志，欢迎您！您已经加入{ $branch }。
start-declined = 好的，没有加入，也没有记下同意。想加入时再点一次邀请链接就行。
start-already-in = <b>{ $name }</b>同志，您已经在{ $branch }了，不用再加入一次。
start-code-unknown =
    这个邀请码现在不能用：可能抄错了，可能用过了，也可能过期了。
    请跟支部书记要一条新的。
start-other-phone =
    这个邀请码对应的同志，已经用另一个 Telegram 账号加入了。
    若就是您换了手机或账号，可以申请换到这里，书记通过后生效。

start-rebind-asked = 申请已经送到。通过以后，我会在这里告诉您。
start-rebind-asked-nobody = 申请已经记下，但现在还没有能在这里处理的人。请您当面跟书记或管理员说一声。
start-rebind-approved = 已经通过：<b>{ $name }</b>换到了新账号。
start-rebind-refused = 已经退回<b>{ $name }</b>的换号申请。
start-decided-before = 这件事之前已经处理过了

start-push-rebind =
    { $branch }的<b>{ $name }</b>申请换到新的 Telegram 账号。
    请先当面或打电话问清是不是本人，再点通过。
start-push-rebind-approved = <b>{ $name }</b>同志，换号已经通过，以后就用这个账号。
start-push-rebind-refused = 您的换号申请被退回了。有疑问请直接联系支部书记。
start-push-moved-away = 您的名册已经换到另一个 Telegram 账号，这个账号不再使用。若不是您本人办的，请马上告诉支部书记。

reason-rebind = 因为有人申请更换 Telegram 账号。

button-agree = 同意加入
button-my-new-phone = 是我，换了手机
button-ask-rebind = 同意并申请换到这里

error-invite-too-many = 试错的次数太多了，请过一小时再试，或直接跟支部书记要一条新链接。
error-account-taken = 您这个账号已经加入过了，一个账号只能对应一位同志。
error-rebind-waiting = 刚才已经有人申请过换号，正等着处理。请过一小时再试，或直接跟支部书记说一声。
error-rebind-refused-lately = 您的换号申请刚被退回，请过一天再试，或直接联系支部书记。
error-rebind-gone = 这份申请已经作废，没有改动。
error-rebind-taken = 那个新账号已经属于别的同志，没有改动。
error-own-rebind = 自己的换号申请要由别人来通过。
