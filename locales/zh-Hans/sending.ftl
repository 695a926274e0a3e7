# 发出去的通知是什么样子；发通知时出的问题；发通知的人收到的消息。

# -- 收到的人看到的 --

sending-notice =
    📢 <b>{ $place }通知</b>{ $pages ->
        [1] { "" }
       *[other] （{ $page }/{ $pages }）
    }
sending-call-up =
    🚨 <b>{ $place }应急集结</b>{ $pages ->
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
    全文在这个文件里，点开就能看。里面有：
    { $text }
sending-place = 党组织
reason-notice = 这是支部负责人发给有关党员的通知。看完请点“收到”。
reason-call-up = 这是紧急通知，夜里也会发。请点一下，让支部知道您能不能来。

# -- 发通知的人收到的 --

reason-own-notice = 因为这条通知是您发的。
reason-approve-notice = 因为您也可以在这里发通知。

sending-push-approval =
    { $name }想发一条{ $kind ->
        [call-up] 应急集结
       *[notice] 通知
    }，会有{ $count }人看到，要请您看过、同意以后才发：
    { $headline }
button-look-at-notice = 看一看
sending-push-approved =
    { $name }同意了您的通知，{ $when ->
        [now] 正在发送
       *[later] 到时间就发
    }：{ $headline }
sending-push-refused =
    { $name }把您的通知退回来了：{ $headline }
    原因：{ $reason }
    内容还在，改一改可以再发。
button-write-again = 改一改再发
sending-push-stopped = { $name }停止了您的通知：{ $headline }
sending-push-cancelled = { $name }取消了您要发的通知：{ $headline }
sending-push-revoked = 您现在不能发通知了，没发完的已经停下：{ $headline }
sending-push-no-right = 到了发送的时间，可是您现在不能给这些人发通知，所以没有发：{ $headline }
sending-push-nobody = 到了发送的时间，可是现在一个人也送不到，所以没有发：{ $headline }
sending-no-words = （没有文字）
sending-operator = 管理员

# -- 问题 --

error-notice-empty = 请把要通知的内容发给我：文字、照片或者一个文件。
error-notice-too-long = 通知最多{ $limit }个字，现在有{ $count }个字。前面发的都还在；太长的请做成文件发。
error-notice-too-many-pictures = 一条通知最多放{ $limit }张照片。前面的都还在。
error-notice-one-file = 一条通知只能放一个文件。前面的文件还在。
error-notice-draft-not-yours = 这条通知是别人在写的。
error-notice-draft-cancelled = 这条通知已经取消了。要发新的，请点 /notice。
error-notice-draft-sent = 这条通知已经发出去了。要发新的，请点 /notice。
error-notice-changed = 通知刚才改过了，请看最下面的新卡片再发。
error-notice-unfinished = 内容还没收齐。发完了请先点“发完了”。
error-notice-not-previewed = 请先看一遍预览再发。
error-notice-nobody = 这样选，一个人也送不到。请换一换接收的人。
error-notice-no-audience = 请先选发给哪些支部。
error-notice-too-many-chosen = 一次最多单独选{ $limit }个，再多请按党小组或支部来选。
error-notice-time-past = 这个时间已经过去了，请换一个以后的时间。
error-notice-time-far = 最多提前一年安排。
error-notice-nobody-approves = 人数多的通知要另一位有权限的人同意，可是现在找不到这样的人。请分小一点发，或者请管理员来发。
error-notice-own-approval = 自己写的通知要请另一个人同意。
error-notice-moved-on = 这条通知已经处理过了。
error-notice-sent-already = 这条通知已经发出去了，只能停止或者撤回。
error-notice-stopped = 这条通知已经停止或撤回了，不能再发。
error-notice-sender-may-not = 写这条通知的人现在不能发了。
