# 更正和撤銷

corrections-card = <b>更正{ $name }的記錄</b>（{ $state }）
corrections-differences =
    { "" }
    <b>改動</b>
corrections-difference = {"    "}{ $field }：{ $before } → { $after }
corrections-ask-day = 應該是哪一天？點一個，或寫給我，比如「11月3日」。
corrections-ask-start = 應該是幾點？寫給我，比如「下午2點到4點半」。
corrections-ask-minutes = 應該是多長時間？點一個，或寫給我，比如「兩個半小時」。
corrections-ask-place = 應該是什麼地方？請寫給我。
corrections-ask-category = 應該是哪一類？
corrections-ask-words = 內容應該怎麼寫？請寫給我。
corrections-ask-helped = 應該是幫了誰？
corrections-ask-helped-words = 幫了哪一户、哪個單位？請寫給我。
corrections-ask-reason =
    更正<b>{ $name }</b> { $day }的記錄。
    請把更正的原因寫給我，最多200個字，雙方都看得到。
corrections-ask-revoke =
    撤銷<b>{ $name }</b>的這一條？撤銷後不再算數，也不能恢復。
    { $day } { $place }，{ $minutes }
    { $words }

    要撤銷，請把原因寫給我，雙方都看得到。
corrections-done = 已更正<b>{ $name }</b> { $day }的記錄，已告訴相關同志。
corrections-revoked = 已撤銷<b>{ $name }</b> { $day }的記錄，已告訴相關同志。
corrections-dropped = 好的，沒有更正。

corrections-told-corrected =
    { $by }更正了<b>{ $name }</b>的服務記錄：
    { $day } { $place }，{ $minutes }
    原因：{ $reason }
corrections-told-revoked =
    { $by }撤銷了<b>{ $name }</b>的服務記錄，這一條不再算數：
    { $day } { $place }，{ $minutes }
    原因：{ $reason }
reason-record-changed = 這條記錄與您有關。

field-day = 日期
field-start = 開始時間
field-minutes = 時長
field-place = 地點
field-category = 類別
field-words = 內容
field-helped = 幫了誰
field-helped-words = 哪一户、哪個單位

button-day = { $day }
button-minutes = { $minutes }
button-nothing = 不寫
button-reason-and-correct = 寫明原因並更正

error-correction-nothing = 還沒有改動。
error-correction-not-understood = 沒看明白，請換個寫法。
error-correction-too-old = { $day }太早了，最早只能改到{ $earliest }。
error-correction-over = 這次更正已經結束了，請重新打開記錄。
