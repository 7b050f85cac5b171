import { neighbourCredentials } from '../credentials.ts'
import {
  type Channel,
  type GlobalSetting,
  globals,
  type PolyvAccount,
  polyvAccounts,
  type Template,
  templates,
} from '../polyv/model.ts'
import type { Change } from '../storage.ts'
import { accounts, type Drama, type WechatAccount } from '../wechat/model.ts'
import { keptTokens } from '../wechat/tokens.ts'
import type { World } from '../world.ts'
import { seedChannels } from './channels.ts'
import { condition } from './conditions.ts'
import { seedDramas } from './dramas.ts'
import { seedGrants, seedReceivedGrants } from './grants.ts'
import { seedLicensees } from './licensees.ts'
import { seedWhitelists } from './whitelists.ts'

export type SeedName = 'demo' | 'empty'

const dramaCount = 264
const neighbourDramaCount = 20

/** Seeds a fresh store, or one that knows another account; otherwise only takes a changed secret in. */
export function ensureSeeded(world: World, seed: SeedName): void {
  const { wechat, polyv } = world.credentials
  const knownWechat = world.store.get<WechatAccount>(accounts, wechat.appId)
  const knownPolyv = world.store.get<PolyvAccount>(polyvAccounts, polyv.appId)
  if (!knownWechat || knownPolyv?.userId !== polyv.userId) {
    reseed(world, seed)
    return
  }
  const changes: Change[] = []
  if (knownWechat.secret !== wechat.appSecret) {
    changes.push([accounts, wechat.appId, { ...knownWechat, secret: wechat.appSecret }])
  }
  if (knownPolyv.appSecret !== polyv.appSecret) {
    changes.push([polyvAccounts, polyv.appId, { ...knownPolyv, appSecret: polyv.appSecret }])
  }
  world.store.commit(changes)
}

export function reseed(world: World, seed: SeedName, options = { keepTokens: false }): void {
  const kept = options.keepTokens ? keptTokens(world.store) : []
  const accountsOnly = [...seedAccounts(world), ...kept]
  world.store.replaceAll(seed === 'empty' ? accountsOnly : [...accountsOnly, ...seedWechat(world), ...seedPolyv(world)])
}

function seedAccounts(world: World): Change[] {
  const { wechat, polyv } = world.credentials
  const neighbour = neighbourCredentials
  const wechatAccount = (appid: string, secret: string, name: string): Change => {
    const account: WechatAccount = { appid, secret, name, hasApi: true }
    return [accounts, appid, account]
  }
  const polyvAccount = (account: PolyvAccount): Change => [polyvAccounts, account.appId, account]
  return [
    wechatAccount(neighbour.wechat.appId, neighbour.wechat.appSecret, '邻家剧场'),
    wechatAccount(wechat.appId, wechat.appSecret, '砚池短剧'),
    polyvAccount(neighbour.polyv),
    polyvAccount(polyv),
  ]
}

function seedWechat(world: World): Change[] {
  const now = Math.floor(world.clock.now('wechat') / 1000)
  const main = world.credentials.wechat.appId
  const neighbour = neighbourCredentials.wechat.appId
  const own = seedDramas(main, dramaCount, 100_201, now)
  const foreign = seedDramas(neighbour, neighbourDramaCount, 300_101, now)
  const dramas = (changes: Change[]): Drama[] => changes.map(([, , value]) => value as Drama)
  return [
    ...own,
    ...foreign,
    ...seedLicensees(),
    ...seedGrants(main, dramas(own), now),
    ...seedReceivedGrants(neighbour, main, dramas(foreign), now),
  ]
}

function seedPolyv(world: World): Change[] {
  const now = world.clock.now('polyv')
  const { userId } = world.credentials.polyv
  const own = seedChannels(userId, 4_021_007, now)
  const foreign = seedChannels(neighbourCredentials.polyv.userId, 5_310_002, now, 6)
  const setting: GlobalSetting = {
    userId,
    ranks: { 1: { ...condition('code', 1), authCode: 'hello888' }, 2: { enabled: 'N' } },
    writes: 0,
  }
  const template: Template = {
    userId,
    rows: [
      {
        authEnabled: 'Y',
        authType: 'custom',
        customKey: 'cus900001',
        customUri: 'https://member.sandbox.invalid/login',
      },
      { authEnabled: 'Y', authType: 'phone', authTips: '请输入会员码', whiteListEntryText: '会员入口' },
    ],
    writes: 0,
  }
  return [
    ...own,
    ...foreign,
    ...seedWhitelists(
      userId,
      own.map(([, , value]) => value as Channel),
    ),
    [globals, userId, setting],
    [templates, userId, template],
  ]
}
