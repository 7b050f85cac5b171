import type { AppLocale } from '@/lib/i18n/locales'
import type { AuditAction } from './schema'
import { en } from './sentences-en'

type Sentence = string

/** `{slot}` is filled by `describe`. An action without a sentence does not compile. */
export type Sentences = {
  done: Record<AuditAction, Sentence>
  /** The deed alone: a filter's choice, and what a refused attempt was after. */
  deed: Record<AuditAction, string>
  denied: Sentence
  deniedAnything: Sentence
  deedOnly: Sentence
  settled: Sentence
  item: Sentence
  call: Sentence
  drift: Sentence
  drifts: Record<string, Sentence>
  accountLevel: string
  panic: Sentence
  nobody: string
  permanent: string
  until: string
  dramas: string
  licensees: string
  refusals: Record<string, string>
  alarms: Record<string, string>
  reason: string
  counts: Record<string, string>
  changed: string
  interrupted: string
  systemNames: Record<string, string>
}

const zh: Sentences = {
  done: {
    'drama.grant': '{actor} 向 {licensees} 授权 {dramas}{until}',
    'drama.revoke': '{actor} 从 {licensees} 撤销 {dramas}',
    'drama.replace': '{actor} 为 {licensees} 先撤销再授权 {dramas}{until}',
    'drama.sync': '{actor} 同步 {target} 的剧目',
    'drama.export': '{actor} 导出 {target} 的剧目目录',
    'account.grant': '{actor} 向 {licensees} 授权整个账号{until}',
    'account.revoke': '{actor} 撤销 {licensees} 的账号级授权',
    'channel.conditions.update': '{actor} 修改 {target} 的观看条件',
    'channel.conditions.apply': '{actor} 把一项观看条件改动应用到 {target} 的多个频道',
    'channel.change.prepare': '{actor} 准备一项多频道改动',
    'channel.sync': '{actor} 同步 {target} 的频道',
    'channel.whitelist.add': '{actor} 向 {target} 的白名单添加观众',
    'connection.add': '{actor} 添加连接 {target}',
    'connection.update': '{actor} 修改连接 {target}',
    'connection.test': '{actor} 测试连接 {target}',
    'connection.reopen': '{actor} 恢复连接 {target} 的写入',
    'connection.close': '{actor} 停止连接 {target} 的写入',
    'connection.token.renew': '{actor} 更新连接 {target} 的令牌',
    'operation.cancel': '{actor} 取消回执 {target} 中尚未发送的部分',
    'operation.retry': '{actor} 重试回执 {target} 的失败项',
    'operation.export': '{actor} 导出回执 {target}',
    'operation.answer': '{actor} 说明回执 {target} 中未知项的实情',
    'operation.recheck': '{actor} 要求再次核对回执 {target} 的未知项',
    'person.invite': '{actor} 邀请 {target}',
    'person.join': '{target} 成为成员',
    'person.role.update': '{actor} 调整 {target} 的角色',
    'person.disable': '{actor} 停用 {target}',
    'person.enable': '{actor} 恢复 {target}',
    'person.password.reset': '{actor} 为 {target} 重设密码',
    'person.password.change': '{actor} 修改自己的密码',
    'session.start': '{actor} 登录',
    'session.refuse': '{actor} 登录未成功',
    'session.end': '{actor} 退出登录',
    'session.revoke': '{actor} 结束 {target} 的登录',
    'secret.reveal': '{actor} 查看 {target} 的密钥',
    'request.refuse': '{actor} 的请求被拒绝：{target}',
    'audit.export': '{actor} 导出审计记录',
    'audit.verify': '{actor} 校验整本审计记录',
    'system.start': '{actor} 启动',
    'licensee.update': '{actor} 修改被授权方 {target}',
    'licensee.add': '{actor} 添加被授权方 {target}',
    'licensee.archive': '{actor} 归档被授权方 {target}',
    'licensee.restore': '{actor} 恢复被授权方 {target}',
    'licensee.import': '{actor} 从 {target} 导入被授权方',
    'licensee.export': '{actor} 导出被授权方名单',
    'grant.export': '{actor} 导出授权清单',
    'slip.save': '{actor} 保存变更单 {target}',
    'slip.discard': '{actor} 放弃变更单 {target}',
    'grant.drift': '上游变更 {target}，并非由本台发出',
    'grant.adopt': '{actor} 接受上游对 {target} 的变更',
    'grant.restore': '{actor} 为外部变更拟恢复单',
    'grant.sweep': '{actor} 请求核对 {target} 的授权',
    'grant.renew': '{actor} 为到期授权拟续期单',
    'notice.dismiss': '{actor} 收起提醒',
    'feed.add': '{actor} 开通自己的到期日历订阅',
    'feed.revoke': '{actor} 撤销自己的到期日历订阅',
    'channel.drift': '频道 {target} 的观看条件在本台之外被改动',
    'channel.adopt': '{actor} 接受频道 {target} 的外部变更',
    'channel.sweep': '{actor} 请求核对 {target} 的频道',
    'audit.note': '{actor} 为 {target} 写下备注',
    'audit.export.cancel': '{actor} 取消审计导出 {target}',
    'audit.export.download': '{actor} 下载审计导出 {target}',
    'share.add': '{actor} 对外分享 {target}',
    'share.revoke': '{actor} 收回对外分享 {target}',
    'share.view': '有人打开对外分享 {target}',
  },
  deed: {
    'drama.grant': '授权剧目',
    'drama.revoke': '撤销授权',
    'drama.replace': '先撤销再授权',
    'drama.sync': '同步剧目',
    'drama.export': '导出剧目目录',
    'account.grant': '授权整个账号',
    'account.revoke': '撤销账号级授权',
    'channel.conditions.update': '修改观看条件',
    'channel.conditions.apply': '把观看条件应用到多个频道',
    'channel.change.prepare': '准备多频道改动',
    'channel.sync': '同步频道',
    'channel.whitelist.add': '添加白名单',
    'connection.add': '添加连接',
    'connection.update': '修改连接',
    'connection.test': '测试连接',
    'connection.reopen': '恢复连接写入',
    'connection.close': '停止连接写入',
    'connection.token.renew': '更新令牌',
    'operation.cancel': '取消回执',
    'operation.retry': '重试回执',
    'operation.export': '导出回执',
    'operation.answer': '说明未知项',
    'operation.recheck': '再次核对',
    'person.invite': '邀请成员',
    'person.join': '成员加入',
    'person.role.update': '调整角色',
    'person.disable': '停用成员',
    'person.enable': '恢复成员',
    'person.password.reset': '重设密码',
    'person.password.change': '修改密码',
    'session.start': '登录',
    'session.refuse': '登录未成功',
    'session.end': '退出登录',
    'session.revoke': '结束登录',
    'secret.reveal': '查看密钥',
    'request.refuse': '请求被拒绝',
    'audit.export': '导出审计',
    'audit.verify': '校验审计',
    'system.start': '系统启动',
    'licensee.update': '修改被授权方',
    'licensee.add': '添加被授权方',
    'licensee.archive': '归档被授权方',
    'licensee.restore': '恢复被授权方',
    'licensee.import': '导入被授权方',
    'licensee.export': '导出被授权方',
    'grant.export': '导出授权清单',
    'slip.save': '保存变更单',
    'slip.discard': '放弃变更单',
    'grant.drift': '外部变更',
    'grant.adopt': '接受外部变更',
    'grant.restore': '拟恢复单',
    'grant.sweep': '核对授权',
    'grant.renew': '拟续期单',
    'notice.dismiss': '收起提醒',
    'feed.add': '开通日历订阅',
    'feed.revoke': '撤销日历订阅',
    'channel.drift': '频道外部变更',
    'channel.adopt': '接受频道的外部变更',
    'channel.sweep': '核对频道',
    'audit.note': '写备注',
    'audit.export.cancel': '取消审计导出',
    'audit.export.download': '下载审计导出',
    'share.add': '对外分享',
    'share.revoke': '收回分享',
    'share.view': '打开分享',
  },
  denied: '{actor} 尝试{deed}：{target}',
  deniedAnything: '{actor} 尝试{deed}',
  deedOnly: '{actor} {deed}',
  settled: '{target} 定案：',
  item: '{actor} {deed}：{target}',
  call: '{target} 的第 {number} 次上游请求，{count} 项',
  drift: '上游变更 {target}，并非由本台发出',
  drifts: {
    missing: '上游少了 {target}{level}，并非由本台撤销',
    foreign: '上游多了 {target}{level}，并非由本台授予',
    expiry: '上游改了 {target}{level} 的到期时间，并非由本台修改',
    back: '上游的 {target}{level} 已回到本台所知的状态',
    channel_opened: '频道 {target} 在本台之外被放开，任何人都能观看',
    channel_doors: '频道 {target} 的观看条件在本台之外被改动',
    channel_values: '频道 {target} 观看条件的内容在本台之外被改动',
    channel_back: '频道 {target} 的观看条件已回到本台所知的状态',
  },
  accountLevel: '（账号级授权）',
  panic: '{target} 触发警报：{alarm}',
  nobody: '未登录者',
  permanent: '，永久有效',
  until: '，有效期至 {date}',
  dramas: '{count} 部剧目',
  licensees: '{count} 个小程序',
  refusals: {
    forbidden: '角色没有这项权限，未触达上游',
    foreign_origin: '请求来自别的网站，未触达上游',
  },
  alarms: {
    log_altered: '审计记录与封存不一致',
    foreign_item: '上游的答复里有没有请求过的剧目',
    default_touched: '账号的默认观看条件被改动',
    quota_exhausted: '今日调用次数用尽',
    token_refused: '微信拒收自己刚发出的令牌',
  },
  reason: '理由“{reason}”',
  counts: {
    verified: '{count} 已核实',
    failed: '{count} 失败',
    unknown: '{count} 结果未知',
    mismatch: '{count} 不一致',
    partial: '{count} 部分成功',
    cancelled: '{count} 已取消',
    skipped: '{count} 已相同，跳过',
    blocked: '{count} 阻止',
  },
  changed: '改动 {count} 处',
  interrupted: '中断，结果待核对',
  systemNames: {
    start: '启动程序',
    runner: '执行程序',
    worker: '后台程序',
    sweep: '核对程序',
    setup: '初次启动',
    environment: '环境变量',
  },
}

export const sentences: Record<AppLocale, Sentences> = { 'zh-CN': zh, en }
