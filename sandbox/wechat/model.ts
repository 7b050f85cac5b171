import type { Store } from '../storage.ts'

export type WechatAccount = { appid: string; secret: string; name: string; hasApi: boolean }

type AuditDetail = { status: number; create_time: number; audit_time: number }

export type Drama = {
  drama_id: string
  name: string
  create_time: number
  cover_url: string
  promotion_poster?: string
  media_count: number
  first_media_id: number
  producer?: string
  playwright?: string
  description?: string
  recommendations?: string
  production_license?: string
  actors?: { name: string; photo_material_id: number; role: string; profile: string }[]
  expedited?: number
  audit_detail?: AuditDetail
  status: number
}

export type Grant = {
  drama_id: string
  authorized_appid: string
  authorized_time: number
  authz_expire_time: number
  writes: number
}

export type AppGrant = Omit<Grant, 'drama_id'>

/** Given to a mini program, or to a legal entity by its certificate number. */
export type CopyrightGrant = {
  drama_id: string
  authorization_type: 1 | 2
  authorized_appid: string
  authorized_subject_cert_no: string
  authorized_time: number
  expire_time: number
}

export type Licensee = { appid: string; name: string; company: string; hasCategory: boolean }

export const accounts = 'wechat.accounts'
export const licensees = 'wechat.licensees'
export const tokens = 'wechat.tokens'
export const dramasOf = (appid: string): string => `wechat.dramas:${appid}`
export const grantsOf = (appid: string): string => `wechat.grants:${appid}`
export const appGrantsOf = (appid: string): string => `wechat.appGrants:${appid}`
export const copyrightGrantsOf = (appid: string): string => `wechat.copyrightGrants:${appid}`
export const grantKey = (dramaId: string, licensee: string): string => `${dramaId}|${licensee}`

export function isPlayable(drama: Drama): boolean {
  return drama.status === 0 && drama.audit_detail?.status === 3
}

export function accountIds(store: Store): string[] {
  return store.values<WechatAccount>(accounts).map((account) => account.appid)
}
