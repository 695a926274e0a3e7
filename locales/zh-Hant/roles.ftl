# 職務與權限。

roles-card =
    <b>{ $name }</b> · { $branch }
    點一下，就能給或收回。改了馬上生效，本人會收到通知。
roles-rights-below = 下面是支部委員的權限，可以一項一項給。
roles-changed = 已經改好
roles-held = ✓ { $role }
roles-not-held = ＋ { $role }
roles-right-given = ✓ 可以{ $right }
roles-right-not-given = ＋ 可以{ $right }
roles-last-secretary =
    <b>{ $name }</b>是{ $branch }唯一的書記。收回以後，支部就沒有書記了。
    最好先給接任的同志。確定要收回嗎？

roles-push-given = 您現在是{ $branch }的<b>{ $role }</b>了。點 /help 看看能做什麼。
roles-push-taken = 您在{ $branch }的<b>{ $role }</b>職務已經收回。
roles-push-right-given = 您在{ $branch }現在可以<b>{ $right }</b>。
roles-push-right-taken = 您在{ $branch }不再負責<b>{ $right }</b>。

reason-roles = 因為您的職務或權限有變動。

right-log-for-others = 替人記服務
right-confirm-record = 確認服務記錄
right-correct-record = 更正服務記錄
right-read-records = 查看服務記錄
right-read-roster = 查看名冊
right-read-phones = 查看手機號
right-edit-roster = 修改名冊
right-invite = 發邀請
right-confirm-rebind = 通過換號申請
right-choose-scheme = 選評星辦法
right-send-notice = 發通知
right-bind-group = 綁定群聊
right-run-meetings = 管支部的會議
right-run-study = 管支部的學習
right-review-pledges = 審承諾、評承諾
right-settle-year = 年終評星、發證書

button-sure = 確定收回

error-last-secretary = 您是支部唯一的書記，請先把書記給接任的同志。
error-role-without-place = 先要有所屬的黨小組或黨委，才能給這個職務。
error-own-powers = 自己的職務和權限，要由別的同志來給，這樣大家都放心。請找別的書記或管理員幫忙。
error-not-committee-member = 這位同志現在不是支部委員，不能單獨給權限。
