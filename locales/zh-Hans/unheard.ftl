# 打招呼、道谢，以及没看懂的话。

unheard-here = 我在呢。要记服务，直接说一句就行，比如：<i>昨天下午在敬老院打扫2小时</i>
unheard-here-stranger = 您好！您若是党员，请向支部书记要一条邀请链接，点开就能加入。
unheard-thanks = 不客气！
unheard-not-understood =
    这句话我没看懂。
    要记服务，请像这样说：<i>昨天下午在敬老院打扫2小时</i>
    也可以点下面的按钮，或看 /help。
unheard-not-understood-stranger =
    这句话我没看懂。
    您若是党员，请向支部书记要一条邀请链接，点开就能加入。
unheard-voice = 语音我还听不了。请点输入法上的话筒，说完变成文字再发给我。
unheard-picture-as-file = 这张图是当文件发来的，请当照片再发一次。
unheard-file = 这个文件我用不上。照片请当照片发；名册请用 xlsx 或 csv。
unheard-edited = 发出去的话改了，我这里不会跟着变。要改卡片，请点它下面的“修改”；也可以重新写一句。
