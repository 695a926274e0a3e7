# 群聊：绑定到支部、话题、解除绑定，以及群里发生的变化。

command-bind = 把群聊绑定到支部
command-unbind = 解除本群的绑定

groups-which-branch = 本群要绑定哪个支部？请点一下。
groups-which-branch-instead = 本群现在绑定的是<b>{ $branch }</b>。要改成哪个支部？
groups-branch = { $name }
groups-bound-now = 绑好了，本群现在属于<b>{ $branch }</b>。
groups-bound = 本群绑定的是<b>{ $branch }</b>。
groups-what-comes = 支部发给群里的通知、会议、学习和提醒会到这里来。谁的记录、谁的资料，从来不发到群里。
groups-topics = 想让哪一类发到<b>这个话题</b>，就点一下；再点一下，改回“常规”话题。别的话题，到那里发一次 /bind。
groups-kind-here = ✓ { $kind }
groups-kind-elsewhere = ＋ { $kind }
groups-kind-notice = 通知
groups-kind-meeting = 会议
groups-kind-study = 学习
groups-kind-reminder = 提醒
groups-unbind-here-sure = 解除以后，<b>{ $branch }</b>的消息就不再发到本群了。确定吗？
groups-unbound-here = 本群已经和<b>{ $branch }</b>解除绑定。以后要用，再发 /bind 就行。

groups-hello = 大家好，我是支部的小助手。请支部书记（要是本群的管理员）在这里发一次 /bind，我就能把支部的通知送到群里。
groups-hello-again = 我回来了。本群绑定的还是<b>{ $branch }</b>，通知照常会到。

groups-list = <b>支部的群</b>。点一个群，可以看看或解除绑定。
groups-none = <b>支部的群</b>：还没有绑定过群。
groups-how =
    绑定一个群，只要两步：
    1. 点下面的按钮，把我加进群里；
    2. 由您（要是那个群的管理员）在群里发 /bind，选好支部。
    群里有话题的，在哪个话题里发 /bind，就能让哪类消息发到哪个话题。
groups-one = { $title }（{ $branch }）
groups-one-lost = ⚠ { $title }（{ $branch }）
groups-card =
    <b>{ $title }</b>
    绑定的支部：{ $branch }
    消息能正常送到。
groups-card-lost =
    <b>{ $title }</b>
    绑定的支部：{ $branch }
    ⚠ 现在送不到：我不在群里了，或者不让我发言。请群管理员把我加回去、允许我发言，再在群里发一次 /bind。
groups-unbind-sure = 解除以后，<b>{ $branch }</b>的消息就不再发到群“{ $title }”。确定吗？
groups-unbound = 群“{ $title }”已经解除绑定。

groups-push-lost = 群<b>“{ $title }”</b>现在送不到了：群没有了，或者我被移出了群。要继续用，请群管理员把我加回去；不用了，点下面解除绑定。
groups-push-silenced = 群<b>“{ $title }”</b>现在不让我发言，通知送不到那里。请群管理员允许我发言，再在群里发一次 /bind。
groups-push-topic-lost = 群<b>“{ $title }”</b>里有个话题关了或删了。原来发到那里的{ $kinds }，以后先发到“常规”话题。要换话题，请到那个话题里发一次 /bind。
reason-group-chat = 因为您管着这个支部的群。

button-groups = 支部的群
button-add-to-group = 把我加进群
button-unbind-group = 解除绑定
button-other-branch = 换个支部
button-every-kind = 全部
button-group-reminder-on = ○ 开会前提醒本群
button-group-reminder-off = ✓ 开会前提醒本群

error-groups-not-yours = 绑定群聊，要由支部书记（或受托的支部委员）来办。
error-groups-not-administrator = 您还不是本群的管理员。请群主先把您设为管理员，再发一次 /bind。
error-groups-taken = 本群已经绑定了{ $branch }。要改，请那个支部的书记先来解除。
error-groups-no-such-branch = 没有名字里带“{ $words }”的支部可以选。只发 /bind，就能从列表里挑。
error-groups-not-bound = 这个群现在没有绑定支部。
error-groups-not-asked = 这是别的同志在操作。您要办的话，请自己发一次 /bind。
error-groups-cannot-ask = 刚才没能核实您是不是本群管理员，什么都没有改。请过一会儿再试一次。
