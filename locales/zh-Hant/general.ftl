# 幫助、我的資料、語言、取消，以及各處都會用到的回答。

command-start = 開始使用
command-log = 記一次志願服務
command-stars = 我的星級和依據
command-mine = 我的服務記錄
command-review = 待確認的記錄
command-roster = 支部名冊
command-member = 添加一名黨員
command-meeting = 通知開會
command-meetings = 我的會議，還差哪些會
command-honours = 光榮榜，每月一星，示範户
command-settle = 年終評星，公示
command-calendar = 支部的工作安排
command-notice = 發通知
command-study = 學習，我的學時
command-dues = 我的黨費，算黨費
command-me = 我的資料
command-mute = 免打擾
command-language = 換語言
command-help = 怎麼用
command-cancel = 放下手頭這一步

button-meetings = 會議
button-study = 學習
button-dues = 黨費
button-calendar = 工作安排
button-meeting = 通知開會

general-help-member =
    <b>直接説一句話，就能記一次服務</b>，比如：
    <i>今天上午在東關社區掃雪2小時</i>

    也可以點下面的按鈕，不用打字。
general-help-leader =
    <b>直接説一句話，就能記一次服務</b>，比如：
    <i>今天上午和張三在東關社區掃雪2小時</i>

    同志們提交的記錄，點「待確認的記錄」就能通過。
general-help-stranger =
    這裏是黨支部的記錄小助手。
    您若是黨員，請向支部書記要一條邀請連結，點開就能加入。
general-help-official =
    <b>把名冊檔案（xlsx 或 csv）發給我，就能匯入。</b>
    打一個人的姓名，就能看到他的名片。
general-help-line = { $command } { $what }

general-me =
    <b>{ $name }</b>
    { $branch } · { $group }
    身份：{ $roles }
    語言：{ $language }
general-no-group = 未分黨小組

general-which-language = 用哪種文字跟您説話？
general-language-set = 好的，以後就用{ $language }。
general-cancelled = 好的，已經放下。
general-nothing-to-cancel = 手頭沒有要放下的事。
general-in-private = 這件事請到與我的私聊裏辦，群裏不顯示個人資料。

language-zh-Hans = 简体中文
language-zh-Hant = 繁體中文
language-en = English

role-operator = 運維人員
role-committee-administrator = 黨委管理員
role-secretary = 支部書記
role-committee-member = 支部委員
role-group-leader = 黨小組組長
role-contact-leader = 聯繫點領導
role-member = 黨員
role-probationary = 預備黨員
role-resident = 群眾

button-language = 換語言
button-open-private = 去私聊

error-not-allowed = 這件事您現在沒有權限辦，需要的話請找支部書記。
error-not-a-member = 您還沒有加入支部。請向支部書記要一條邀請連結。
error-not-on-roster = 您的賬號不在支部名冊裏，沒有自己的記錄和星級。
error-button-broken = 這個按鈕已經不能用了，請重新打開。
error-only-in-private = 請到與我的私聊裏辦。
error-forwarded = 轉發的消息不作數。請您自己寫一句發給我。
error-anonymous-sender = 請用您本人的身份發，匿名的消息認不出是誰。
error-our-fault = 這一步沒辦成，問題在我們這邊。請稍後再試一次。
error-service-in-future = { $day }還沒到，等做完再記吧。
error-service-too-old = { $day }離今天太久了，只能補記{ $days }天以內的服務。
error-service-half-hours = 時長請按半小時記，{ $minutes }不行。
error-service-too-long = 一次最多記{ $limit }。
error-service-day-full = 這一天已經記了{ $already }，一天合計最多{ $limit }。
error-service-not-over = 這個時間還沒結束，做完再記吧。
error-service-incomplete = 地點和做了什麼都要寫。
error-identity-number = 請別寫身份證號：我們不收，也沒有留下。去掉它再發一次就行。
error-time-impossible = 沒有這個時間，請再看看。
error-record-moved-on = 這條記錄的狀態已經變了，沒有再改動它。
