/** Longest accepted text per field: what production or the template refuses, and the create page's stricter numbers. */
const observedLimits: Record<string, number> = {
  payAuthTips: 64,
  authCode: 8,
  qcodeTips: 256,
  qcodeImg: 256,
  authTips: 20,
  whiteListEntryText: 64,
  infoAuthTips: 64,
  infoDesc: 64,
  customKey: 64,
  customUri: 128,
  externalKey: 64,
  externalUri: 128,
  externalRedirectUri: 350,
  directKey: 64,
}

const createInitLimits: Record<string, number> = {
  ...observedLimits,
  payAuthTips: 20,
  qcodeTips: 30,
  customKey: 10,
  externalKey: 10,
  directKey: 10,
}

export function lengthLimit(rule: string, field: string): number | undefined {
  if (rule === 'none') return undefined
  return (rule === 'create-init' ? createInitLimits : observedLimits)[field]
}

/** 字符: one Chinese character counts as one. */
export function countCharacters(text: string): number {
  return [...text].length
}
