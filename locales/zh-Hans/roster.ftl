# 名册：列表、名片、邀请、导入文件、添加一名党员。

roster-list =
    <b>{ $branch }</b>名册，共{ $count }人（第{ $page }/{ $pages }页）
    ✓ 表示已经加入。点名字看详情，也可以直接打名字找人。
roster-person = { $name } · { $group }
roster-person-joined = ✓ { $name } · { $group }
roster-branch = { $name }
roster-which-person = 有几位<b>{ $name }</b>，是哪一位？
roster-namesake = { $branch } · { $group }
roster-which-branch = 看哪个支部的名册？
roster-no-branch = 还没有支部。请把名册文件（csv 或 xlsx）发给我。
roster-no-group = 未分党小组

roster-card =
    <b>{ $name }</b>（{ $kind }）
    { $branch } · { $group }
roster-card-category = 分类：{ $category }
roster-card-party = 入党日期：{ FULLDATE($day) }
roster-card-phone = 手机：{ $phone }
roster-card-skills = 特长：{ $skills }
roster-card-roles = 职务：{ $roles }
roster-card-joined = 已经在 Telegram 上加入
roster-card-not-joined = 还没有在 Telegram 上加入
roster-card-rebind = <b>正在申请换到新的 Telegram 账号。</b>请先问清是不是本人。

roster-remove-sure = 把<b>{ $name }</b>移出名册？职务和账号随即停用，服务记录保留。
roster-removed = <b>{ $name }</b>已经移出名册。
roster-unbind-sure = 解除<b>{ $name }</b>的 Telegram 账号？之后要用新的邀请重新加入。
roster-unbound = <b>{ $name }</b>的账号已经解除。
roster-push-removed = 您已不在{ $branch }的名册上。有疑问请联系支部书记。
roster-push-unbound = 您的 Telegram 账号已经从名册上解除。要再加入，请向支部书记要新的邀请。
roster-push-office = { $branch }名册上，您的职务现在是：<b>{ $office }</b>。
reason-roster = 因为支部名册有变动。

roster-preview = 读完了，还没有导入。新增{ $created }人，更新{ $updated }人，不变{ $unchanged }人{ $branches ->
        [0] 。
       *[other] ，新支部{ $branches }个。
    }
roster-imported = 导入好了。新增{ $created }人，更新{ $updated }人，不变{ $unchanged }人{ $branches ->
        [0] 。
       *[other] ，新支部{ $branches }个。
    }
roster-bad-rows = 有{ $bad }行有问题。改好文件再来一次，或者跳过这些行，只导入其余的。
roster-skipped = 有{ $bad }行有问题，没有导入：
roster-more-problems = ……另外还有{ $count }处。
roster-file-dropped = 好的，这份名册没有导入。
roster-committee = 党委

roster-at = 第{ $number }行“{ $column }”
roster-column-row = 整行
roster-column-name = 姓名
roster-column-branch = 支部
roster-column-sector = 领域
roster-column-group = 党小组
roster-column-kind = 党员类别
roster-column-category = 分类
roster-column-office = 职务
roster-column-joined-on = 入党日期
roster-column-phone = 手机号
roster-column-skills = 特长

roster-problem-name-missing = { roster-at }：没有写姓名
roster-problem-name-length = { roster-at }：姓名太短或太长（{ $value }）
roster-problem-name-character = { roster-at }：姓名里有不该有的字符（{ $value }）
roster-problem-branch-missing = { roster-at }：没有写支部
roster-problem-control-character = { roster-at }：里面有看不见的坏字符，请重新输入
roster-problem-formula = { roster-at }：像是公式，请改成普通文字（{ $value }）
roster-problem-too-long = { roster-at }：太长了（{ $value }）
roster-problem-identity-number = { roster-at }：里面有身份证号。我们不收身份证号，请删掉
roster-problem-sector-unknown = { roster-at }：不认识这个领域（{ $value }）
roster-problem-category-unknown = { roster-at }：不认识这个类别（{ $value }）
roster-problem-category-several = { roster-at }：写了几个互相矛盾的类别（{ $value }）
roster-problem-office-unknown = { roster-at }：不认识这个职务（{ $value }）
roster-problem-office-several = { roster-at }：请只写一个职务（{ $value }）
roster-problem-date-unclear = { roster-at }：看不懂这个日期（{ $value }）
roster-problem-date-impossible = { roster-at }：没有这一天（{ $value }）
roster-problem-date-future = { roster-at }：这一天还没到（{ $value }）
roster-problem-phone-wrong = { roster-at }：不是11位手机号（{ $value }）
roster-problem-phone-shortened = { roster-at }：手机号被表格缩成了科学记数，请改成文本（{ $value }）
roster-problem-duplicate = { roster-at }：和第{ $value }行同支部同姓名，请填手机号或入党日期来区分
roster-problem-same-name = { roster-at }：支部里有同名的同志，分不清是哪一位（{ $value }），请填手机号或入党日期
roster-problem-other-branch = { roster-at }：这个支部不归您管理（{ $value }）
roster-problem-leader-without-group = { roster-at }：写了组长，却没有写党小组
roster-problem-office-not-yours = { roster-at }：这个职务您不能给，也不能收回
roster-problem-group-not-yours = { roster-at }：这样换组会改变由谁带组、由谁确认，请书记来改
roster-problem-own-office = { roster-at }：不能用文件改您自己的职务

