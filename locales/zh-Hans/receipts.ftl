# 收到、谁还没有收到、再提醒一次。

button-received = 收到
button-received-before = ✓ 已收到
button-answer-given = ✓ { $answer }

answer-read = 收到
answer-available = 能来
answer-coming = 在路上
answer-cannot = 来不了
