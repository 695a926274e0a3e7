# 現場簽到：二維碼，每30秒換一次。

sign-in-button-open = 簽到
sign-in-button-shut = 結束簽到
sign-in-toast-coming = 二維碼馬上就來，請給大家看
sign-in-toast-over = 簽到結束了
sign-in-screen =
    <b>簽到　{ $kind } { $day } { $time }</b>
    用手機掃一掃；掃不了的，把 <b>{ $digits }</b> 發給我。
    已到<b>{ $present }</b>人，應到{ $should }人。二維碼每30秒換一次。
sign-in-screen-over =
    <b>簽到結束了　{ $kind } { $day } { $time }</b>
    已到<b>{ $present }</b>人，應到{ $should }人。

sign-in-done = ✓ <b>簽到成功　{ $place }　{ $kind }</b>
sign-in-in-time = 您準時到會。
sign-in-early = 您提前{ $minutes }分鐘到會。
sign-in-late = 您遲到{ $minutes }分鐘，也記上了。
sign-in-before = ✓ { $place }　{ $kind }，您已簽到，不用再簽到。
sign-in-wrong = 這個簽到碼不對，請看看螢幕上現在的6位數字，再發一次。

error-sign-in-old = 這個碼已經換了，請掃螢幕上現在的二維碼。
error-sign-in-unknown = 這個碼打不開。請掃會場螢幕上的二維碼，或者找書記在名單上補記。
error-sign-in-stranger = 這是黨員開會簽到用的。您還沒有在這裏登記：請找書記在名單上補記，再要一個邀請碼。
error-sign-in-guest = 這個會的應到名單裏沒有您。您要是來列席的，請和書記説一聲，不用簽到。
error-sign-in-early = 還沒有到簽到時間，{ $day } { $time }開始簽到。
error-sign-in-over = 簽到已經結束了。沒簽上的，請找書記在名單上補記。
error-sign-in-too-many = 錯得太多了，請一小時以後再試，或者找書記在名單上補記。
