# Quizzes: making one, taking one, and how it went.

quiz-question = <b>{ $title }</b> · question { $number } of { $of }
quiz-several = More than one is right: choose them all, then send.
quiz-result =
    <b>{ $title }</b> is done: { $right } of { $of } right.
    Only you can see this result.
quiz-result-all =
    <b>{ $title }</b> is done: all { $of } right!
    Only you can see this result.
quiz-wrong = <b>{ $title }</b> · { $right } of { $of } right. These were not:
quiz-line-question = <b>{ $number }. { $text }</b>
quiz-line-option = 　{ $letter }. { $text }
quiz-line-right = ✓ { $letter }. { $text }
quiz-line-explanation = 💡 { $text }
quiz-line-yours = You chose: { $text }
quiz-line-correct = Right is: { $text }
quiz-toast-asked = Here is question { $number } of { $of }
quiz-toast-coming = Question { $number } is just below
quiz-button-wrong = { $count ->
        [one] See the 1 that was wrong
       *[other] See the { $count } that were wrong
    }
reason-quiz-group = A small quiz of the branch: no names, no scores.

quiz-list = <b>Quizzes of the branch</b>
quiz-list-empty = There is no quiz yet.
quiz-button-new = New quiz
quiz-button-list = All quizzes
quiz-button-one = { $title }
quiz-ask-questions =
    Please send me the questions, in either of two ways:

    1. A spreadsheet (xlsx or csv) with the header: question, option A, option B …, answer, explanation.
    2. The questions pasted as text, like this:

    How often does the assembly of a branch meet?
    A. Every month
    B. Every quarter
    C. Every year
    Answer: B
    Explanation: the rule on regular meetings
quiz-ask-title = What is this quiz called?
quiz-usual-title = Quiz of { FULLDATE($day) }
quiz-card = <b>{ $title }</b>
    { $count ->
        [one] 1 question read
       *[other] { $count } questions read
    }{ $several ->
        [0] .
       *[other] , { $several } with more than one right answer.
    } Nothing is kept yet.
quiz-line-goes-on = If there is more of it, please send the rest.
quiz-line-which-branch = Which branch is this quiz for?
quiz-bad = { $count ->
        [one] One question cannot be asked:
       *[other] { $count } questions cannot be asked:
    }
quiz-bad-again = Mend them and send it all again, or keep only the others.
quiz-problems-more = … and { $count } more.
quiz-button-save = Keep
quiz-button-save-good = { $count ->
        [one] Keep only the 1 good one
       *[other] Keep only the { $count } good ones
    }
quiz-button-preview = See the questions
quiz-button-title = Rename
quiz-dropped = All right, this quiz was not kept.
quiz-one =
    <b>{ $title }</b>
    { $branch } · { $count ->
        [one] 1 question
       *[other] { $count } questions
    }
quiz-saved =
    <b>{ $title }</b> is kept.
    { $branch } · { $count ->
        [one] 1 question
       *[other] { $count } questions
    }
    Nobody has got it yet.
quiz-button-plan = Put into a study plan
quiz-button-group = Send to the groups
quiz-button-report = How it went
quiz-questions = <b>{ $title }</b>

quiz-ask-groups = Send the { $count } questions of <b>{ $title }</b> to { $groups }? Without names, open for 7 days.
quiz-in-groups = <b>{ $title }</b> is being answered in the groups. End it?
quiz-posted = { $chats ->
        [one] The { $count } questions of <b>{ $title }</b> are going to 1 group.
       *[other] The { $count } questions of <b>{ $title }</b> are going to { $chats } groups.
    }
quiz-button-close = End it in the groups
quiz-toast-closed = The groups answer no more

quiz-report = <b>{ $title }</b>
    For { $concerned }, begun by { $begun }, finished by { $finished }
quiz-report-not-sent = <b>{ $title }</b>
    No study plan has sent it to the members yet.
quiz-line-total = { $number }. { $text }
quiz-where-private = in private
quiz-where-groups = in groups
quiz-line-share = 　{ $where }: { $count } answered, { $share }% right
quiz-line-count = 　{ $where }: { $count } answered
quiz-line-nobody = 　nobody has answered yet
quiz-line-too-few = With fewer than 3 answers right and wrong are not shown, so that nobody can be told.
quiz-line-missed = { $count ->
        [one] 1 message did not reach a group. Please see whether the bot may send polls there.
       *[other] { $count } messages did not reach a group. Please see whether the bot may send polls there.
    }
quiz-button-who = Who has finished
quiz-who = <b>{ $title }</b> (finished or not, no scores)
quiz-line-finished = Finished, { $count }: { $names }
quiz-line-not-yet = Not yet, { $count }: { $names }
quiz-nobody = nobody

quiz-at = Row { $number }
quiz-problem-question-missing = { quiz-at }: there is no question
quiz-problem-question-long = { quiz-at }: the question is longer than { $limit } characters ({ $value })
quiz-problem-options-few = { quiz-at }: too few options, { $limit } are needed
quiz-problem-options-many = { quiz-at }: { $value } options, { $limit } at most
quiz-problem-option-long = { quiz-at }: option { $letter } is longer than { $limit } characters ({ $value })
quiz-problem-option-twice = { quiz-at }: options { $letter } are the same ({ $value })
quiz-problem-letter-twice = { quiz-at }: option { $letter } is there twice
quiz-problem-answer-missing = { quiz-at }: there is no answer
quiz-problem-answer-unknown = { quiz-at }: the answer is none of the options ({ $value })
quiz-problem-explanation-long = { quiz-at }: the explanation is longer than { $limit } characters ({ $value })
quiz-problem-identity-number = { quiz-at }: there is an identity number in it. We do not take those, please remove it

error-quiz-empty = I found no questions. Please send the question, one option on each line, and "Answer: B" at the end.
error-quiz-too-many = A quiz has { $limit } questions at most. Please make several.
error-quiz-header-missing = I find no questions in this sheet. The first row must say: question, option A, option B …, answer.
error-quiz-not-this = Please send an xlsx or csv file, or paste the questions as text.
error-quiz-has-problems = Some questions cannot be asked. Please mend them, or keep only the others.
error-quiz-branch-missing = Please choose first which branch it is for.
error-quiz-title-missing = Please give the quiz a name.
error-quiz-title-too-long = A name has { $limit } characters at most; yours has { $count }.
error-quiz-draft-done = This quiz has been dealt with.
error-quiz-gone = This quiz is gone.
error-quiz-no-groups = The branch has no group yet. Send /bind in the group first.
error-quiz-posted = This quiz is in the groups already. End it first.
error-quiz-not-open = Nothing is being answered in the groups.
error-quiz-not-finished = This quiz is not finished yet.
