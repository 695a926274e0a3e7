# 群聊：綁定到支部、話題、解除綁定，以及群裏發生的變化。

command-bind = 把群聊綁定到支部
command-unbind = 解除本群的綁定

groups-which-branch = 本群要綁定哪個支部？請點一下。
groups-which-branch-instead = 本群現在綁定的是<b>{ $branch }</b>。要改成哪個支部？
groups-branch = { $name }
groups-bound-now = 綁好了，本群現在屬於<b>{ $branch }</b>。
groups-bound = 本群綁定的是<b>{ $branch }</b>。
groups-what-comes = 支部發給群裏的通知、會議、學習和提醒會到這裏來。誰的記錄、誰的資料，從來不發到群裏。
groups-topics = 想讓哪一類發到<b>這個話題</b>，就點一下；再點一下，改回「常規」話題。別的話題，到那裏發一次 /bind。
groups-kind-here = ✓ { $kind }
groups-kind-elsewhere = ＋ { $kind }
groups-kind-notice = 通知
groups-kind-meeting = 會議
groups-kind-study = 學習
groups-kind-reminder = 提醒
groups-unbind-here-sure = 解除以後，<b>{ $branch }</b>的消息就不再發到本群了。確定嗎？
groups-unbound-here = 本群已經和<b>{ $branch }</b>解除綁定。以後要用，再發 /bind 就行。

groups-hello = 大家好，我是支部的小助手。請支部書記（要是本群的管理員）在這裏發一次 /bind，我就能把支部的通知送到群裏。
groups-hello-again = 我回來了。本群綁定的還是<b>{ $branch }</b>，通知照常會到。

groups-list = <b>支部的群</b>。點一個群，可以看看或解除綁定。
groups-none = <b>支部的群</b>：還沒有綁定過群。
groups-how =
    綁定一個群，只要兩步：
    1. 點下面的按鈕，把我加進群裏；
    2. 由您（要是那個群的管理員）在群裏發 /bind，選好支部。
    群裏有話題的，在哪個話題裏發 /bind，就能讓哪類消息發到哪個話題。
groups-one = { $title }（{ $branch }）
groups-one-lost = ⚠ { $title }（{ $branch }）
groups-card =
    <b>{ $title }</b>
    綁定的支部：{ $branch }
    消息能正常送到。
groups-card-lost =
    <b>{ $title }</b>
    綁定的支部：{ $branch }
    ⚠ 現在送不到：我不在群裏了，或者不讓我發言。請群管理員把我加回去、允許我發言，再在群裏發一次 /bind。
groups-unbind-sure = 解除以後，<b>{ $branch }</b>的消息就不再發到群「{ $title }」。確定嗎？
groups-unbound = 群「{ $title }」已經解除綁定。

groups-push-lost = 群<b>「{ $title }」</b>現在送不到了：群沒有了，或者我被移出了群。要繼續用，請群管理員把我加回去；不用了，點下面解除綁定。
groups-push-silenced = 群<b>「{ $title }」</b>現在不讓我發言，通知送不到那裏。請群管理員允許我發言，再在群裏發一次 /bind。
groups-push-topic-lost = 群<b>「{ $title }」</b>裏有個話題關了或刪了。原來發到那裏的{ $kinds }，以後先發到「常規」話題。要換話題，請到那個話題裏發一次 /bind。
reason-group-chat = 因為您管着這個支部的群。

button-groups = 支部的群
button-add-to-group = 把我加進群
button-unbind-group = 解除綁定
button-other-branch = 換個支部
button-every-kind = 全部
button-group-reminder-on = ○ 開會前提醒本群
button-group-reminder-off = ✓ 開會前提醒本群

error-groups-not-yours = 綁定群聊，要由支部書記（或受託的支部委員）來辦。
error-groups-not-administrator = 您還不是本群的管理員。請群主先把您設為管理員，再發一次 /bind。
error-groups-taken = 本群已經綁定了{ $branch }。要改，請那個支部的書記先來解除。
error-groups-no-such-branch = 沒有名字裏帶「{ $words }」的支部可以選。只發 /bind，就能從列表裏挑。
error-groups-not-bound = 這個群現在沒有綁定支部。
error-groups-not-asked = 這是別的同志在操作。您要辦的話，請自己發一次 /bind。
error-groups-cannot-ask = 剛才沒能核實您是不是本群管理員，什麼都沒有改。請過一會兒再試一次。
