import 'server-only'
import enAccountDefault from './messages/en/account-default.json'
import enApply from './messages/en/apply.json'
import enAudit from './messages/en/audit.json'
import enAuth from './messages/en/auth.json'
import enChannelDrift from './messages/en/channel-drift.json'
import enChannels from './messages/en/channels.json'
import enComposer from './messages/en/composer.json'
import enConditions from './messages/en/conditions.json'
import enConnections from './messages/en/connections.json'
import enDesign from './messages/en/design.json'
import enDiagnose from './messages/en/diagnose.json'
import enDock from './messages/en/dock.json'
import enDramas from './messages/en/dramas.json'
import enDrift from './messages/en/drift.json'
import enErrors from './messages/en/errors.json'
import enEventPage from './messages/en/event-page.json'
import enExpiring from './messages/en/expiring.json'
import enExplorer from './messages/en/explorer.json'
import enExportJobs from './messages/en/export-jobs.json'
import enGrants from './messages/en/grants.json'
import enGuides from './messages/en/guides.json'
import enIntegrity from './messages/en/integrity.json'
import enLicensees from './messages/en/licensees.json'
import enMerge from './messages/en/merge.json'
import enOperations from './messages/en/operations.json'
import enPalette from './messages/en/palette.json'
import enPeople from './messages/en/people.json'
import enPolyv from './messages/en/polyv.json'
import enPreflight from './messages/en/preflight.json'
import enReceipt from './messages/en/receipt.json'
import enRetention from './messages/en/retention.json'
import enRights from './messages/en/rights.json'
import enSchedules from './messages/en/schedules.json'
import enSharing from './messages/en/sharing.json'
import enSheets from './messages/en/sheets.json'
import enShell from './messages/en/shell.json'
import enStreaming from './messages/en/streaming.json'
import enTemplates from './messages/en/templates.json'
import enToday from './messages/en/today.json'
import enUi from './messages/en/ui.json'
import enVersions from './messages/en/versions.json'
import enViewer from './messages/en/viewer.json'
import enWechat from './messages/en/wechat.json'
import enWhitelist from './messages/en/whitelist.json'
import zhAccountDefault from './messages/zh-CN/account-default.json'
import zhApply from './messages/zh-CN/apply.json'
import zhAudit from './messages/zh-CN/audit.json'
import zhAuth from './messages/zh-CN/auth.json'
import zhChannelDrift from './messages/zh-CN/channel-drift.json'
import zhChannels from './messages/zh-CN/channels.json'
import zhComposer from './messages/zh-CN/composer.json'
import zhConditions from './messages/zh-CN/conditions.json'
import zhConnections from './messages/zh-CN/connections.json'
import zhDesign from './messages/zh-CN/design.json'
import zhDiagnose from './messages/zh-CN/diagnose.json'
import zhDock from './messages/zh-CN/dock.json'
import zhDramas from './messages/zh-CN/dramas.json'
import zhDrift from './messages/zh-CN/drift.json'
import zhErrors from './messages/zh-CN/errors.json'
import zhEventPage from './messages/zh-CN/event-page.json'
import zhExpiring from './messages/zh-CN/expiring.json'
import zhExplorer from './messages/zh-CN/explorer.json'
import zhExportJobs from './messages/zh-CN/export-jobs.json'
import zhGrants from './messages/zh-CN/grants.json'
import zhGuides from './messages/zh-CN/guides.json'
import zhIntegrity from './messages/zh-CN/integrity.json'
import zhLicensees from './messages/zh-CN/licensees.json'
import zhMerge from './messages/zh-CN/merge.json'
import zhOperations from './messages/zh-CN/operations.json'
import zhPalette from './messages/zh-CN/palette.json'
import zhPeople from './messages/zh-CN/people.json'
import zhPolyv from './messages/zh-CN/polyv.json'
import zhPreflight from './messages/zh-CN/preflight.json'
import zhReceipt from './messages/zh-CN/receipt.json'
import zhRetention from './messages/zh-CN/retention.json'
import zhRights from './messages/zh-CN/rights.json'
import zhSchedules from './messages/zh-CN/schedules.json'
import zhSharing from './messages/zh-CN/sharing.json'
import zhSheets from './messages/zh-CN/sheets.json'
import zhShell from './messages/zh-CN/shell.json'
import zhStreaming from './messages/zh-CN/streaming.json'
import zhTemplates from './messages/zh-CN/templates.json'
import zhToday from './messages/zh-CN/today.json'
import zhUi from './messages/zh-CN/ui.json'
import zhVersions from './messages/zh-CN/versions.json'
import zhViewer from './messages/zh-CN/viewer.json'
import zhWechat from './messages/zh-CN/wechat.json'
import zhWhitelist from './messages/zh-CN/whitelist.json'

/** One line per namespace and language; the Chinese files decide which keys exist. */
const zh = {
  integrity: zhIntegrity,
  explorer: zhExplorer,
  retention: zhRetention,
  streaming: zhStreaming,
  grants: zhGrants,
  guides: zhGuides,
  dock: zhDock,
  dramas: zhDramas,
  composer: zhComposer,
  licensees: zhLicensees,
  diagnose: zhDiagnose,
  audit: zhAudit,
  'account-default': zhAccountDefault,
  merge: zhMerge,
  eventPage: zhEventPage,
  exportJobs: zhExportJobs,
  sharing: zhSharing,
  operations: zhOperations,
  wechat: zhWechat,
  today: zhToday,
  polyv: zhPolyv,
  channels: zhChannels,
  whitelist: zhWhitelist,
  'channel-drift': zhChannelDrift,
  versions: zhVersions,
  apply: zhApply,
  templates: zhTemplates,
  schedules: zhSchedules,
  preflight: zhPreflight,
  conditions: zhConditions,
  viewer: zhViewer,
  connections: zhConnections,
  palette: zhPalette,
  people: zhPeople,
  receipt: zhReceipt,
  drift: zhDrift,
  expiring: zhExpiring,
  errors: zhErrors,
  auth: zhAuth,
  design: zhDesign,
  sheets: zhSheets,
  rights: zhRights,
  shell: zhShell,
  ui: zhUi,
}

const en: Messages = {
  integrity: enIntegrity,
  explorer: enExplorer,
  retention: enRetention,
  streaming: enStreaming,
  grants: enGrants,
  guides: enGuides,
  dock: enDock,
  dramas: enDramas,
  composer: enComposer,
  licensees: enLicensees,
  diagnose: enDiagnose,
  audit: enAudit,
  'account-default': enAccountDefault,
  merge: enMerge,
  eventPage: enEventPage,
  exportJobs: enExportJobs,
  sharing: enSharing,
  operations: enOperations,
  wechat: enWechat,
  today: enToday,
  polyv: enPolyv,
  channels: enChannels,
  whitelist: enWhitelist,
  'channel-drift': enChannelDrift,
  versions: enVersions,
  apply: enApply,
  templates: enTemplates,
  schedules: enSchedules,
  preflight: enPreflight,
  conditions: enConditions,
  viewer: enViewer,
  connections: enConnections,
  palette: enPalette,
  people: enPeople,
  receipt: enReceipt,
  drift: enDrift,
  expiring: enExpiring,
  errors: enErrors,
  auth: enAuth,
  design: enDesign,
  sheets: enSheets,
  rights: enRights,
  shell: enShell,
  ui: enUi,
}

export type Messages = typeof zh
export type Namespace = keyof Messages

export const messages: Record<'zh-CN' | 'en', Messages> = { 'zh-CN': zh, en }
