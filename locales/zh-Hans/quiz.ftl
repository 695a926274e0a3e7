# 测验：出题、答题、结果。

quiz-question = <b>{ $title }</b>　第{ $number }题，共{ $of }题
quiz-several = 这一题有几个对的，都选上再交。
quiz-result =
    <b>{ $title }</b>答完了：{ $of }题答对{ $right }题。
    这个结果只有您自己看得到。
quiz-result-all =
    <b>{ $title }</b>答完了：{ $of }题全对！
    这个结果只有您自己看得到。
quiz-wrong = <b>{ $title }</b>　{ $of }题答对{ $right }题，没答对的是：
quiz-line-question = <b>{ $number }. { $text }</b>
quiz-line-option = 　{ $letter }. { $text }
quiz-line-right = ✓ { $letter }. { $text }
quiz-line-explanation = 💡 { $text }
quiz-line-yours = 您选的：{ $text }
quiz-line-correct = 正确的：{ $text }
quiz-toast-asked = 第{ $number }题来了，一共{ $of }题
quiz-toast-coming = 第{ $number }题就在下面
quiz-button-wrong = 看没答对的{ $count }题
reason-quiz-group = 支部学习的小测验，不记名，不记分。

quiz-list = <b>支部的测验</b>
quiz-list-empty = 还没有测验。
quiz-button-new = 新建测验
quiz-button-list = 全部测验
quiz-button-one = { $title }
quiz-ask-questions =
    请发题目给我，两种办法都行：

    1. 发一个表格（xlsx 或 csv），表头是：题目、选项A、选项B……、答案、解析。
    2. 把题目粘贴过来，像这样：

    支部党员大会一般多久召开一次？
    A. 每月
    B. 每季度
    C. 每年
    答案：B
    解析：三会一课的要求
quiz-ask-title = 这份测验叫什么名字？
quiz-usual-title = { FULLDATE($day) }测验
quiz-card = <b>{ $title }</b>
    读出{ $count }题{ $several ->
        [0] 。
       *[other] ，其中{ $several }题要多选。
    }还没有保存。
quiz-line-goes-on = 要是还有下半部分，请接着发。
quiz-line-which-branch = 这是哪个支部的测验？
quiz-bad = 有{ $count }题有问题：
quiz-bad-again = 改好以后再发一次，或者只存其余的。
quiz-problems-more = ……另外还有{ $count }处。
quiz-button-save = 保存
quiz-button-save-good = 只存好的{ $count }题
quiz-button-preview = 看题目
quiz-button-title = 改名字
quiz-dropped = 好的，这份测验没有保存。
quiz-one =
    <b>{ $title }</b>
    { $branch }　{ $count }题
quiz-saved =
    <b>{ $title }</b>存好了。
    { $branch }　{ $count }题
    还没有发给任何人。
quiz-button-plan = 放进学习计划
quiz-button-group = 发到群里
quiz-button-report = 答题情况
quiz-questions = <b>{ $title }</b>

quiz-ask-groups = 把<b>{ $title }</b>的{ $count }题发到{ $groups }？不记名，开放7天。
quiz-in-groups = <b>{ $title }</b>正在群里答题。要结束吗？
quiz-posted = <b>{ $title }</b>的{ $count }题正在发到{ $chats }个群。
quiz-button-close = 结束群里答题
quiz-toast-closed = 群里不再收答案

quiz-report = <b>{ $title }</b>
    应答{ $concerned }人，开始{ $begun }人，答完{ $finished }人
quiz-report-not-sent = <b>{ $title }</b>
    还没有放进学习计划发给大家。
quiz-line-total = { $number }. { $text }
quiz-where-private = 个人
quiz-where-groups = 群里
quiz-line-share = 　{ $where }{ $count }人答，答对{ $share }%
quiz-line-count = 　{ $where }{ $count }人答
quiz-line-nobody = 　还没有人答
quiz-line-too-few = 不到3人答的题不算对错，免得看出是谁。
quiz-line-missed = 有{ $count }条没能发到群里。请看看群里让不让机器人发投票。
quiz-button-who = 谁答完了
quiz-who = <b>{ $title }</b>（只看答没答完，不看分数）
quiz-line-finished = 答完{ $count }人：{ $names }
quiz-line-not-yet = 还没答完{ $count }人：{ $names }
quiz-nobody = 无

quiz-at = 第{ $number }行
quiz-problem-question-missing = { quiz-at }：没有题目
quiz-problem-question-long = { quiz-at }：题目超过{ $limit }个字（{ $value }）
quiz-problem-options-few = { quiz-at }：选项不够，至少要{ $limit }个
quiz-problem-options-many = { quiz-at }：有{ $value }个选项，最多{ $limit }个
quiz-problem-option-long = { quiz-at }：选项{ $letter }超过{ $limit }个字（{ $value }）
quiz-problem-option-twice = { quiz-at }：选项{ $letter }是一样的（{ $value }）
quiz-problem-letter-twice = { quiz-at }：选项{ $letter }出现了两次
quiz-problem-answer-missing = { quiz-at }：没有答案
quiz-problem-answer-unknown = { quiz-at }：答案不在选项里（{ $value }）
quiz-problem-explanation-long = { quiz-at }：解析超过{ $limit }个字（{ $value }）
quiz-problem-identity-number = { quiz-at }：里面有身份证号。我们不收身份证号，请删掉

error-quiz-empty = 没有读到题目。请按样子发：题目、每行一个选项、最后写“答案：B”。
error-quiz-too-many = 一份测验最多{ $limit }题，请分成几份。
error-quiz-header-missing = 表格里找不到题目。第一行要写：题目、选项A、选项B……、答案。
error-quiz-not-this = 请发 xlsx 或 csv 表格，或者把题目粘贴成文字。
error-quiz-has-problems = 有的题目有问题，请改好再发，或者只存其余的。
error-quiz-branch-missing = 请先选是哪个支部的测验。
error-quiz-title-missing = 请给测验起个名字。
error-quiz-title-too-long = 名字最多{ $limit }个字，您写了{ $count }个。
error-quiz-draft-done = 这份测验已经办过了。
error-quiz-gone = 这份测验已经没有了。
error-quiz-no-groups = 支部还没有绑定群。先在群里发 /bind。
error-quiz-posted = 这份测验已经在群里了。先结束，再发新的。
error-quiz-not-open = 群里没有正在答的题。
error-quiz-not-finished = 这份测验还没答完。