# 以这些词开头的话，才当作添加党员来读；用竖线隔开，第一个也是 /member 后面省掉的词。
roster-add-words = 添加党员|新增党员|增加党员|添加预备党员|新增预备党员|添加一名|新增一名
roster-how-to-add =
    请在命令后面写清楚是谁，比如：
    <code>/member 张三 第一党小组 手机13800000000 2010年7月1日入党</code>
roster-adding =
    <b>要添加的是：{ $name }</b>
    { $branch }
roster-adding-group = 党小组：{ $group }
roster-adding-kind = 类别：{ $kind }
roster-adding-office = 职务：{ $office }
roster-adding-namesake = ⚠ 支部里已经有一位<b>{ $name }</b>，请看清是不是同一个人。
roster-doubt-day = ⚠ 只写了月份（{ $text }），先按1日记。
roster-doubt-joined = ⚠ 入党日期没看懂（{ $text }），先空着。
roster-doubt-date = ⚠ 没有这一天（{ $text }），先空着。
roster-doubt-phone = ⚠ 手机号没看懂（{ $text }），先空着。
roster-added = <b>{ $name }</b>已经加到名册里。
roster-adding-dropped = 好的，没有添加。

member-kind-full = 正式党员
member-kind-probationary = 预备党员
member-category-no-post = 无职党员
member-category-mobile = 流动党员
member-category-in-difficulty = 困难党员
member-category-able = 能人党员
member-category-elderly = 老党员
office-secretary = 支部书记
office-deputy = 副书记
office-committee-member = 支部委员
office-group-leader = 党小组组长
office-contact-leader = 联系点领导
office-committee-administrator = 党委管理员
office-none = 无职务

button-roster = 名册
button-branches = 所有支部
button-invite = 邀请
button-roles = 职务与权限
button-remove = 移出
button-unbind = 解除账号
button-import = 导入
button-skip-bad = 跳过错误行导入
button-card = 看详情

error-person-gone = 这位同志已经不在名册上了。
error-own-removal = 不能移出自己，也不能解除自己的账号，请别的同志来办。
error-branch-unknown = 没有叫“{ $name }”的支部。
error-member-name-unclear = 没看出姓名。请像这样写：添加党员 张三 第一党小组
error-member-identity-number = 这句话里有身份证号。我们不收身份证号，请删掉再发。
error-member-which-branch = 您管着几个支部，一句话分不清加到哪里，请发名册文件。
error-member-card-done = 这张卡已经办过了。
error-member-exists = 支部里已经有{ $name }了。若是同名的另一位，请写上手机号和入党日期。
error-member-office-not-yours = 这个职务您不能给。请去掉职务再添加。
error-member-leader-without-group = 组长要写明是哪个党小组。
error-roster-file-done = 这份名册已经办过了。要再导入，请重新发一次文件。
error-roster-file-gone = 这个文件取不到了，请重新发一次。
error-roster-too-many-for-chat = 这里一次最多{ $limit }行。更大的名册请让管理员用命令 zhibu roster import 导入。
error-roster-no-rows = 表里没有党员。
error-roster-file-too-large = 文件太大，最多{ $megabytes } MB。
error-roster-file-empty = 这是个空文件。
error-roster-file-old-excel = 这是旧版 Excel（.xls），请另存为 .xlsx 再发。
error-roster-file-unreadable = 这个文件读不出来。请用 xlsx 或 csv。
error-roster-file-unsupported = 不认识这种文件。请用 xlsx 或 csv。
error-roster-file-unpacks-too-large = 这个文件展开后超过{ $megabytes } MB，没有打开。
error-roster-csv-broken = 第{ $row }行的引号没有配对，文件读不下去。
error-roster-too-many-rows = 一份名册最多{ $limit }行。
error-roster-too-many-columns = 一份名册最多{ $limit }列。
error-roster-several-sheets = 有好几张表都像名册（{ $sheets }），请只留一张。
error-roster-column-missing = 没有找到“{ $column }”这一列。
error-roster-column-twice = “{ $column }”这一列有两个。
error-roster-header-missing = 前{ $rows }行里没有找到表头，至少要有“姓名”和“支部”两列。

sector-rural = 农村
sector-community = 社区
sector-enterprise = 企业
sector-agency = 机关事业单位
sector-school = 学校
sector-new-organisation = 两新组织
