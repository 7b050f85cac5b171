export type PolyvAccount = { userId: string; appId: string; appSecret: string }

/** Fields as auth/update wrote them; numbers stay numbers. */
export type StoredRank = Record<string, unknown>

export type Ranks = { 1: StoredRank; 2: StoredRank }

export type Channel = {
  channelId: string
  userId: string
  name: string
  channelPasswd: string
  categoryId: string
  scene: string
  newScene: boolean
  watchStatus: string
  startTime: number | null
  createdTime: number
  followsGlobal: 'Y' | 'N'
  ranks: Ranks
  writes: number
}

export type GlobalSetting = { userId: string; ranks: Ranks; writes: number }

export type Template = { userId: string; rows: [StoredRank, StoredRank]; writes: number }

export type Member = { code: string; name: string }

/** Whose whitelist or conditions: one channel's, or the account's. */
export type Scope = { kind: 'channel'; channel: Channel } | { kind: 'global'; userId: string }

export const polyvAccounts = 'polyv.accounts'
export const channels = 'polyv.channels'
export const globals = 'polyv.globals'
export const templates = 'polyv.templates'
export const membersPrefix = 'polyv.members:'

export function membersOf(scope: Scope, rank: number): string {
  return membersOfOwner(scope.kind === 'channel' ? scope.channel.channelId : `global-${scope.userId}`, rank)
}

export function membersOfOwner(owner: string, rank: number): string {
  return `${membersPrefix}${owner}:${rank}`
}

export const sceneTexts: Record<string, string> = {
  topclass: '大班课',
  alone: '纯视频三分屏',
  ppt: '三分屏',
  seminar: '研讨会',
}

export const watchStatusTexts: Record<string, string> = {
  live: '直播中',
  playback: '回放中',
  end: '已结束',
  waiting: '等待中',
  unStart: '未开始',
  banpush: '已禁播',
}
