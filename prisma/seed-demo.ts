import { pinyin } from 'pinyin-pro'
import { syncChannels } from '@/lib/channels/sync-channels'
import type { ConnectionView } from '@/lib/connections/queries'
import { db } from '@/lib/db'
import { syncDramas } from '@/lib/dramas/sync-dramas'
import { env } from '@/lib/env'
import { syncGrants } from '@/lib/grants/sync-grants'
import { DEMO_PASSWORD, demoPeople, ensureDemoPeople } from '@/lib/people/demo'

export type DemoSignIns = { signIns: { email: string; role: string }[]; password?: string }

/** Demo people, an address book for the sandbox's mini programs, and a first reading of both upstreams. */
export async function seedDemo(connections: readonly ConnectionView[]): Promise<DemoSignIns> {
  await ensureDemoPeople()
  for (const connection of connections) {
    if (connection.catalogueSyncedAt !== null) continue
    if (connection.kind === 'polyv') await syncChannels(connection.id)
    else {
      await seedAddressBook(connection)
      await syncDramas(connection.id)
      await syncGrants(connection.id)
    }
  }
  return { signIns: demoPeople.map(({ email, role }) => ({ email, role })), password: DEMO_PASSWORD }
}

type SandboxLicensee = { appid: string; name: string; subject?: string }

async function seedAddressBook(connection: ConnectionView): Promise<void> {
  if (!env.SANDBOX_CONTROL_URL || (await db.licensee.count()) > 0) return
  const response = await fetch(new URL(`/state/wechat?appid=${connection.accountId}`, env.SANDBOX_CONTROL_URL))
  const { licensees } = (await response.json()) as { licensees: SandboxLicensee[] }
  await db.licensee.createMany({
    data: licensees.map((licensee, index) => ({
      appid: licensee.appid,
      name: licensee.name,
      subject: licensee.subject ?? null,
      pinyin: toPinyin(licensee.name),
      contact: index % 4 === 3 ? null : (contacts[index % contacts.length] ?? null),
      contractNo: `HT-2026-${String(101 + index).padStart(3, '0')}`,
      contractEndsOn: new Date(Date.UTC(2027, (index * 5) % 12, 28)),
      tags: index % 3 === 0 ? ['重点'] : [],
    })),
    skipDuplicates: true,
  })
}

const contacts = ['林知夏', '周野', '沈砚秋', '许星河', '陆小满', '顾南乔']

const toPinyin = (name: string): string =>
  [
    pinyin(name, { toneType: 'none', type: 'array' }).join(''),
    pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' }).join(''),
  ]
    .join(' ')
    .toLowerCase()
