# 支部设置：开会提醒、签到、免打扰、每天几条、时区。

command-settings = 支部设置
settings = <b>{ $branch }的设置</b>
settings-which-branch = 看哪个支部的设置？
settings-toast-changed = 改好了
settings-button-branch = { $branch }

settings-line-remind = 开会提醒：{ $times }
settings-line-remind-none = 开会提醒：不提醒
settings-line-door = 签到：开会前{ $before }分钟到开会后{ $after }分钟
settings-line-grace = 迟到：开会{ $minutes }分钟以后才算
settings-line-grace-none = 迟到：一开会就算
settings-line-quiet = 免打扰：{ $from }到{ $to }
settings-line-quiet-none = 免打扰：没有
settings-line-cap = 每人每天最多{ $count }条提醒，多的合成一条
settings-line-cap-none = 每人每天的提醒不限条数
settings-line-zone = 时间：{ $zone }
settings-line-colour = 卡片和奖牌的颜色：{ $colour }

settings-button-remind = 开会提醒
settings-button-opens = 几时开始签到
settings-button-shuts = 几时结束签到
settings-button-grace = 怎样算迟到
settings-button-quiet = 免打扰时间
settings-button-cap = 每天几条提醒
settings-button-zone = 时区
settings-button-colour = 卡片颜色

settings-ask-remind = <b>开会以前什么时候提醒？</b>可以选几个，再点一下就去掉。
settings-ask-opens = <b>开会前多久开始签到？</b>
settings-ask-shuts = <b>开会后多久结束签到？</b>
settings-ask-grace = <b>开会后多久才算迟到？</b>
settings-ask-quiet = <b>什么时候不打扰大家？</b>临时改会和应急的事不受限制。
settings-ask-cap = <b>每人每天最多收几条提醒？</b>多的合成一条发。
settings-ask-zone = <b>支部用哪里的时间？</b>
settings-ask-colour = <b>星级卡、证书和图用什么颜色？</b>

settings-choice = { $mark }{ $what }
settings-choice-minutes = { $mark }{ $minutes }分钟
settings-choice-quiet = { $mark }{ $from }到{ $to }
settings-choice-cap = { $mark }{ $count }条
settings-choice-none = { $mark }不设

settings-colour-red = 红
settings-colour-amber = 琥珀
settings-colour-green = 绿
settings-colour-blue = 蓝
settings-colour-plum = 梅

settings-remind-three-days = 提前三天
settings-remind-day = 提前一天
settings-remind-two-hours = 提前两小时
settings-remind-hour = 提前一小时
settings-remind-half-hour = 提前半小时

settings-zone-shanghai = 北京时间
settings-zone-urumqi = 乌鲁木齐时间
settings-zone-tokyo = 东京时间
settings-zone-singapore = 新加坡时间
settings-zone-london = 伦敦时间
settings-zone-berlin = 柏林时间
settings-zone-new-york = 纽约时间
settings-zone-los-angeles = 洛杉矶时间
settings-zone-sydney = 悉尼时间

error-quiet-too-long = 免打扰时间最长{ $hours }小时，不然白天也没法通知大家。
error-no-such-timezone = 没有“{ $zone }”这个时区。
