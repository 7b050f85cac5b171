import 'server-only'
import enDesign from './messages/en/design.json'
import enShell from './messages/en/shell.json'
import enUi from './messages/en/ui.json'
import zhDesign from './messages/zh-CN/design.json'
import zhShell from './messages/zh-CN/shell.json'
import zhUi from './messages/zh-CN/ui.json'

/** One line per namespace and language; the Chinese files decide which keys exist. */
const zh = {
  design: zhDesign,
  shell: zhShell,
  ui: zhUi,
}

const en: Messages = {
  design: enDesign,
  shell: enShell,
  ui: enUi,
}

export type Messages = typeof zh
export type Namespace = keyof Messages

export const messages: Record<'zh-CN' | 'en', Messages> = { 'zh-CN': zh, en }
