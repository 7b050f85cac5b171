import 'server-only'
import enAuth from './messages/en/auth.json'
import enDesign from './messages/en/design.json'
import enErrors from './messages/en/errors.json'
import enPeople from './messages/en/people.json'
import enShell from './messages/en/shell.json'
import enUi from './messages/en/ui.json'
import zhAuth from './messages/zh-CN/auth.json'
import zhDesign from './messages/zh-CN/design.json'
import zhErrors from './messages/zh-CN/errors.json'
import zhPeople from './messages/zh-CN/people.json'
import zhShell from './messages/zh-CN/shell.json'
import zhUi from './messages/zh-CN/ui.json'

/** One line per namespace and language; the Chinese files decide which keys exist. */
const zh = {
  people: zhPeople,
  errors: zhErrors,
  auth: zhAuth,
  design: zhDesign,
  shell: zhShell,
  ui: zhUi,
}

const en: Messages = {
  people: enPeople,
  errors: enErrors,
  auth: enAuth,
  design: enDesign,
  shell: enShell,
  ui: enUi,
}

export type Messages = typeof zh
export type Namespace = keyof Messages

export const messages: Record<'zh-CN' | 'en', Messages> = { 'zh-CN': zh, en }
