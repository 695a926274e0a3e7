# 名冊：列表、名片、邀請、匯入檔案、添加一名黨員。

roster-list =
    <b>{ $branch }</b>名冊，共{ $count }人（第{ $page }/{ $pages }頁）
    ✓ 表示已經加入。點名字看詳情，也可以直接打名字找人。
roster-person = { $name } · { $group }
roster-person-joined = ✓ { $name } · { $group }
roster-branch = { $name }
roster-which-person = 有幾位<b>{ $name }</b>，是哪一位？
roster-namesake = { $branch } · { $group }
roster-which-branch = 看哪個支部的名冊？
roster-no-branch = 還沒有支部。請把名冊檔案（csv 或 xlsx）發給我。
roster-no-group = 未分黨小組

roster-card =
    <b>{ $name }</b>（{ $kind }）
    { $branch } · { $group }
roster-card-category = 分類：{ $category }
roster-card-party = 入黨日期：{ FULLDATE($day) }
roster-card-phone = 手機：{ $phone }
roster-card-skills = 特長：{ $skills }
roster-card-roles = 職務：{ $roles }
roster-card-joined = 已經在 Telegram 上加入
roster-card-not-joined = 還沒有在 Telegram 上加入
roster-card-rebind = <b>正在申請換到新的 Telegram 賬號。</b>請先問清是不是本人。

roster-remove-sure = 把<b>{ $name }</b>移出名冊？職務和賬號隨即停用，服務記錄保留。
roster-removed = <b>{ $name }</b>已經移出名冊。
roster-unbind-sure = 解除<b>{ $name }</b>的 Telegram 賬號？之後要用新的邀請重新加入。
roster-unbound = <b>{ $name }</b>的賬號已經解除。
roster-push-removed = 您已不在{ $branch }的名冊上。有疑問請聯繫支部書記。
roster-push-unbound = 您的 Telegram 賬號已經從名冊上解除。要再加入，請向支部書記要新的邀請。
roster-push-office = { $branch }名冊上，您的職務現在是：<b>{ $office }</b>。
reason-roster = 因為支部名冊有變動。

roster-preview = 讀完了，還沒有匯入。新增{ $created }人，更新{ $updated }人，不變{ $unchanged }人{ $branches ->
        [0] 。
       *[other] ，新支部{ $branches }個。
    }
roster-imported = 匯入好了。新增{ $created }人，更新{ $updated }人，不變{ $unchanged }人{ $branches ->
        [0] 。
       *[other] ，新支部{ $branches }個。
    }
roster-bad-rows = 有{ $bad }行有問題。改好檔案再來一次，或者跳過這些行，只匯入其餘的。
roster-skipped = 有{ $bad }行有問題，沒有匯入：
roster-more-problems = ……另外還有{ $count }處。
roster-file-dropped = 好的，這份名冊沒有匯入。
roster-committee = 黨委

roster-at = 第{ $number }行「{ $column }」
roster-column-row = 整行
roster-column-name = 姓名
roster-column-branch = 支部
roster-column-sector = 領域
roster-column-group = 黨小組
roster-column-kind = 黨員類別
roster-column-category = 分類
roster-column-office = 職務
roster-column-joined-on = 入黨日期
roster-column-phone = 手機號
roster-column-skills = 特長

roster-problem-name-missing = { roster-at }：沒有寫姓名
roster-problem-name-length = { roster-at }：姓名太短或太長（{ $value }）
roster-problem-name-character = { roster-at }：姓名裏有不該有的字元（{ $value }）
roster-problem-branch-missing = { roster-at }：沒有寫支部
roster-problem-control-character = { roster-at }：裏面有看不見的壞字元，請重新輸入
roster-problem-formula = { roster-at }：像是公式，請改成普通文字（{ $value }）
roster-problem-too-long = { roster-at }：太長了（{ $value }）
roster-problem-identity-number = { roster-at }：裏面有身份證號。我們不收身份證號，請刪掉
roster-problem-sector-unknown = { roster-at }：不認識這個領域（{ $value }）
roster-problem-category-unknown = { roster-at }：不認識這個類別（{ $value }）
roster-problem-category-several = { roster-at }：寫了幾個互相矛盾的類別（{ $value }）
roster-problem-office-unknown = { roster-at }：不認識這個職務（{ $value }）
roster-problem-office-several = { roster-at }：請只寫一個職務（{ $value }）
roster-problem-date-unclear = { roster-at }：看不懂這個日期（{ $value }）
roster-problem-date-impossible = { roster-at }：沒有這一天（{ $value }）
roster-problem-date-future = { roster-at }：這一天還沒到（{ $value }）
roster-problem-phone-wrong = { roster-at }：不是11位手機號（{ $value }）
roster-problem-phone-shortened = { roster-at }：手機號被表格縮成了科學記數，請改成文本（{ $value }）
roster-problem-duplicate = { roster-at }：和第{ $value }行同支部同姓名，請填手機號或入黨日期來區分
roster-problem-same-name = { roster-at }：支部裏有同名的同志，分不清是哪一位（{ $value }），請填手機號或入黨日期
roster-problem-other-branch = { roster-at }：這個支部不歸您管理（{ $value }）
roster-problem-leader-without-group = { roster-at }：寫了組長，卻沒有寫黨小組
roster-problem-office-not-yours = { roster-at }：這個職務您不能給，也不能收回
roster-problem-group-not-yours = { roster-at }：這樣換組會改變由誰帶組、由誰確認，請書記來改
roster-problem-own-office = { roster-at }：不能用檔案改您自己的職務

