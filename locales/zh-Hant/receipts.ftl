# 收到、誰還沒有收到、再提醒一次。

button-received = 收到
button-received-before = ✓ 已收到
button-answer-given = ✓ { $answer }

answer-read = 收到
answer-available = 能來
answer-coming = 在路上
answer-cannot = 來不了
