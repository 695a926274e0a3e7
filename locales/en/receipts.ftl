# Received, who has not yet, and a gentle reminder.

button-received = Received
button-received-before = ✓ Received
button-answer-given = ✓ { $answer }

answer-read = Received
answer-available = I can come
answer-coming = On my way
answer-cannot = I can’t come
