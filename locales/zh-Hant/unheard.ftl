# 打招呼、道謝，以及沒看懂的話。

unheard-here = 我在呢。要記服務，直接説一句就行，比如：<i>昨天下午在敬老院打掃2小時</i>
unheard-here-stranger = 您好！您若是黨員，請向支部書記要一條邀請連結，點開就能加入。
unheard-thanks = 不客氣！
unheard-not-understood =
    這句話我沒看懂。
    要記服務，請像這樣説：<i>昨天下午在敬老院打掃2小時</i>
    也可以點下面的按鈕，或看 /help。
unheard-not-understood-stranger =
    這句話我沒看懂。
    您若是黨員，請向支部書記要一條邀請連結，點開就能加入。
unheard-voice = 語音我還聽不了。請點輸入法上的話筒，説完變成文字再發給我。
unheard-picture-as-file = 這張圖是當檔案發來的，請當照片再發一次。
unheard-file = 這個檔案我用不上。照片請當照片發；名冊請用 xlsx 或 csv。
unheard-edited = 發出去的話改了，我這裏不會跟着變。要改卡片，請點它下面的「修改」；也可以重新寫一句。
