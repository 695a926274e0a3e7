# 邀请：一个人的，或一个支部的。

inviting-one =
    请把这条链接发给<b>{ $name }</b>（{ $branch }），只发给本人：
    { $link }
    邀请码 <code>{ $code }</code>，14天内有效，只能用一次；以前发的已经作废。

inviting-all-sure =
    给<b>{ $branch }</b>还没加入的{ $count }人，每人做一条新邀请，放进一个表格发给您？
    以前发出去、还没用的邀请会作废。
inviting-made = 做好了：<b>{ $branch }</b>{ $count }人，每人一条。文件在下面。
inviting-file = 邀请
inviting-with-care = 请逐条发给本人，或打印出来剪开；不要整份转到群里。14天内有效，每条只能用一次。
inviting-nobody = 大家都已经加入了，没有要邀请的人。

button-invite-all = 全部邀请（{ $count }人）
button-share = 发给本人
button-make-invites = 做好发给我

error-invites-done = 邀请已经做好了，就在下面的文件里。
