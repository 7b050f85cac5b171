import type { AppLocale } from '@/lib/i18n/locales'
import type { AuditAction } from './schema'

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
    'drama.sync': '{actor} 同步 {target} 的剧目',
    'channel.conditions.update': '{actor} 修改 {target} 的观看条件',
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
    'system.start': '{actor} 启动',
    'licensee.update': '{actor} 修改被授权方 {target}',
  },
  deed: {
    'drama.grant': '授权剧目',
    'drama.revoke': '撤销授权',
    'drama.sync': '同步剧目',
    'channel.conditions.update': '修改观看条件',
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
    'system.start': '系统启动',
    'licensee.update': '修改被授权方',
  },
  denied: '{actor} 尝试{deed}：{target}',
  deniedAnything: '{actor} 尝试{deed}',
  deedOnly: '{actor} {deed}',
  settled: '{target} 定案：',
  item: '{actor} {deed}：{target}',
  call: '{target} 的第 {number} 次上游请求，{count} 项',
  drift: '上游变更 {target}，并非由本台发出',
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
    foreign_item: '上游的答复里有没有请求过的剧目',
    default_touched: '账号的默认观看条件被改动',
    quota_exhausted: '今日调用次数用尽',
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
    setup: '初次启动',
    environment: '环境变量',
  },
}

const en: Sentences = {
  done: {
    'drama.grant': '{actor} granted {dramas} to {licensees}{until}',
    'drama.revoke': '{actor} revoked {dramas} from {licensees}',
    'drama.sync': '{actor} synced the dramas of {target}',
    'channel.conditions.update': '{actor} changed the viewing conditions of {target}',
    'channel.sync': '{actor} synced the channels of {target}',
    'channel.whitelist.add': '{actor} added viewers to the whitelist of {target}',
    'connection.add': '{actor} added the connection {target}',
    'connection.update': '{actor} changed the connection {target}',
    'connection.test': '{actor} tested the connection {target}',
    'connection.reopen': '{actor} reopened {target} for writes',
    'connection.close': '{actor} closed {target} for writes',
    'connection.token.renew': '{actor} renewed the token of {target}',
    'operation.cancel': '{actor} cancelled what receipt {target} had not sent',
    'operation.retry': '{actor} retried the failures of receipt {target}',
    'operation.export': '{actor} exported receipt {target}',
    'person.invite': '{actor} invited {target}',
    'person.join': '{target} became a member',
    'person.role.update': '{actor} changed the role of {target}',
    'person.disable': '{actor} disabled {target}',
    'person.enable': '{actor} enabled {target}',
    'person.password.reset': '{actor} reset the password of {target}',
    'person.password.change': '{actor} changed their own password',
    'session.start': '{actor} signed in',
    'session.refuse': '{actor} could not sign in',
    'session.end': '{actor} signed out',
    'session.revoke': '{actor} ended the sessions of {target}',
    'secret.reveal': '{actor} revealed a secret of {target}',
    'request.refuse': 'A request of {actor} was refused: {target}',
    'audit.export': '{actor} exported audit events',
    'system.start': '{actor} started',
    'licensee.update': '{actor} changed the licensee {target}',
  },
  deed: {
    'drama.grant': 'grant dramas',
    'drama.revoke': 'revoke grants',
    'drama.sync': 'sync dramas',
    'channel.conditions.update': 'change viewing conditions',
    'channel.sync': 'sync channels',
    'channel.whitelist.add': 'add to a whitelist',
    'connection.add': 'add a connection',
    'connection.update': 'change a connection',
    'connection.test': 'test a connection',
    'connection.reopen': 'reopen a connection',
    'connection.close': 'close a connection',
    'connection.token.renew': 'renew a token',
    'operation.cancel': 'cancel an operation',
    'operation.retry': 'retry an operation',
    'operation.export': 'export a receipt',
    'person.invite': 'invite a person',
    'person.join': 'person joined',
    'person.role.update': 'change a role',
    'person.disable': 'disable a person',
    'person.enable': 'enable a person',
    'person.password.reset': 'reset a password',
    'person.password.change': 'change a password',
    'session.start': 'sign in',
    'session.refuse': 'refused sign-in',
    'session.end': 'sign out',
    'session.revoke': 'end sessions',
    'secret.reveal': 'reveal a secret',
    'request.refuse': 'refused request',
    'audit.export': 'export audit events',
    'system.start': 'system start',
    'licensee.update': 'change a licensee',
  },
  denied: '{actor} tried to {deed}: {target}',
  deniedAnything: '{actor} tried to {deed}',
  deedOnly: '{actor}, {deed}',
  settled: '{target} settled: ',
  item: '{actor}, {deed}: {target}',
  call: 'Call {number} of {target}, {count} items',
  drift: '{target} changed upstream, not from here',
  panic: '{target} raised an alarm: {alarm}',
  nobody: 'Somebody not signed in',
  permanent: ', without end',
  until: ', until {date}',
  dramas: '{count} dramas',
  licensees: '{count} mini programs',
  refusals: {
    forbidden: 'The role lacks this permission; upstream was not reached',
    foreign_origin: 'The request came from another site; upstream was not reached',
  },
  alarms: {
    foreign_item: 'the upstream answered for a drama nobody asked about',
    default_touched: 'the account default was changed',
    quota_exhausted: 'today’s calls are used up',
  },
  reason: 'Reason “{reason}”',
  counts: {
    verified: '{count} verified',
    failed: '{count} failed',
    unknown: '{count} unknown',
    mismatch: '{count} mismatched',
    partial: '{count} partial',
    cancelled: '{count} cancelled',
    skipped: '{count} the same, skipped',
    blocked: '{count} blocked',
  },
  changed: 'Fields changed: {count}',
  interrupted: 'interrupted, outcome being checked',
  systemNames: {
    start: 'Start-up',
    runner: 'Runner',
    worker: 'Worker',
    setup: 'First start',
    environment: 'Environment',
  },
}

export const sentences: Record<AppLocale, Sentences> = { 'zh-CN': zh, en }
