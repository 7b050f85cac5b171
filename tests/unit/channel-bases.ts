import {
  type BaseConditions,
  type BaseRank,
  type ConditionsForm,
  type ConditionType,
  type Drafts,
  emptyDrafts,
} from '@/lib/channels/form-schema'

export const noSecrets = () => ({
  authCode: { isSet: false, setAt: null, length: 0, print: null },
  customKey: { isSet: false, setAt: null, length: 0, print: null },
  externalKey: { isSet: false, setAt: null, length: 0, print: null },
  directKey: { isSet: false, setAt: null, length: 0, print: null },
})

export function baseRank(
  type: ConditionType | null,
  drafts: Partial<Drafts> = {},
  more: Partial<BaseRank> = {},
): BaseRank {
  const form = {
    enabled: type !== null,
    type,
    drafts: { ...emptyDrafts(), ...drafts },
    privacy: { enabled: false, content: '' },
  }
  return { form, secrets: noSecrets(), unsupportedType: null, residue: [], unreadable: [], ...more }
}
export const baseOf = (primary: BaseRank, secondary = baseRank(null)): BaseConditions => ({ primary, secondary })
export const formOf = (base: BaseConditions): ConditionsForm =>
  structuredClone({ primary: base.primary.form, secondary: base.secondary.form })
