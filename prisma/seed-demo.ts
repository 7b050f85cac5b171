import { pinyin } from 'pinyin-pro'
import { syncChannels } from '@/lib/channels/sync-channels'
import type { ConnectionView } from '@/lib/connections/queries'
import { db } from '@/lib/db'
import { syncDramas } from '@/lib/dramas/sync-dramas'
import { env } from '@/lib/env'
import { makeExpiryNotices } from '@/lib/expiring/make-notices'
import { syncGrants } from '@/lib/grants/sync-grants'
import { DEMO_PASSWORD, demoPeople, ensureDemoPeople } from '@/lib/people/demo'
import { seedStory } from '@/prisma/seed-story'

export type DemoSignIns = { signIns: { email: string; role: string }[]; password?: string }

/** Demo people, an address book for the sandbox's mini programs, and a first reading of both upstreams. */
export async function seedDemo(connections: readonly ConnectionView[]): Promise<DemoSignIns> {
  await ensureDemoPeople()
  const isFirst = connections.every((connection) => connection.catalogueSyncedAt === null)
  for (const connection of connections) {
    if (connection.catalogueSyncedAt !== null) continue
    if (connection.kind === 'polyv') await syncChannels(connection.id)
    else {
      await seedAddressBook(connection)
      await syncDramas(connection.id)
      await syncGrants(connection.id)
      await makeExpiryNotices()
    }
  }
  if (isFirst) await tellStory(connections)
  return { signIns: demoPeople.map(({ email, role }) => ({ email, role })), password: DEMO_PASSWORD }
}

type SandboxLicensee = { appid: string; name: string; subject?: string; hasCategory: boolean }

async function readLicensees(connection: ConnectionView): Promise<SandboxLicensee[]> {
  if (!env.SANDBOX_CONTROL_URL) return []
  const response = await fetch(new URL(`/state/wechat?appid=${connection.accountId}`, env.SANDBOX_CONTROL_URL))
  return ((await response.json()) as { licensees: SandboxLicensee[] }).licensees
}

async function tellStory(connections: readonly ConnectionView[]): Promise<void> {
  const wechat = connections.find(({ kind }) => kind === 'wechat')
  const polyv = connections.find(({ kind }) => kind === 'polyv')
  if (!wechat?.isSandbox || !polyv?.isSandbox) return
  const licensees = await readLicensees(wechat)
  if (licensees.length > 0) await seedStory(wechat.id, polyv.id, licensees)
}

async function seedAddressBook(connection: ConnectionView): Promise<void> {
  if ((await db.licensee.count()) > 0) return
  const licensees = await readLicensees(connection)
  await db.licensee.createMany({
    data: licensees.map((licensee, index) => ({
      appid: licensee.appid,
      name: licensee.name,
      subject: licensee.subject ?? `${cities[index % cities.length]}${licensee.name.slice(0, 2)}文化传媒有限公司`,
      pinyin: toPinyin(licensee.name),
      contact: index % 4 === 3 ? null : (contacts[index % contacts.length] ?? null),
      contractNo: `HT-2026-${String(101 + index).padStart(3, '0')}`,
      contractEndsOn: new Date(Date.UTC(2027, (index * 5) % 12, 28)),
      tags: tags.filter((_, place) => (index + place) % (place + 3) === 0),
    })),
    skipDuplicates: true,
  })
}

const cities = ['杭州', '北京', '成都', '广州', '长沙', '西安', '厦门']
const tags = ['重点', '直营', '代理', '试播']
const contacts = ['林知夏', '周野', '沈砚秋', '许星河', '陆小满', '顾南乔']

const toPinyin = (name: string): string =>
  [
    pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join(''),
    pinyin(name, { toneType: 'none', type: 'array' }).join(''),
  ]
    .join(' ')
    .toLowerCase()
