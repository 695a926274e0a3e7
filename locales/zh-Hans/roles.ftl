# 职务与权限。

roles-card =
    <b>{ $name }</b> · { $branch }
    点一下，就能给或收回。改了马上生效，本人会收到通知。
roles-rights-below = 下面是支部委员的权限，可以一项一项给。
roles-changed = 已经改好
roles-held = ✓ { $role }
roles-not-held = ＋ { $role }
roles-right-given = ✓ 可以{ $right }
roles-right-not-given = ＋ 可以{ $right }
roles-last-secretary =
    <b>{ $name }</b>是{ $branch }唯一的书记。收回以后，支部就没有书记了。
    最好先给接任的同志。确定要收回吗？

roles-push-given = 您现在是{ $branch }的<b>{ $role }</b>了。点 /help 看看能做什么。
roles-push-taken = 您在{ $branch }的<b>{ $role }</b>职务已经收回。
roles-push-right-given = 您在{ $branch }现在可以<b>{ $right }</b>。
roles-push-right-taken = 您在{ $branch }不再负责<b>{ $right }</b>。

reason-roles = 因为您的职务或权限有变动。

right-log-for-others = 替人记服务
right-confirm-record = 确认服务记录
right-correct-record = 更正服务记录
right-read-records = 查看服务记录
right-read-roster = 查看名册
right-read-phones = 查看手机号
right-edit-roster = 修改名册
right-invite = 发邀请
right-confirm-rebind = 通过换号申请
right-choose-scheme = 选评星办法
right-send-notice = 发通知
right-bind-group = 绑定群聊
right-run-meetings = 管支部的会议
right-run-study = 管支部的学习
right-review-pledges = 审承诺、评承诺
right-settle-year = 年终评星、发证书

button-sure = 确定收回

error-last-secretary = 您是支部唯一的书记，请先把书记给接任的同志。
error-role-without-place = 先要有所属的党小组或党委，才能给这个职务。
error-own-powers = 自己的职务和权限，要由别的同志来给，这样大家都放心。请找别的书记或管理员帮忙。
error-not-committee-member = 这位同志现在不是支部委员，不能单独给权限。
