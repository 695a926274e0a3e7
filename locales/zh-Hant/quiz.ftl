# 測驗：出題、答題、結果。

quiz-question = <b>{ $title }</b>　第{ $number }題，共{ $of }題
quiz-several = 這一題有幾個對的，都選上再交。
quiz-result =
    <b>{ $title }</b>答完了：{ $of }題答對{ $right }題。
    這個結果只有您自己看得到。
quiz-result-all =
    <b>{ $title }</b>答完了：{ $of }題全對！
    這個結果只有您自己看得到。
quiz-wrong = <b>{ $title }</b>　{ $of }題答對{ $right }題，沒答對的是：
quiz-line-question = <b>{ $number }. { $text }</b>
quiz-line-option = 　{ $letter }. { $text }
quiz-line-right = ✓ { $letter }. { $text }
quiz-line-explanation = 💡 { $text }
quiz-line-yours = 您選的：{ $text }
quiz-line-correct = 正確的：{ $text }
quiz-toast-asked = 第{ $number }題來了，一共{ $of }題
quiz-toast-coming = 第{ $number }題就在下面
quiz-button-wrong = 看沒答對的{ $count }題
reason-quiz-group = 支部學習的小測驗，不記名，不記分。

quiz-list = <b>支部的測驗</b>
quiz-list-empty = 還沒有測驗。
quiz-button-new = 新建測驗
quiz-button-list = 全部測驗
quiz-button-one = { $title }
quiz-ask-questions =
    請發題目給我，兩種辦法都行：

    1. 發一個表格（xlsx 或 csv），表頭是：題目、選項A、選項B……、答案、解析。
    2. 把題目粘貼過來，像這樣：

    支部黨員大會一般多久召開一次？
    A. 每月
    B. 每季度
    C. 每年
    答案：B
    解析：三會一課的要求
quiz-ask-title = 這份測驗叫什麼名字？
quiz-usual-title = { FULLDATE($day) }測驗
quiz-card = <b>{ $title }</b>
    讀出{ $count }題{ $several ->
        [0] 。
       *[other] ，其中{ $several }題要多選。
    }還沒有保存。
quiz-line-goes-on = 要是還有下半部分，請接着發。
quiz-line-which-branch = 這是哪個支部的測驗？
quiz-bad = 有{ $count }題有問題：
quiz-bad-again = 改好以後再發一次，或者只存其餘的。
quiz-problems-more = ……另外還有{ $count }處。
quiz-button-save = 保存
quiz-button-save-good = 只存好的{ $count }題
quiz-button-preview = 看題目
quiz-button-title = 改名字
quiz-dropped = 好的，這份測驗沒有保存。
quiz-one =
    <b>{ $title }</b>
    { $branch }　{ $count }題
quiz-saved =
    <b>{ $title }</b>存好了。
    { $branch }　{ $count }題
    還沒有發給任何人。
quiz-button-plan = 放進學習計劃
quiz-button-group = 發到群裏
quiz-button-report = 答題情況
quiz-questions = <b>{ $title }</b>

quiz-ask-groups = 把<b>{ $title }</b>的{ $count }題發到{ $groups }？不記名，開放7天。
quiz-in-groups = <b>{ $title }</b>正在群裏答題。要結束嗎？
quiz-posted = <b>{ $title }</b>的{ $count }題正在發到{ $chats }個群。
quiz-button-close = 結束群裏答題
quiz-toast-closed = 群裏不再收答案

quiz-report = <b>{ $title }</b>
    應答{ $concerned }人，開始{ $begun }人，答完{ $finished }人
quiz-report-not-sent = <b>{ $title }</b>
    還沒有放進學習計劃發給大家。
quiz-line-total = { $number }. { $text }
quiz-where-private = 個人
quiz-where-groups = 群裏
quiz-line-share = 　{ $where }{ $count }人答，答對{ $share }%
quiz-line-count = 　{ $where }{ $count }人答
quiz-line-nobody = 　還沒有人答
quiz-line-too-few = 不到3人答的題不算對錯，免得看出是誰。
quiz-line-missed = 有{ $count }條沒能發到群裏。請看看群裏讓不讓機器人發投票。
quiz-button-who = 誰答完了
quiz-who = <b>{ $title }</b>（只看答沒答完，不看分數）
quiz-line-finished = 答完{ $count }人：{ $names }
quiz-line-not-yet = 還沒答完{ $count }人：{ $names }
quiz-nobody = 無

quiz-at = 第{ $number }行
quiz-problem-question-missing = { quiz-at }：沒有題目
quiz-problem-question-long = { quiz-at }：題目超過{ $limit }個字（{ $value }）
quiz-problem-options-few = { quiz-at }：選項不夠，至少要{ $limit }個
quiz-problem-options-many = { quiz-at }：有{ $value }個選項，最多{ $limit }個
quiz-problem-option-long = { quiz-at }：選項{ $letter }超過{ $limit }個字（{ $value }）
quiz-problem-option-twice = { quiz-at }：選項{ $letter }是一樣的（{ $value }）
quiz-problem-letter-twice = { quiz-at }：選項{ $letter }出現了兩次
quiz-problem-answer-missing = { quiz-at }：沒有答案
quiz-problem-answer-unknown = { quiz-at }：答案不在選項裏（{ $value }）
quiz-problem-explanation-long = { quiz-at }：解析超過{ $limit }個字（{ $value }）
quiz-problem-identity-number = { quiz-at }：裏面有身份證號。我們不收身份證號，請刪掉

error-quiz-empty = 沒有讀到題目。請按樣子發：題目、每行一個選項、最後寫「答案：B」。
error-quiz-too-many = 一份測驗最多{ $limit }題，請分成幾份。
error-quiz-header-missing = 表格裏找不到題目。第一行要寫：題目、選項A、選項B……、答案。
error-quiz-not-this = 請發 xlsx 或 csv 表格，或者把題目粘貼成文字。
error-quiz-has-problems = 有的題目有問題，請改好再發，或者只存其餘的。
error-quiz-branch-missing = 請先選是哪個支部的測驗。
error-quiz-title-missing = 請給測驗起個名字。
error-quiz-title-too-long = 名字最多{ $limit }個字，您寫了{ $count }個。
error-quiz-draft-done = 這份測驗已經辦過了。
error-quiz-gone = 這份測驗已經沒有了。
error-quiz-no-groups = 支部還沒有綁定群。先在群裏發 /bind。
error-quiz-posted = 這份測驗已經在群裏了。先結束，再發新的。
error-quiz-not-open = 群裏沒有正在答的題。
error-quiz-not-finished = 這份測驗還沒答完。
