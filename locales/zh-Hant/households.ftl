# 五星級黨員示範户：群眾推薦、黨員自薦、支部投票。

household-title = <b>{ $branch }　{ $year }年五星級黨員示範户</b>
household-none =
    <b>{ $branch }　{ $year }年五星級黨員示範户</b>
    還沒有開始評。
household-which-branch = 看哪個支部的？
household-button-branch = { $branch }
household-line-open = 評{ $places }户。群眾推薦、黨員自薦，到{ $until }為止。
household-line-over = 評{ $places }户。推薦和自薦的時間到了，接下來支部投票。
household-line-nobody = 還沒有人報名。
household-line-stands = 報名的（不分先後）：
household-line-candidate = { $name }　{ $stars }
household-line-recommended = { $name }　{ $stars }　群眾推薦{ $voices }次
household-line-words =
    <b>{ $name }</b>
    { $words }
household-line-voting = 正在投票（第{ $round }輪，{ $seats }個名額）。該投{ $should }人，已投{ $voted }人。投完以前誰也看不到票數。
household-line-voted = ✓ 您已經投了。
household-line-listens = 這次由正式黨員投票。
household-line-round = 第{ $round }輪：該投{ $should }人，投了{ $voted }人
household-line-votes = { $name }　{ $votes }票
household-line-tied = <b>票數一樣：{ $names }</b>。還有{ $seats }個名額。
household-line-tied-wait = 等支部決定：再投一輪，或者由書記説明理由來定。
household-line-final = <b>評上的：{ $names }</b>
household-line-final-nobody = 這次沒有人評上。
household-line-decided = 票數一樣的，由書記來定，理由：{ $reason }
household-line-roll = 🏅 五星級黨員示範户：{ $names }
household-line-heard = <b>{ $name }</b>　{ $voices }次
household-line-why = 「{ $reason }」
household-line-lent = 現在由<b>{ $name }</b>本人投，請把手機交給他。

household-button-all = 示範户評選
household-button-roll = 光榮榜
household-button-mine = 我的榮譽
household-button-plaque = 看我的獎牌
household-button-year = { $year }年
household-button-see = 去看看
household-button-new = 開始評選
household-button-days = { $days }天
household-button-stand = 我要自薦
household-button-words = 改自薦的話
household-button-off = 不參加
household-button-name = 替別人報名
household-button-put = 給{ $name }報名
household-button-bare = 不寫了，直接報名
household-button-code = 群眾推薦的二維碼
household-button-share = 轉給大家
household-button-heard = 群眾推薦了誰
household-button-recommend = 我來推薦
household-button-other = 換一位
household-button-unsay = 不推薦了
household-button-seats = 名額：{ $places }
household-button-drop = 不評了
household-button-gone = 真的不評了
household-button-go = 開始投票
household-button-begin = 好，開始投票
household-button-read = 看自薦的話
household-button-person = { $mark }{ $name }
household-button-mark = { $mark }{ $name }　{ $stars }
household-button-vote = 去投票
household-button-cast = 投票
household-button-cast-empty = 都不選，投空白票
household-button-lend = 替沒有手機的人投
household-button-remind = 提醒沒投的人
household-button-count = 計票
household-button-close = 好，計票
household-button-again = 再投一輪
household-button-decide = 我來定，寫明理由
household-button-because = 寫理由

household-ask-days = <b>{ $branch }　{ $year }年五星級黨員示範户</b>　群眾推薦和黨員自薦，幾天？開始後馬上告訴全支部和支部的群。
household-ask-places = 評幾户？現在是{ $places }户。
household-ask-drop = { $branch }{ $year }年的示範户，真的不評了嗎？報名、推薦和投的票都不留。
household-dropped = 好的，{ $branch }這次不評了。
household-ask-words = <b>自薦</b>　請説説您做了什麼、打算做什麼，一兩句就行：
household-ask-words-of = <b>給{ $name }報名</b>　請説説做了什麼，一兩句就行：
household-ask-who = 給誰報名？
household-who-nobody = 能報的都報了。
household-words = <b>{ $branch }　{ $year }年示範户　自薦的話</b>
household-heard = <b>群眾推薦了誰</b>　誰推薦的沒有人看得到。要讓被推薦的人蔘評，點下面的名字。
household-ask-begin = 一共{ $count }人報名，評{ $places }户，{ $should }名正式黨員投票。開始後報名就關了。
household-ask-close = 已投{ $voted }人（該投{ $should }人）。計票以後就不能再投了，現在計票嗎？
household-ask-lend = 誰用這部手機投票？請他本人來點。
household-lend-nobody = 沒有手機的正式黨員都投過了。
household-ask-tie = <b>票數一樣</b>　請選{ $seats }户，再寫明理由。理由會告訴全支部。
household-ask-reason = 為什麼這樣定？請寫一兩句，會告訴全支部：

