# 记一次服务：一句话或几个按钮，变成一张卡片，再提交。

log-card = <b>请您看看，记得对吗？</b>
log-card-open = <b>记一次服务</b>
log-nothing-open = 手头没有正在记的服务。
log-card-again = <b>修改后再交</b>
log-gap = { "" }
log-cancelled = 好的，这一条不记了。

# 卡片和消息里的一行一行

service-line-day = 日期：<b>{ $day }</b>
service-line-start = 开始：<b>{ $start }</b>
service-line-hours = 时间：<b>{ $start }—{ $end }，{ $minutes }</b>
service-line-minutes = 时长：<b>{ $minutes }</b>
service-line-place = 地点：<b>{ $place }</b>
service-line-category = 类别：<b>{ $category }</b>
service-line-words = 内容：<b>{ $words }</b>
service-line-helped = 帮了：{ $helped }
service-line-helped-whom = 帮了：{ $helped }（{ $words }）
service-line-photos = 照片：{ $count }张
service-line-people = 记给：<b>{ $names }</b>
service-line-entered-by = 登记人：{ $name }（代记）

category-policy-talk = 政策宣讲
category-household-help = 结对帮扶
category-environment = 环境卫生
category-safety = 治安巡逻
category-technical = 技术指导
category-elderly-care = 敬老助残
category-emergency = 应急
category-culture = 文体
category-other = 其他

helped-household = 农户或家庭
helped-group = 集体或单位
helped-public = 大家

# 一次问一件

log-ask-day = 👉 是哪一天？点一下，或写给我，比如“11月3日”。
log-ask-start = 👉 几点开始的？也可以写“下午2点到4点”。
log-ask-minutes = 👉 做了多长时间？
log-ask-place = 👉 在哪里？点一个，或写给我。
log-ask-category = 👉 属于哪一类？
log-ask-words = 👉 具体做了什么？点一个，或写给我。
log-ask-helped = 👉 帮了谁？
log-ask-helped-words = 👉 要写上是哪一户、哪个单位吗？写给我，或点“跳过”。
log-ask-field = 👉 要改哪一项？
log-ask-people = 👉 记给谁？点一下打勾，再点一下去掉。
log-ask-photos = 👉 请把照片发过来，最多{ $limit }张。

log-field-day = 日期
log-field-start = 开始时间
log-field-minutes = 时长
log-field-place = 地点
log-field-category = 类别
log-field-words = 内容

log-today = 今天
log-yesterday = 昨天
log-day-before = 前天
log-button-day = { $day }
log-button-clock = { $time }
log-button-no-start = 不写开始时间
log-button-minutes = { $minutes }
log-button-longer = 更长
log-button-shorter = 短一些
log-button-place = { $place }
log-button-photo = 加照片
log-button-no-photos = 删去照片
log-button-helped = 帮了谁
log-button-no-helped = 不写帮了谁
log-button-people = 代记
log-button-chosen = ✓ { $name }
log-button-not-chosen = { $name }
log-button-submit-anyway = 仍然提交

log-deed-explain = 宣讲政策
log-deed-leaflets = 发放宣传材料
log-deed-visit-household = 走访帮扶户
log-deed-errands = 帮忙跑腿办事
log-deed-clean = 打扫卫生
log-deed-snow = 清扫积雪
log-deed-litter = 捡拾垃圾
log-deed-patrol = 巡逻
log-deed-traffic = 维护交通秩序
log-deed-advice = 上门技术指导
log-deed-training = 讲技术课
log-deed-visit-elderly = 看望老人
log-deed-chores = 帮老人做家务
log-deed-on-duty = 应急值守
log-deed-rescue = 抢险救灾
log-deed-perform = 文艺演出
log-deed-organise = 组织文体活动
log-deed-volunteer = 志愿服务

# 说明和疑问

log-note-assumed = “{ $text }”按{ $minutes }算，不对请点“修改”。
log-note-words-only = 替别人登记要由组长或书记来做，这里先把{ $names }写进内容里。
log-note-not-found = 您能代记的人里没找到{ $names }，先写进内容里。
log-note-offered = 您提到了别人，点名字可以一起记或不记。
log-note-returned = 退回的原因：{ $reason }

log-doubt-date-impossible = “{ $text }”没有这一天。
log-doubt-day-contradictory = “{ $text }”前后对不上。
log-doubt-day-unclear = “{ $text }”没看明白是哪一天。
log-doubt-month-unclear = “{ $text }”没看明白是哪个月。
log-doubt-two-days = 有两个日期：“{ $text }”。一次记一天。
log-doubt-duration-impossible = “{ $text }”算不成时长。
log-doubt-not-half-hours = “{ $text }”不是整半小时，请选一个最接近的。
log-doubt-duration-unclear = “{ $text }”没看明白是多长时间。
log-doubt-two-durations = 有两个时长：“{ $text }”。
log-doubt-range-backwards = “{ $text }”结束比开始早。
log-doubt-time-contradictory = “{ $text }”前后对不上。
log-doubt-time-impossible = “{ $text }”没有这个时间。
log-doubt-time-unclear = “{ $text }”没看明白是几点。
log-doubt-time-of-day-unclear = “{ $text }”是上午还是下午？
log-doubt-two-times = 有两个时间：“{ $text }”。

log-alike = ⚠️ 可能已经记过：
log-alike-line = · { $name } { $day } { $place } { $minutes }（{ $state }）
log-alike-line-short = · { $name } { $day } { $minutes }

# 提交之后

log-submitted = <b>已提交，辛苦了！</b>
log-waits-for = 已请{ $names }确认，有结果就告诉您。
log-waits-for-nobody = 现在还没有人能在这里确认，记录已存好。请跟支部书记说一声。
log-toast-submitted = 已提交
log-toast-asked = 还差一点没填好
log-toast-alike = 可能已经记过，请看一眼

push-review-request = <b>{ $name }</b>记了一次服务，请您确认：
push-review-several = <b>{ $names }</b>共{ $count }人的一次服务，请您确认：
button-review-list = 去确认
reason-review-request = 您负责确认他们的服务记录。

error-service-text-too-long = 最多写{ $limit }个字，您写了{ $count }个，请写短一点。
error-service-photos-full = 最多放{ $limit }张照片。
error-service-day-full-for = { $name }这一天已经记了{ $already }，一天合计最多{ $limit }。
error-log-no-roster = 您的账号不在支部名册里，不能记自己的服务。
error-log-draft-not-yours = 这张卡片是别人的。
error-log-draft-submitted = 这一条已经提交过了，现在的状态：{ $state }。
error-log-draft-cancelled = 这一条已经取消了。要记新的，请点 /log。
error-log-person-left = { $name }已经不在名册里了。
error-log-not-for = 您不能替{ $name }登记。
error-log-nobody = 至少要留一个人。
error-log-too-many-people = 一次最多记{ $limit }个人。
error-log-people-fixed = 退回的记录只能由本人重交，不能换人。
error-log-day-unclear = 没看明白是哪一天。可以写“昨天”或“11月3日”，也可以点下面的按钮。
error-log-time-unclear = 没看明白是几点。可以写“下午2点”或“下午2点到4点”。
error-log-length-unclear = 没看明白是多长时间。可以写“两个半小时”，也可以点下面的按钮。
error-log-category-unclear = 请点下面的按钮选一类。
error-log-helped-first = 请先点下面的按钮，选帮了谁。
