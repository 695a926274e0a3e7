# 發出去的通知是什麼樣子；發通知時出的問題；發通知的人收到的消息。

# -- 收到的人看到的 --

sending-notice =
    📢 <b>{ $place }通知</b>{ $pages ->
        [1] { "" }
       *[other] （{ $page }/{ $pages }）
    }
sending-call-up =
    🚨 <b>{ $place }應急集結</b>{ $pages ->
        [1] { "" }
       *[other] （{ $page }/{ $pages }）
    }
sending-page =
    （{ $page }/{ $pages }）
    { "" }
    { $text }
sending-text =
    { "" }
    { $text }
sending-summary =
    { "" }
    全文在這個檔案裏，點開就能看。裏面有：
    { $text }
sending-place = 黨組織
reason-notice = 這是支部負責人發給有關黨員的通知。看完請點「收到」。
reason-call-up = 這是緊急通知，夜裏也會發。請點一下，讓支部知道您能不能來。

# -- 發通知的人收到的 --

reason-own-notice = 因為這條通知是您發的。
reason-approve-notice = 因為您也可以在這裏發通知。

sending-push-approval =
    { $name }想發一條{ $kind ->
        [call-up] 應急集結
       *[notice] 通知
    }，會有{ $count }人看到，要請您看過、同意以後才發：
    { $headline }
button-look-at-notice = 看一看
sending-push-approved =
    { $name }同意了您的通知，{ $when ->
        [now] 正在發送
       *[later] 到時間就發
    }：{ $headline }
sending-push-refused =
    { $name }把您的通知退回來了：{ $headline }
    原因：{ $reason }
    內容還在，改一改可以再發。
button-write-again = 改一改再發
sending-push-stopped = { $name }停止了您的通知：{ $headline }
sending-push-cancelled = { $name }取消了您要發的通知：{ $headline }
sending-push-revoked = 您現在不能發通知了，沒發完的已經停下：{ $headline }
sending-push-no-right = 到了發送的時間，可是您現在不能給這些人發通知，所以沒有發：{ $headline }
sending-push-nobody = 到了發送的時間，可是現在一個人也送不到，所以沒有發：{ $headline }
sending-no-words = （沒有文字）
sending-operator = 管理員

# -- 問題 --

error-notice-empty = 請把要通知的內容發給我：文字、照片或者一個檔案。
error-notice-too-long = 通知最多{ $limit }個字，現在有{ $count }個字。前面發的都還在；太長的請做成檔案發。
error-notice-too-many-pictures = 一條通知最多放{ $limit }張照片。前面的都還在。
error-notice-one-file = 一條通知只能放一個檔案。前面的檔案還在。
error-notice-draft-not-yours = 這條通知是別人在寫的。
error-notice-draft-cancelled = 這條通知已經取消了。要發新的，請點 /notice。
error-notice-draft-sent = 這條通知已經發出去了。要發新的，請點 /notice。
error-notice-changed = 通知剛才改過了，請看最下面的新卡片再發。
error-notice-unfinished = 內容還沒收齊。發完了請先點「發完了」。
error-notice-not-previewed = 請先看一遍預覽再發。
error-notice-nobody = 這樣選，一個人也送不到。請換一換接收的人。
error-notice-no-audience = 請先選發給哪些支部。
error-notice-too-many-chosen = 一次最多單獨選{ $limit }個，再多請按黨小組或支部來選。
error-notice-time-past = 這個時間已經過去了，請換一個以後的時間。
error-notice-time-far = 最多提前一年安排。
error-notice-nobody-approves = 人數多的通知要另一位有權限的人同意，可是現在找不到這樣的人。請分小一點發，或者請管理員來發。
error-notice-own-approval = 自己寫的通知要請另一個人同意。
error-notice-moved-on = 這條通知已經處理過了。
error-notice-sent-already = 這條通知已經發出去了，只能停止或者撤回。
error-notice-stopped = 這條通知已經停止或撤回了，不能再發。
error-notice-sender-may-not = 寫這條通知的人現在不能發了。
