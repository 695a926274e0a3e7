"""Word tables: names of places, deeds, surnames. Data, in simplified characters."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum
from functools import cache


def _table(words: str) -> frozenset[str]:
    return frozenset(words.split())


class Kind(Enum):
    """What a word does for the end of a place."""

    PLACE = "ends a place"
    DEED = "begins what was done"
    NAME = "is part of a name"
    NEITHER = "looks like one and is none"


PLACES = """
社区 小区 新区 片区 园区 辖区 村 村子 村委会 村委 村部 居委会 居委 村口 自然村 屯 寨 镇 镇政府 乡 乡政府
县 区 街道 街道办 街 大街 小街 街口 老街 胡同 巷 巷子 巷口 小巷 弄堂 里弄 路 路口 路段 公路 大道 马路
道路 国道 省道 广场 文化广场 公园 小游园 游园 院 大院 院子 院内 家属院 家属楼 小院 敬老院 养老院 福利院
医院 卫生院 卫生室 诊所 家 家中 家里 家门口 之家 党员之家 楼 楼道 楼栋 大楼 楼下 楼前 单元 栋 幢 号楼
宿舍 公寓 房 新房 老房 棚户区 站 车站 火车站 站台 汽车站 地铁站 服务站 文化站 救助站 志愿站 岗 岗亭
执勤点 值守点 劝导站 劝导点 服务点 宣传点 监测点 卡点 便民点 安置点 集中点 中心 服务中心 党群服务中心
活动中心 老年活动中心 文化中心 卫生服务中心 日间照料中心 照料中心 幸福院 互助院 驿站 学校 小学 中学 高中
初中 大学 幼儿园 校园 校门口 校门 室 活动室 会议室 教室 图书室 阅览室 图书馆 文化馆 体育馆 农家书屋 书屋
党校 夜校 礼堂 文化礼堂 大礼堂 祠堂 剧院 戏台 舞台 市场 农贸市场 菜市场 集市 超市 商场 商店 门店 店 饭店
银行 门口 大门 东门 西门 南门 北门 河 河边 河道 河堤 大堤 堤坝 江边 江堤 湖 湖边 水库 渠 水渠 桥 大桥
桥头 山 山上 山林 林场 林地 果园 菜园 茶园 田 田间 地头 田间地头 大棚 基地 合作社 农场 养殖场 工地 工厂
厂 厂区 厂房 公司 企业 车间 仓库 修理厂 停车场 停车棚 车棚 操场 球场 篮球场 垃圾站 垃圾点 回收站 清洁站
绿化带 花坛 草坪 空地 场地 菜地 墓园 陵园 烈士陵园 纪念馆 展览馆 博物馆 派出所 警务室 值班室 所 司法所
机关 办事处 办公室 大厅 服务大厅 法院 检察院 消防站 消防队 码头 渡口 港口 机场 隧道 寺 庙
教堂 村民小组 网格 庄 坊 湾 沟 坡 岭 塘 坝 关 庭 苑 园 府 城 坪 埠 里
"""

DEEDS = """
扫 扫雪 铲雪 清雪 除雪 铲冰 除冰 打扫 清扫 清理 清洁 清除 清运 清淤 捡 捡垃圾 捡拾 拾捡 拾 擦 擦洗 擦拭
洗 拖地 刷 刷墙 粉刷 铲 拔草 除草 割草 浇水 浇花 浇树 修剪 植树 种树 栽树 栽花 种 种菜 种植 栽 绿化 美化
巡逻 巡查 巡防 巡河 巡山 巡护 执勤 值守 值班 值勤 站岗 疏导 维持 维护 劝导 指挥 排查 检查 检修 看守 护学
护送 守护 防火 防汛 防洪 防疫 抢险 抗洪 抗旱 抗疫 救灾 转移 消杀 消毒 搬 搬运 装 装卸 扛 抬 宣讲 宣传 讲
讲解 讲课 讲党课 讲政策 讲故事 普法 解读 解答 发放 发 发传单 分发 派发 张贴 贴 学习 传达 宣读 科普 动员
摸排 登记 录入 填 填表 统计 调查 走访 家访 入户 上门 慰问 看望 探望 探访 陪 陪伴 陪护 陪同 陪聊 聊天 照顾
照料 护理 理发 剪发 剪头发 剪 剪指甲 量血压 测血压 测血糖 体检 义诊 看病 包饺子 包粽子 包 做饭 送 送饭
送餐 送药 送米 送米面 送菜 送水 送煤 送温暖 送医 送去 送教 煮 慰劳 帮 帮忙 帮助 帮扶 帮教 帮厨 结对 协助
配合 支援 援助 救助 资助 捐 捐赠 捐款 献血 代办 代买 代购 跑腿 买菜 买药 采购 取 领 接送 接 护 解决 处理
调解 劝 化解 协调 修 修理 维修 修补 修水管 修路 修电 安装 装灯 换 换灯泡 更换 疏通 通下水 搭建 搭 铺路 铺砖 挖
填坑 砌 刮 焊 油漆 收割 收 收玉米 收麦子 割 割麦 摘 采摘 采茶 插秧 播种 施肥 打药 喂 剪枝 嫁接 指导
技术指导 培训 教 教学 授课 辅导 示范 演出 表演 唱 唱歌 唱戏 跳 跳舞 广场舞 排练 彩排 主持 组织 举办 举行
开展 进行 参加 参与 做 做志愿 做义工 干 干活 忙 搞 搞卫生 帮老人 给 为 替 向 对 把 将 义务 义剪 志愿
志愿服务 服务 摄影 拍照 写 写春联 写对联 画 布置 打理 整理 整治 整修 收拾 收集 搜集 分类 分拣 翻 晒 开会
开 放电影 看 去 来 一起 一同 共同 参观 植绿 护绿 护河 测温 测体温 采样 核酸 关爱 关心 交谈 谈心 谈话 回收
除 除四害 灭 灭火 灭鼠 扑火 拆 拆除 守 盯 引导 导 导诊 分餐 分 打 打水 打药
"""

# Parts of names of places whose first characters are deeds elsewhere (在向阳小区).
NAMES = """
向阳 开元 开平 开源 开发 开封 包家 包头 为民 为公 清华 和平 修文 打铁 采石 发展 发电 学府 收费 种子 守望
双收 护城 换新 送变电 洗马 跳石 画院 分水 服装 装备
"""

# Words that hold a place or a deed and are neither.
NEITHER = """
大家 国家 专家 人家 自家 科学家 全家 村民 居民 社区居民 社区群众 群众 老人家 家人 家属 家长 家庭 家电
家具 家访 为了 为什么 学校师生 路灯 路面 路人 路障 街坊 楼长 栋长 站长 院长 校长 村长 镇长 组长 店主
厂长 所长 村干部 村规民约 社区干部 区分 里面 山东 山西 河南 河北 湖南 湖北 江西 广东 广西 对面 帮手 教师
教育 修养 收入 种类 发现 清明 包括 干部 干净 组织部 接着 将来 对联 开发区 分局 打工 看法
通讯 关怀 园丁 城管 城市 房东 庭院 厂家 店家 所有 所以 关系 机关枪
"""

# Where a name ends: 路 in 道路清扫 is what was swept; these alone are a place even so.
PLACES_ALONE = _table(
    """
    社区 小区 敬老院 养老院 福利院 医院 学校 公园 广场 村 村里 村部 村委会 居委会 党群服务中心 服务中心
    活动中心 幼儿园
    """
)
LOCATIVES = ("里面", "里", "内", "中", "上")
LOCATIVE_ENDS = (
    "门口",
    "门前",
    "附近",
    "周边",
    "周围",
    "旁边",
    "沿线",
    "一带",
    "旁",
    "边",
    "前",
    "后",
    "外",
    "东侧",
    "西侧",
    "南侧",
    "北侧",
    "对面",
)

SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒"
    "屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包"
    "诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武"
    "符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀"
    "郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶"
    "空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖佟覃付涂代阳岳帅"
)
DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "上官",
    "诸葛",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "司徒",
    "令狐",
    "东方",
    "夏侯",
    "南宫",
    "端木",
)
TITLES = _table(
    """
    书记 主任 支书 组长 委员 会长 站长 院长 校长 队长 经理 老师 医生 大夫 师傅 大爷 大妈 大娘 大叔 大婶
    大姐 大哥 奶奶 爷爷 阿姨 叔叔 伯伯 婆婆 同志 姐 哥 叔 婶 姨
    """
)

# 和大家一起: not names.
GENERIC = _table(
    """
    大家 同志 同志们 同学 同学们 同事 同事们 邻居 邻居们 群众 居民 村民 党员 党员们 志愿者 志愿者们 家人
    孩子 孩子们 老人 老人们 社区 干部 社区干部 村干部 我 我们 他 她 他们 她们 你 你们 自己 朋友 朋友们
    战友 网格员 城管 民警 警察 学生 老师 老师们 医生 护士 单位 支部 组织 企业 学校 医院 家长 工人 职工
    青年 团员 妇联 工会 伙伴 队员 队友 爱人 老伴 儿子 女儿 别人 谐 平 睦 与
    """
)

ENGLISH_DEEDS = (
    "clean", "swe", "sweep", "shovel", "pick", "visit", "help", "teach", "taught", "patrol", "deliver",
    "plant", "paint",
    "repair", "fix", "cook", "distribut", "direct", "guid", "train", "talk", "explain", "carr", "collect",
    "remov", "clear",
    "wash", "cut", "read", "sing", "sang", "perform", "danc", "volunteer", "serv", "work", "did ",
    "organi", "handed", "mov",
    "assist", "support", "look", "care", "cheer", "record", "check", "rescu", "water", "donat", "stood",
    "tidy", "tidi", "mend",
)  # fmt: skip


@cache
def _words() -> dict[str, Kind]:
    table: dict[str, Kind] = {}
    for words, kind in (
        (PLACES, Kind.PLACE),
        (DEEDS, Kind.DEED),
        (NEITHER, Kind.NEITHER),
        (NAMES, Kind.NAME),
    ):
        table |= dict.fromkeys(words.split(), kind)
    return table


@cache
def _longest() -> int:
    return max(map(len, _words()))


def word_at(text: str, at: int) -> tuple[str, Kind] | None:
    """The longest word of the tables that begins at `at`."""
    words = _words()
    for length in range(min(_longest(), len(text) - at), 0, -1):
        kind = words.get(text[at : at + length])
        if kind is not None:
            return text[at : at + length], kind
    return None


def tokens(text: str) -> Iterable[tuple[int, int, Kind]]:
    """The words of the tables in `text` from left to right as (start, end, kind), none overlapping."""
    at = 0
    while at < len(text):
        word = word_at(text, at)
        if word is None:
            at += 1
            continue
        yield at, at + len(word[0]), word[1]
        at += len(word[0])
