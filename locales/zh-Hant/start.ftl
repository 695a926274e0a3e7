# 打招呼、憑邀請碼加入、換手機。

start-stranger =
    您好，這裏是<b>支部通</b>，幫黨支部記服務、評星級、發通知、開會和學習。
    支部公開的內容誰都可以看；黨員的個人資料，只在各人與我的私聊裏説。
    您若是黨員，請向支部書記要一條邀請連結，點開就能加入。
start-member = <b>{ $name }</b>，您好！
start-official = 您好！
start-can-log = · 説一句話就能記服務，如「今天上午在東關社區掃雪2小時」
start-can-mine = · /mine 看我的記錄和審核結果
start-can-stars = · /stars 看我的星級和依據
start-can-review = · /review 確認同志們交上來的記錄
start-can-roster = · /roster 看名冊、發邀請

start-invited =
    <b>{ $name }</b>同志，您好！
    { $branch }邀請您加入。這是您本人嗎？

start-consent =
    <b>我們會記下：</b>您的 Telegram 賬號，名冊上的姓名、支部和黨小組，您的服務記錄，開會、學習和黨費的情況。
    <b>為了什麼：</b>辦支部的事：記服務、評星級、發通知、開會、學習、交黨費，不作他用。
    手機號只有書記、書記授權的人和運維人員看得到，收入只有書記看得到；不收身份證號。想退出，隨時跟書記説。
start-joined =
    <b>{ $name }</b>同志，歡迎您！您已經加入{ $branch }。
start-declined = 好的，沒有加入，也沒有記下同意。想加入時再點一次邀請連結就行。
start-already-in = <b>{ $name }</b>同志，您已經在{ $branch }了，不用再加入一次。
start-code-unknown =
    這個邀請碼現在不能用：可能抄錯了，可能用過了，也可能過期了。
    請跟支部書記要一條新的。
start-other-phone =
    這個邀請碼對應的同志，已經用另一個 Telegram 賬號加入了。
    若就是您換了手機或賬號，可以申請換到這裏，書記通過後生效。

start-rebind-asked = 申請已經送到。通過以後，我會在這裏告訴您。
start-rebind-asked-nobody = 申請已經記下，但現在還沒有能在這裏處理的人。請您當面跟書記或管理員説一聲。
start-rebind-approved = 已經通過：<b>{ $name }</b>換到了新賬號。
start-rebind-refused = 已經退回<b>{ $name }</b>的換號申請。
start-decided-before = 這件事之前已經處理過了

start-push-rebind =
    { $branch }的<b>{ $name }</b>申請換到新的 Telegram 賬號。
    請先當面或打電話問清是不是本人，再點通過。
start-push-rebind-approved = <b>{ $name }</b>同志，換號已經通過，以後就用這個賬號。
start-push-rebind-refused = 您的換號申請被退回了。有疑問請直接聯繫支部書記。
start-push-moved-away = 您的名冊已經換到另一個 Telegram 賬號，這個賬號不再使用。若不是您本人辦的，請馬上告訴支部書記。

reason-rebind = 因為有人申請更換 Telegram 賬號。

button-agree = 同意加入
button-my-new-phone = 是我，換了手機
button-ask-rebind = 同意並申請換到這裏

error-invite-too-many = 試錯的次數太多了，請過一小時再試，或直接跟支部書記要一條新連結。
error-account-taken = 您這個賬號已經加入過了，一個賬號只能對應一位同志。
error-rebind-waiting = 剛才已經有人申請過換號，正等着處理。請過一小時再試，或直接跟支部書記説一聲。
error-rebind-refused-lately = 您的換號申請剛被退回，請過一天再試，或直接聯繫支部書記。
error-rebind-gone = 這份申請已經作廢，沒有改動。
error-rebind-taken = 那個新賬號已經屬於別的同志，沒有改動。
error-own-rebind = 自己的換號申請要由別人來通過。
