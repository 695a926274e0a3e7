# 支部設置：開會提醒、簽到、免打擾、每天幾條、時區。

command-settings = 支部設置
settings = <b>{ $branch }的設置</b>
settings-which-branch = 看哪個支部的設置？
settings-toast-changed = 改好了
settings-button-branch = { $branch }

settings-line-remind = 開會提醒：{ $times }
settings-line-remind-none = 開會提醒：不提醒
settings-line-door = 簽到：開會前{ $before }分鐘到開會後{ $after }分鐘
settings-line-grace = 遲到：開會{ $minutes }分鐘以後才算
settings-line-grace-none = 遲到：一開會就算
settings-line-quiet = 免打擾：{ $from }到{ $to }
settings-line-quiet-none = 免打擾：沒有
settings-line-cap = 每人每天最多{ $count }條提醒，多的合成一條
settings-line-cap-none = 每人每天的提醒不限條數
settings-line-zone = 時間：{ $zone }
settings-line-colour = 卡片和獎牌的顏色：{ $colour }

settings-button-remind = 開會提醒
settings-button-opens = 幾時開始簽到
settings-button-shuts = 幾時結束簽到
settings-button-grace = 怎樣算遲到
settings-button-quiet = 免打擾時間
settings-button-cap = 每天幾條提醒
settings-button-zone = 時區
settings-button-colour = 卡片顏色

settings-ask-remind = <b>開會以前什麼時候提醒？</b>可以選幾個，再點一下就去掉。
settings-ask-opens = <b>開會前多久開始簽到？</b>
settings-ask-shuts = <b>開會後多久結束簽到？</b>
settings-ask-grace = <b>開會後多久才算遲到？</b>
settings-ask-quiet = <b>什麼時候不打擾大家？</b>臨時改會和應急的事不受限制。
settings-ask-cap = <b>每人每天最多收幾條提醒？</b>多的合成一條發。
settings-ask-zone = <b>支部用哪裏的時間？</b>
settings-ask-colour = <b>星級卡、證書和圖用什麼顏色？</b>

settings-choice = { $mark }{ $what }
settings-choice-minutes = { $mark }{ $minutes }分鐘
settings-choice-quiet = { $mark }{ $from }到{ $to }
settings-choice-cap = { $mark }{ $count }條
settings-choice-none = { $mark }不設

settings-colour-red = 紅
settings-colour-amber = 琥珀
settings-colour-green = 綠
settings-colour-blue = 藍
settings-colour-plum = 梅

settings-remind-three-days = 提前三天
settings-remind-day = 提前一天
settings-remind-two-hours = 提前兩小時
settings-remind-hour = 提前一小時
settings-remind-half-hour = 提前半小時

settings-zone-shanghai = 北京時間
settings-zone-urumqi = 烏魯木齊時間
settings-zone-tokyo = 東京時間
settings-zone-singapore = 新加坡時間
settings-zone-london = 倫敦時間
settings-zone-berlin = 柏林時間
settings-zone-new-york = 紐約時間
settings-zone-los-angeles = 洛杉磯時間
settings-zone-sydney = 悉尼時間

error-quiet-too-long = 免打擾時間最長{ $hours }小時，不然白天也沒法通知大家。
error-no-such-timezone = 沒有「{ $zone }」這個時區。
