import { bundle, SERVER_CONDITION } from '../../scripts/boot/build.ts'
import type { Children } from '../../scripts/boot/children.ts'
import type { SandboxControl } from '../sandbox-control.ts'

type Rectangle = { dramaIds: string[]; appids: string[] }
/** `expiresAt` in seconds; `plan`: the calls a preview would have told. */
export type PairsToSubmit = { expiresAt: number; rectangles: Rectangle[]; plan?: { calls: number; reads: number } }
export type SubmittedPairs = { operationId: string; number: number; connectionId: string; submitMs: number }

/** As many playable dramas and willing licensees as asked for, put into the sandbox by its vendor's console. */
export async function preparePairs(control: SandboxControl, dramas: number, licensees: number): Promise<Rectangle> {
  const dramaIds = Array.from({ length: dramas }, (_, index) => String(710_001 + index))
  const appids = Array.from({ length: licensees }, (_, index) => `wxbe9c0000${index.toString(16).padStart(8, '0')}`)
  await control.changeWechat({
    dramas: {
      put: dramaIds.map((id) => ({
        drama_id: id,
        name: `剧目 ${id}`,
        media_count: 60,
        status: 0,
        audit_detail: { status: 3 },
      })),
    },
    licensees: { put: appids.map((appid) => ({ appid, name: appid, hasCategory: true })) },
  })
  return { dramaIds, appids }
}

export async function submitPairs(
  children: Children,
  env: NodeJS.ProcessEnv,
  pairs: PairsToSubmit,
): Promise<SubmittedPairs[]> {
  const program = await bundle('tests/bench/submit-pairs.ts')
  const output = await children.finish({
    name: 'submit',
    args: ['--max-old-space-size=1024', SERVER_CONDITION, program, JSON.stringify(pairs)],
    env,
  })
  return JSON.parse(output.trim().split('\n').at(-1) ?? '[]') as SubmittedPairs[]
}