# 以這些詞開頭的話，才當作添加黨員來讀；用豎線隔開，第一個也是 /member 後面省掉的詞。
roster-add-words = 添加黨員|新增黨員|增加黨員|添加預備黨員|新增預備黨員|添加一名|新增一名
roster-how-to-add =
    請在命令後面寫清楚是誰，比如：
    <code>/member 張三 第一黨小組 手機13800000000 2010年7月1日入黨</code>
roster-adding =
    <b>要添加的是：{ $name }</b>
    { $branch }
roster-adding-group = 黨小組：{ $group }
roster-adding-kind = 類別：{ $kind }
roster-adding-office = 職務：{ $office }
roster-adding-namesake = ⚠ 支部裏已經有一位<b>{ $name }</b>，請看清是不是同一個人。
roster-doubt-day = ⚠ 只寫了月份（{ $text }），先按1日記。
roster-doubt-joined = ⚠ 入黨日期沒看懂（{ $text }），先空着。
roster-doubt-date = ⚠ 沒有這一天（{ $text }），先空着。
roster-doubt-phone = ⚠ 手機號沒看懂（{ $text }），先空着。
roster-added = <b>{ $name }</b>已經加到名冊裏。
roster-adding-dropped = 好的，沒有添加。

member-kind-full = 正式黨員
member-kind-probationary = 預備黨員
member-category-no-post = 無職黨員
member-category-mobile = 流動黨員
member-category-in-difficulty = 困難黨員
member-category-able = 能人黨員
member-category-elderly = 老黨員
office-secretary = 支部書記
office-deputy = 副書記
office-committee-member = 支部委員
office-group-leader = 黨小組組長
office-contact-leader = 聯繫點領導
office-committee-administrator = 黨委管理員
office-none = 無職務

button-roster = 名冊
button-branches = 所有支部
button-invite = 邀請
button-roles = 職務與權限
button-remove = 移出
button-unbind = 解除賬號
button-import = 匯入
button-skip-bad = 跳過錯誤行匯入
button-card = 看詳情

error-person-gone = 這位同志已經不在名冊上了。
error-own-removal = 不能移出自己，也不能解除自己的賬號，請別的同志來辦。
error-branch-unknown = 沒有叫「{ $name }」的支部。
error-member-name-unclear = 沒看出姓名。請像這樣寫：添加黨員 張三 第一黨小組
error-member-identity-number = 這句話裏有身份證號。我們不收身份證號，請刪掉再發。
error-member-which-branch = 您管着幾個支部，一句話分不清加到哪裏，請發名冊檔案。
error-member-card-done = 這張卡已經辦過了。
error-member-exists = 支部裏已經有{ $name }了。若是同名的另一位，請寫上手機號和入黨日期。
error-member-office-not-yours = 這個職務您不能給。請去掉職務再添加。
error-member-leader-without-group = 組長要寫明是哪個黨小組。
error-roster-file-done = 這份名冊已經辦過了。要再匯入，請重新發一次檔案。
error-roster-file-gone = 這個檔案取不到了，請重新發一次。
error-roster-too-many-for-chat = 這裏一次最多{ $limit }行。更大的名冊請讓管理員用命令 zhibu roster import 匯入。
error-roster-no-rows = 表裏沒有黨員。
error-roster-file-too-large = 檔案太大，最多{ $megabytes } MB。
error-roster-file-empty = 這是個空檔案。
error-roster-file-old-excel = 這是舊版 Excel（.xls），請另存為 .xlsx 再發。
error-roster-file-unreadable = 這個檔案讀不出來。請用 xlsx 或 csv。
error-roster-file-unsupported = 不認識這種檔案。請用 xlsx 或 csv。
error-roster-file-unpacks-too-large = 這個檔案展開後超過{ $megabytes } MB，沒有打開。
error-roster-csv-broken = 第{ $row }行的引號沒有配對，檔案讀不下去。
error-roster-too-many-rows = 一份名冊最多{ $limit }行。
error-roster-too-many-columns = 一份名冊最多{ $limit }列。
error-roster-several-sheets = 有好幾張表都像名冊（{ $sheets }），請只留一張。
error-roster-column-missing = 沒有找到「{ $column }」這一列。
error-roster-column-twice = 「{ $column }」這一列有兩個。
error-roster-header-missing = 前{ $rows }行裏沒有找到表頭，至少要有「姓名」和「支部」兩列。

sector-rural = 農村
sector-community = 社區
sector-enterprise = 企業
sector-agency = 機關事業單位
sector-school = 學校
sector-new-organisation = 兩新組織
