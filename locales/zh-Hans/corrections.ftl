# 更正和撤销

corrections-card = <b>更正{ $name }的记录</b>（{ $state }）
corrections-differences =
    { "" }
    <b>改动</b>
corrections-difference = {"    "}{ $field }：{ $before } → { $after }
corrections-ask-day = 应该是哪一天？点一个，或写给我，比如“11月3日”。
corrections-ask-start = 应该是几点？写给我，比如“下午2点到4点半”。
corrections-ask-minutes = 应该是多长时间？点一个，或写给我，比如“两个半小时”。
corrections-ask-place = 应该是什么地方？请写给我。
corrections-ask-category = 应该是哪一类？
corrections-ask-words = 内容应该怎么写？请写给我。
corrections-ask-helped = 应该是帮了谁？
corrections-ask-helped-words = 帮了哪一户、哪个单位？请写给我。
corrections-ask-reason =
    更正<b>{ $name }</b> { $day }的记录。
    请把更正的原因写给我，最多200个字，双方都看得到。
corrections-ask-revoke =
    撤销<b>{ $name }</b>的这一条？撤销后不再算数，也不能恢复。
    { $day } { $place }，{ $minutes }
    { $words }

    要撤销，请把原因写给我，双方都看得到。
corrections-done = 已更正<b>{ $name }</b> { $day }的记录，已告诉相关同志。
corrections-revoked = 已撤销<b>{ $name }</b> { $day }的记录，已告诉相关同志。
corrections-dropped = 好的，没有更正。

corrections-told-corrected =
    { $by }更正了<b>{ $name }</b>的服务记录：
    { $day } { $place }，{ $minutes }
    原因：{ $reason }
corrections-told-revoked =
    { $by }撤销了<b>{ $name }</b>的服务记录，这一条不再算数：
    { $day } { $place }，{ $minutes }
    原因：{ $reason }
reason-record-changed = 这条记录与您有关。

field-day = 日期
field-start = 开始时间
field-minutes = 时长
field-place = 地点
field-category = 类别
field-words = 内容
field-helped = 帮了谁
field-helped-words = 哪一户、哪个单位

button-day = { $day }
button-minutes = { $minutes }
button-nothing = 不写
button-reason-and-correct = 写明原因并更正

error-correction-nothing = 还没有改动。
error-correction-not-understood = 没看明白，请换个写法。
error-correction-too-old = { $day }太早了，最早只能改到{ $earliest }。
error-correction-over = 这次更正已经结束了，请重新打开记录。
