# 邀請：一個人的，或一個支部的。

inviting-one =
    請把這條連結發給<b>{ $name }</b>（{ $branch }），只發給本人：
    { $link }
    邀請碼 <code>{ $code }</code>，14天內有效，只能用一次；以前發的已經作廢。

inviting-all-sure =
    給<b>{ $branch }</b>還沒加入的{ $count }人，每人做一條新邀請，放進一個表格發給您？
    以前發出去、還沒用的邀請會作廢。
inviting-made = 做好了：<b>{ $branch }</b>{ $count }人，每人一條。檔案在下面。
inviting-file = 邀請
inviting-with-care = 請逐條發給本人，或列印出來剪開；不要整份轉到群裏。14天內有效，每條只能用一次。
inviting-nobody = 大家都已經加入了，沒有要邀請的人。

button-invite-all = 全部邀請（{ $count }人）
button-share = 發給本人
button-make-invites = 做好發給我

error-invites-done = 邀請已經做好了，就在下面的檔案裏。