household-code =
    <b>{ $branch }　{ $year }年五星級黨員示範户</b>
    群眾掃碼推薦，一人推薦一位，可以改。列印出來貼在公開欄，或者轉給大家：
    { $link }
household-recommend =
    <b>{ $branch }　{ $year }年五星級黨員示範户</b>
    您推薦誰？一人推薦一位，{ $until }以前可以改。是誰推薦的，沒有人看得到。
household-recommended = 記下了，您推薦的是<b>{ $name }</b>。謝謝您！
household-recommend-none = 好的，您現在沒有推薦誰。
household-recommend-why = 想説説為什麼，就寫一句發過來；不寫也可以。
household-recommend-why-again = 想改，就再寫一句發過來。

household-slip =
    <b>{ $branch }　{ $year }年五星級黨員示範户</b>
    最多選{ $seats }位，已選{ $marks }位。點名字選，再點一下取消。
    不記名：誰也看不到您選了誰。投出去就不能改了。
household-cast = ✓ 投好了，謝謝您！這一頁不留您選了誰。
household-cast-lent = ✓ { $name }投好了。這一頁不留他選了誰，手機可以收回了。

household-toast-opened = 開始了，已經告訴大家
household-toast-stands = 報好了
household-toast-off = 好的，不參加
household-toast-recommended = 記下了
household-toast-voting = 開始投票了，已經告訴大家
household-toast-cast = 投好了
household-toast-reminded = 提醒了
household-toast-counted = 計好了

household-push-open = <b>{ $branch }評{ $year }年五星級黨員示範户</b>，共{ $places }户。想參評的可以自薦，到{ $until }為止。
household-group-open = <b>{ $branch }評{ $year }年五星級黨員示範户</b>，共{ $places }户。請大家推薦身邊的好黨員，到{ $until }為止。一人推薦一位，不記名。
household-push-over = <b>{ $branch }　{ $year }年五星級黨員示範户</b>　推薦和自薦的時間到了，可以投票了。
household-push-named = { $name }給您報名參評<b>{ $branch }{ $year }年五星級黨員示範户</b>。可以自己寫兩句；不想參評就點「不參加」。
household-push-vote = <b>請投票</b>　{ $branch }{ $year }年五星級黨員示範户。不記名，點一點名字就行。
household-push-vote-again = <b>請再投一次</b>　{ $branch }{ $year }年五星級黨員示範户有人票數一樣，第{ $round }輪只在他們裏面選。
household-result =
    🏅 <b>{ $branch }　{ $year }年五星級黨員示範户</b>
    { $names }
    支部投票評出，投了{ $voted }人，該投{ $should }人。
household-result-nobody =
    <b>{ $branch }　{ $year }年五星級黨員示範户</b>
    投了{ $voted }人，該投{ $should }人，沒有人評上。

reason-honour-group = 因為本群綁定了這個支部。
reason-honour = 因為您是支部的一員。
reason-honour-ballot = 因為您是正式黨員，有投票的權利。
reason-honour-secretary = 因為支部評優由您負責。

# 辦不到的

error-household-dropped = 這次評選已經取消了。
error-household-exists = { $year }年的示範户已經在評了。
error-household-final = 已經評完了，不能再取消。
error-household-voting = 已經開始投票了，不能再改。
error-household-closed = 報名的時間已經過了。
error-household-many-candidates = 最多{ $limit }人報名，已經滿了。
error-household-link-unknown = 這個連結認不出來了，請向支部要一個新的。
error-household-voices-over = 推薦的時間已經過了，謝謝您。
error-household-own-branch = 您是本支部的黨員：可以自薦，也可以投票。請發「示範户」
error-household-still-open = 群眾推薦到{ $day }為止，過了這一天才能投票。
error-household-nobody-stands = 還沒有人報名，先請大家報名吧。
error-household-vote-over = 這一輪投票已經結束了。
error-household-not-full = 這次由正式黨員投票。
error-household-voted-before = 已經投過了，一人投一次，不能改。
error-household-has-phone = 他有手機，請他在自己的手機上投。
error-household-too-many-marks = 最多選{ $limit }位，先取消一位再選。
error-household-marks-missing = 要選滿{ $limit }位，再寫理由。
error-household-no-quorum = 投了{ $voted }人，該投{ $should }人。至少要有{ $need }人投票才能計票，可以先提醒沒投的人。
error-household-not-tied = 已經定了，不用再選。
error-household-reminded = 今天已經告訴過大家了，明天再提醒吧。
error-honour-words-missing = 請寫一兩句話。
error-honour-words-long = 最多寫{ $limit }個字，您寫了{ $count }個字，請寫短一點。
