import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import {
  type ConditionsForm,
  conditionTypes,
  type Drafts,
  type RankName,
  rankNames,
  toSubmission,
} from '@/lib/channels/form-schema'
import type { ConditionsReading, ConditionType, RankReading } from '@/lib/polyv/conditions'
import { setTestEnvironment } from './environment'
import { allowed, everyElement } from './wire-fields'

/** A value that says where it was typed: rank, type, field. */
const mark = (rank: string, type: string, field: string) => `~${rank}.${type}.${field}~`

type Step =
  | { kind: 'switch'; rank: RankName; type: ConditionType }
  | { kind: 'flip'; rank: RankName }
  | { kind: 'type'; rank: RankName; type: ConditionType }

const rank = fc.constantFrom(...rankNames)
const type = fc.constantFrom(...conditionTypes)
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('switch' as const), rank, type }),
  fc.record({ kind: fc.constant('flip' as const), rank }),
  fc.record({ kind: fc.constant('type' as const), rank, type }),
)

/** Fills one draft as a person might, whether or not its type is chosen. */
function fill(drafts: Drafts, rank: string, type: ConditionType): void {
  const at = (field: string) => mark(rank, type, field)
  const filled: Drafts = {
    public: {},
    wx: { amount: rank === 'primary' ? '41' : '42', unit: 'hour' },
    code: { authCode: at('authCode'), hint: at('hint'), imageUrl: at('imageUrl') },
    pay: { title: at('title'), price: '19.9', validity: 'until', days: '7', until: '2027-06-30 23:59' },
    phone: { title: at('title'), entryText: at('entryText'), inputHint: at('inputHint'), once: true },
    info: {
      fields: [
        { type: 'option', name: at('name'), options: [at('option')], placeholder: at('placeholder'), sms: true },
      ],
      title: at('title'),
      description: at('description'),
      entryText: at('entryText'),
    },
    custom: { customKey: at('customKey'), url: at('url') },
    external: { externalKey: at('externalKey'), url: at('url'), redirectUrl: at('redirectUrl'), showsButton: true },
    direct: { directKey: at('directKey') },
  }
  Object.assign(drafts[type], filled[type])
}

beforeAll(() => setTestEnvironment())

it('no sequence of switches and edits sends a field of another type, or a word typed for one', async () => {
  const { toBase } = await import('@/lib/channels/read-form')
  const { submissionSchema } = await import('@/lib/channels/schema')
  const { toRankIntents } = await import('@/lib/channels/intent')
  const { resolveRanks } = await import('@/lib/channels/resolve-intent')
  const { toWireRank } = await import('@/lib/polyv/conditions-wire')
  const { Secret } = await import('@/lib/secrets/secret')

  /** A channel that holds residue of every type, each value marked as the upstream's. */
  const stored = (name: RankName, chosen: ConditionType | null, enabled: boolean): RankReading => {
    const at = (type: ConditionType, field: string) => mark(`stored-${name}`, type, field)
    return {
      rank: name === 'primary' ? 1 : 2,
      enabled,
      type: chosen,
      unsupportedType: null,
      privacy: { enabled: false, content: '' },
      unreadable: [],
      settings: {
        public: {},
        wx: { duration: { amount: 3, unit: 'day' } },
        code: {
          authCode: new Secret(at('code', 'authCode')),
          hint: at('code', 'hint'),
          imageUrl: at('code', 'imageUrl'),
        },
        pay: { title: at('pay', 'title'), priceFen: 990, validity: { kind: 'days', days: 3 }, held: ['days', 'until'] },
        phone: { title: at('phone', 'title'), entryText: at('phone', 'entryText'), inputHint: '', once: true },
        info: {
          fields: [{ type: 'text', name: at('info', 'name'), options: [], placeholder: '', sms: null }],
          title: at('info', 'title'),
          description: '',
          entryText: '',
        },
        custom: { customKey: new Secret(at('custom', 'customKey')), url: at('custom', 'url') },
        external: {
          externalKey: new Secret(at('external', 'externalKey')),
          url: at('external', 'url'),
          redirectUrl: at('external', 'redirectUrl'),
          showsButton: true,
        },
        direct: { directKey: new Secret(at('direct', 'directKey')) },
      },
    }
  }

  const bodyOf = (reading: ConditionsReading, steps: Step[]) => {
    const base = toBase(reading)
    const form: ConditionsForm = structuredClone({ primary: base.primary.form, secondary: base.secondary.form })
    for (const one of steps) {
      if (one.kind === 'switch') form[one.rank].type = one.type
      else if (one.kind === 'flip') form[one.rank].enabled = !form[one.rank].enabled
      else fill(form[one.rank].drafts, one.rank, one.type)
    }
    const submission = submissionSchema.parse(toSubmission(form, base))
    const intents = toRankIntents('4021046', reading, submission)
    const authSettings = resolveRanks('4021046', intents, reading).map(toWireRank)
    return JSON.parse(JSON.stringify({ authSettings })) as { authSettings: Record<string, unknown>[] }
  }

  let sent = 0
  fc.assert(
    fc.property(type, fc.option(type), fc.array(step, { maxLength: 14 }), (first, second, steps) => {
      const reading = {
        primary: stored('primary', first, true),
        secondary: stored('secondary', second, second !== null),
        followsDefault: null,
      }
      const { authSettings } = bodyOf(reading, steps)
      for (const element of authSettings) {
        const name = element.rank === 1 ? 'primary' : 'secondary'
        if (element.enabled === 'N') {
          expect(Object.keys(element).sort()).toEqual(['enabled', 'rank'])
          continue
        }
        const chosen = element.authType as ConditionType
        const foreign = Object.keys(element).filter((key) => ![...everyElement, ...allowed[chosen]].includes(key))
        expect(foreign).toEqual([])
        for (const [, from, of] of JSON.stringify(element).matchAll(/~([\w-]+)\.(\w+)\.\w+~/g)) {
          expect(of, `a word typed for ${of} went with ${chosen}`).toBe(chosen)
          expect(from?.replace('stored-', ''), 'a word of the other rank').toBe(name)
        }
        if (chosen === 'pay')
          expect(
            typeof element.watchEndTime !== 'string' ||
              element.watchEndTime === '' ||
              !(Number(element.validTimePeriod) > 0),
          ).toBe(true)
        sent += 1
      }
    }),
    { numRuns: 12_000 },
  )
  expect(sent).toBeGreaterThan(10_000)
}, 120_000)
