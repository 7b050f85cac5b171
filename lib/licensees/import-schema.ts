import { appidPattern, cleanAppid, licenseeLimits, splitTags } from '@/lib/licensees/schema'
import { cleanText, readDate } from '@/lib/sheets/cells-schema'

export const importKeys = [
  'appid',
  'name',
  'subject',
  'contact',
  'contractNo',
  'contractEndsOn',
  'tags',
  'notes',
] as const
export type ImportKey = (typeof importKeys)[number]

/** What these columns are called in the files people have. */
export const importSynonyms: Record<ImportKey, readonly string[]> = {
  appid: ['AppID', '小程序AppID', '小程序ID', '被授权方AppID', 'authorized appid', 'mini program id'],
  name: ['名称', '被授权方', '小程序名称', '简称', '渠道', '渠道名称', 'name', 'licensee', 'mini program'],
  subject: ['主体', '主体名称', '公司', '公司名称', '企业名称', 'subject', 'company', 'legal entity'],
  contact: ['联系人', '对接人', '联系方式', '负责人', 'contact'],
  contractNo: ['合同编号', '合同号', '协议编号', 'contract no', 'contract number', 'contract'],
  contractEndsOn: [
    '合同到期',
    '合同到期日',
    '合同截止',
    '到期日',
    '到期',
    '截止日期',
    'contract end date',
    'contract end',
    'end date',
    'ends on',
  ],
  tags: ['标签', '分类', '分组', 'tags', 'labels'],
  notes: ['备注', '说明', 'notes', 'remark', 'remarks', 'comment'],
}

const importProblems = ['required', 'appid', 'tooLong', 'badDate', 'ambiguousDate', 'tags'] as const
type ImportProblem = (typeof importProblems)[number]

/** What one row says. A text that is empty says nothing: it leaves what is known as it is. */
export type LicenseeRow = {
  appid: string
  name: string
  subject: string
  contact: string
  contractNo: string
  contractEndsOn: string
  tags: string[]
  notes: string
}

type LicenseeRowCheck =
  | { value: LicenseeRow; problems?: undefined }
  | { problems: Partial<Record<ImportKey, ImportProblem>>; value?: undefined }

const texts = ['name', 'subject', 'contact', 'contractNo', 'notes'] as const

/** Checks a row by itself, in a browser and again on the server; fast enough for 50,000 at once. */
export function checkLicenseeRow(raw: Record<ImportKey, string>): LicenseeRowCheck {
  const problems: Partial<Record<ImportKey, ImportProblem>> = {}
  const appid = cleanAppid(raw.appid)
  if (appid === '') problems.appid = 'required'
  else if (!appidPattern.test(appid)) problems.appid = 'appid'
  const written = { name: '', subject: '', contact: '', contractNo: '', notes: '' }
  for (const key of texts) {
    written[key] = cleanText(raw[key])
    if (written[key].length > licenseeLimits[key]) problems[key] = 'tooLong'
  }
  const ends = raw.contractEndsOn === '' ? null : readDate(raw.contractEndsOn)
  if (ends && 'problem' in ends) problems.contractEndsOn = ends.problem
  const tags = splitTags(raw.tags)
  if (tags.length > licenseeLimits.tags || tags.some((tag) => tag.length > licenseeLimits.tag)) problems.tags = 'tags'
  if (Object.keys(problems).length > 0) return { problems }
  return { value: { appid, ...written, contractEndsOn: ends && 'date' in ends ? ends.date : '', tags } }
}

export type ImportOutcome = {
  added: number
  changed: number
  same: number
  /** New to the address book without a name; with any of these nothing is written. */
  nameless: { line: number; appid: string }[]
}
